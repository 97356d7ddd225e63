import { FileSystemError, Uri, window, workspace } from "vscode";
import type { Previews } from "../preview/previews.ts";
import { isScenarioFile } from "../scenarioFile.ts";

/**
 * Writes a scenario where the user wants it, and opens it with its diagram. Overwrites nothing unless told to.
 * @param file Name that is proposed; another one is, where there is such a file already.
 */
export async function createScenario(file: string, text: string, previews: Previews): Promise<void> {
  const folder = workspace.workspaceFolders?.at(0)?.uri;
  const target = folder === undefined ? await askAnywhere(file) : await askInside(folder, file);
  if (target === undefined) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await window.showTextDocument(target, { preview: false });
  previews.open(target);
}

/** With no folder open, the user says where. */
function askAnywhere(file: string): Thenable<Uri | undefined> {
  return window.showSaveDialog({
    saveLabel: "Create Scenario",
    filters: { Scenarios: ["scenario.ts"] },
    defaultUri: Uri.file(file),
  });
}

/** Asks for a name inside the folder that is open. */
async function askInside(folder: Uri, file: string): Promise<Uri | undefined> {
  const proposed = await freeName(folder, file);
  const name = await window.showInputBox({
    prompt: "Name of the new file, from the workspace folder on",
    value: proposed,
    valueSelection: [proposed.lastIndexOf("/") + 1, proposed.length - ".scenario.ts".length],
    validateInput: (value) => complaint(folder, value),
  });
  return name === undefined ? undefined : Uri.joinPath(folder, name);
}

async function complaint(folder: Uri, name: string): Promise<string | undefined> {
  const target = Uri.joinPath(folder, name);
  if (!isScenarioFile(target) || /(^|\/)\.scenario\.ts$/.test(name))
    return "The name has to end in .scenario.ts";
  if (!target.path.startsWith(`${folder.path.replace(/\/$/, "")}/`))
    return "The file has to be inside the workspace folder";
  return (await exists(target)) ? "There is such a file already" : undefined;
}

/** The file's name, with a number where there is such a file already. */
async function freeName(folder: Uri, file: string): Promise<string> {
  const stem = file.replace(/\.scenario\.ts$/, "");
  for (let number = 1; ; number++) {
    const name = `${stem}${number === 1 ? "" : `-${number}`}.scenario.ts`;
    if (!(await exists(Uri.joinPath(folder, name)))) return name;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return false;
    throw error;
  }
}
