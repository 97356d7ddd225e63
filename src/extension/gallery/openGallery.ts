import { commands, window } from "vscode";
import type { Uri } from "vscode";
import type { Previews } from "../preview/previews.ts";
import { createScenario } from "./createScenario.ts";
import type { Entry } from "./entry.ts";
import { pickEntry } from "./pick.ts";

const READ = "Read It in Place";
const COPY = "Open a Copy in the Workspace";

/** "Open Gallery": shows a file of the gallery with its diagram, in place or as a copy to play with. */
export async function openGallery(extensionUri: Uri, previews: Previews): Promise<void> {
  const entry = await pickEntry(extensionUri, "What do you want to see going wrong?");
  if (entry === undefined || entry === "first") return;
  const how = await window.showQuickPick(
    [
      { label: READ, detail: "Opens the file that came with Faultline; it can't be changed" },
      { label: COPY, detail: "Writes a file of your own, to change as you like" },
    ],
    { placeHolder: entry.about },
  );
  if (how?.label === READ) await read(entry, previews);
  else if (how?.label === COPY) await createScenario(entry.file, entry.text, previews);
}

async function read({ uri }: Entry, previews: Previews): Promise<void> {
  await window.showTextDocument(uri, { preview: false });
  await commands.executeCommand("workbench.action.files.setActiveEditorReadonlyInSession");
  previews.open(uri);
}
