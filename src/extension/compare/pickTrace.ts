import { Uri, window, workspace } from "vscode";
import type { OtherRun } from "../../protocol/messages.ts";
import { fileName } from "../scenarioFile.ts";
import { TRACE_FILES } from "../traces/traceFile.ts";
import { choose } from "./choice.ts";
import type { Choice } from "./choice.ts";

/** Traces of the workspace that are offered. */
const MOST = 200;

/**
 * Asks for a saved trace: one of the workspace, or any other file.
 * @param more What else is offered, before them.
 * @param except A trace that isn't offered.
 */
export async function pickTrace(
  title: string,
  more: readonly Choice[] = [],
  except?: Uri,
): Promise<OtherRun | undefined> {
  const found = await workspace.findFiles("**/*.trace.json", "**/node_modules/**", MOST);
  const traces = found
    .filter((uri) => uri.toString() !== except?.toString())
    .map((uri) => ({ label: fileName(uri), description: folderName(uri), other: toOther(uri) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const askFile = async () => {
    const files = await window.showOpenDialog({ title, openLabel: "Compare", filters: TRACE_FILES });
    return files?.map(toOther).at(0);
  };
  const choices = [...more, ...traces];
  return choices.length === 0
    ? askFile()
    : choose([...choices, { label: "Another file…", other: askFile }], title);
}

function toOther(uri: Uri): OtherRun {
  return { kind: "trace", uri: uri.toString(), name: fileName(uri) };
}

function folderName(uri: Uri): string {
  const folder = Uri.joinPath(uri, "..");
  const inside = workspace.getWorkspaceFolder(uri)?.uri.path === folder.path;
  return inside ? "" : workspace.asRelativePath(folder);
}
