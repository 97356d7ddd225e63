import { commands, window } from "vscode";
import type { TextDocumentShowOptions, Uri } from "vscode";
import { TRACE_FILES, TRACE_VIEW } from "./traceFile.ts";

/**
 * Opens a saved trace as the diagram, whatever the file is called.
 * @param file asked for when absent
 */
export async function openTrace(file: Uri | undefined, where: TextDocumentShowOptions = {}): Promise<void> {
  const chosen = file ?? (await askFile());
  if (chosen) await commands.executeCommand("vscode.openWith", chosen, TRACE_VIEW, where);
}

async function askFile(): Promise<Uri | undefined> {
  const files = await window.showOpenDialog({ title: "Open Trace", filters: TRACE_FILES });
  return files?.at(0);
}
