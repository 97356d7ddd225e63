import type { Uri } from "vscode";

/** The view type of the editors of saved traces, as the manifest has it. */
export const TRACE_VIEW = "faultline.trace";

/** The ending by which a file is known as a saved trace; the manifest and the command line know it, too. */
export const TRACE_ENDING = "trace.json";

/** What the dialogs of the editor call traces: not all of them take an ending of two parts. */
export const TRACE_FILES = { Traces: ["json"] };

/** Whether a file is a saved trace, by its name. */
export function isTraceFile(uri: Uri): boolean {
  return uri.path.endsWith(`.${TRACE_ENDING}`);
}
