import { commands, Position, Range, TabInputCustom, window } from "vscode";
import type { Tab, Uri } from "vscode";
import type { Unreadable } from "../../protocol/messages.ts";
import { TRACE_VIEW } from "./traceFile.ts";

/**
 * Shows the text of a saved trace in the stead of its diagram.
 * @param trace nothing happens when absent
 * @param place where the cursor goes
 */
export async function openAsText(trace: Uri | undefined, place?: Unreadable["place"]): Promise<void> {
  if (!trace) return;
  const diagram = diagramTab(trace);
  const position = place && new Position(place.line - 1, place.column - 1);
  await commands.executeCommand("vscode.openWith", trace, "default", {
    ...(diagram && { viewColumn: diagram.group.viewColumn }),
    ...(position && { selection: new Range(position, position) }),
  });
  const left = diagramTab(trace);
  if (left) await window.tabGroups.close(left);
}

/** The saved trace whose diagram is in use. */
export function activeTrace(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputCustom && input.viewType === TRACE_VIEW ? input.uri : undefined;
}

/** The tab in which the diagram of a trace is: the one that is in use, if it is in several. */
function diagramTab(trace: Uri): Tab | undefined {
  const key = trace.toString();
  const tabs = window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        input instanceof TabInputCustom && input.viewType === TRACE_VIEW && input.uri.toString() === key,
    );
  return tabs.find((tab) => tab.isActive && tab.group.isActive) ?? tabs.at(0);
}
