import type { Uri } from "vscode";
import { openDocument } from "../run/sources.ts";
import { canWrite } from "./writeStatement.ts";

/** Whether a file, as it is open in the editor, has a place to write into what is to happen in a scenario. */
export function isWritable(file: Uri, scenario: string): boolean {
  const text = openDocument(file)?.getText();
  // A file that is not open is looked at when something is to be written into it.
  return text === undefined || canWrite(text, scenario);
}
