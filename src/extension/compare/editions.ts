import { extensions, workspace } from "vscode";
import type { Uri } from "vscode";
import type { ReadSource } from "../../runner/link.ts";
import { sourceUri } from "../run/sources.ts";

/** The part of the Git extension's interface that is needed here. */
interface GitApi {
  getRepository(uri: Uri): { show(ref: string, path: string): Promise<string> } | null;
}

/** The files as they were saved last. */
export const readSaved: ReadSource = async (name) => {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(sourceUri(name)));
  } catch {
    return undefined;
  }
};

/**
 * The files as Git has them in the latest commit of the repository that a file is in.
 * @throws {Error} that says why there is none
 */
export async function committedAround(file: Uri): Promise<ReadSource> {
  const git = extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>(
    "vscode.git",
  );
  if (!git) throw new Error("VS Code's Git extension isn't there; enable it.");
  const exported = await git.activate();
  if (!exported.enabled) throw new Error("Git is switched off; the setting git.enabled switches it on.");
  const repository = exported.getAPI(1).getRepository(file);
  if (!repository) throw new Error("The file is in no Git repository that is open.");
  return async (name) => {
    try {
      return await repository.show("HEAD", sourceUri(name).fsPath);
    } catch {
      // Not in the commit: whoever imports it is told that it can't be found.
      return undefined;
    }
  };
}
