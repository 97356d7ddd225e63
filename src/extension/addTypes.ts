import { Uri, window, workspace } from "vscode";
import type { WorkspaceFolder } from "vscode";
import { composeTypes, PROJECT, PROJECT_FILE, TYPES_FILE } from "../runner/workspaceTypes.ts";

/**
 * Writes the types of the DSL into a workspace folder, for everyone who opens it without this extension; and a
 * project file where there is none, since TypeScript looks for the types only in projects. Overwrites nothing.
 */
export async function addTypes(extensionUri: Uri): Promise<void> {
  const folder = await pickFolder();
  if (!folder) return;
  const shipped = await workspace.fs.readFile(Uri.joinPath(extensionUri, "dist", "faultline.d.ts"));
  const written: string[] = [];
  for (const [name, text] of [
    [TYPES_FILE, composeTypes(new TextDecoder().decode(shipped))],
    [PROJECT_FILE, PROJECT],
  ] as const) {
    if (await writeNew(Uri.joinPath(folder.uri, name), text)) written.push(name);
  }
  void window.showInformationMessage(
    written.length > 0
      ? `Faultline wrote ${written.join(" and ")} into ${folder.name}.`
      : `${folder.name} has a ${TYPES_FILE} already. To update it, delete it and add the types again.`,
  );
}

async function pickFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void window.showInformationMessage("Open a folder first, to add the types to.");
    return undefined;
  }
  return folders.length === 1
    ? folders[0]
    : window.showWorkspaceFolderPick({ placeHolder: "Add the types to …" });
}

/** @returns whether it was written; not when there is such a file already */
async function writeNew(file: Uri, text: string): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return false;
  } catch {
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return true;
  }
}
