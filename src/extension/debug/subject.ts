import { window } from "vscode";
import type { Uri } from "vscode";
import type { Previews } from "../preview/previews.ts";
import { isScenarioFile } from "../scenarioFile.ts";
import { scenarioAt } from "./scenarioAt.ts";

/** A file to debug, and which of its scenarios, if that is said. */
export interface DebugSubject {
  readonly file: Uri;
  readonly scenario?: string;
}

/**
 * What somebody wants to debug who names nothing: the scenario that the cursor is in, else the file of the active
 * editor or diagram. `undefined` where there is none.
 */
export function currentSubject(previews: Previews): DebugSubject | undefined {
  const editor = window.activeTextEditor;
  if (editor && isScenarioFile(editor.document.uri)) {
    const scenario = scenarioAt(editor.document, editor.selection.active);
    return { file: editor.document.uri, ...(scenario !== undefined && { scenario }) };
  }
  const diagram = editor ? undefined : previews.current?.diagram;
  return diagram && { file: diagram.uri };
}
