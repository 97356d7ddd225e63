import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../vscode/paths.ts";

/** Folder of the gallery. */
export const gallery = join(root, "media/gallery");

/** Paths of the gallery's files inside its folder, folder by folder, in order. */
export async function galleryFiles(): Promise<readonly string[]> {
  const names = await readdir(gallery, { recursive: true });
  return names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".scenario.ts"))
    .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
}

/** Text of a file of the gallery. */
export function galleryText(name: string): Promise<string> {
  return readFile(join(gallery, name), "utf8");
}
