import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The first of these programs that the PATH has. */
export function onPath(names: readonly string[]): string | undefined {
  const suffixes = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return firstExisting(
    names.flatMap((name) =>
      folders.flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix))),
    ),
  );
}

/** The first of these files that exists. */
export function firstExisting(files: readonly string[]): string | undefined {
  return files.find((file) => existsSync(file));
}

/** This path below each folder where Windows keeps programs. */
export function windowsPrograms(path: string): string[] {
  const folders = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].map((name) => process.env[name]);
  return folders.filter((folder) => folder !== undefined).map((folder) => join(folder, path));
}
