import { Position, Range, TabInputText, TextEditorRevealType, ViewColumn, window } from "vscode";
import type { TabGroup, Uri } from "vscode";

/**
 * Shows a place in an editor, and never over the panel that asks for it.
 *
 * @param line from 1
 * @param column from 1
 * @param focus whether the keyboard goes there, with the cursor
 * @param panelColumn where the panel is
 */
export async function revealSource(
  uri: Uri,
  { line, column }: { readonly line: number; readonly column: number },
  focus: boolean,
  panelColumn: ViewColumn | undefined,
): Promise<void> {
  const position = new Position(line - 1, column - 1);
  const place = new Range(position, position);
  const visible = window.visibleTextEditors.find(
    (editor) => editor.document.uri.toString() === uri.toString(),
  );
  if (visible && !focus) {
    visible.revealRange(place, TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  await window.showTextDocument(uri, {
    viewColumn: visible?.viewColumn ?? columnFor(uri, panelColumn),
    preserveFocus: !focus,
    selection: place,
  });
}

/**
 * Where to open a file that isn't in view: where it already has a tab, else beside other text, else in an empty
 * group, else beside the panel if there is one. The column is always named, since an editor without one ends up in the panel's group,
 * and a locked group takes only editors that name it.
 *
 * @param panelColumn where a panel is that must stay in view
 */
export function columnFor(uri: Uri, panelColumn: ViewColumn | undefined): ViewColumn {
  const groups = window.tabGroups.all.filter((group) => group.viewColumn !== panelColumn);
  const files = ({ tabs }: TabGroup) =>
    tabs.map(({ input }) => input).filter((input) => input instanceof TabInputText);
  const best =
    groups.find((group) => files(group).some((input) => input.uri.toString() === uri.toString())) ??
    groups.find((group) => files(group).length > 0) ??
    groups.find((group) => group.tabs.length === 0);
  return best?.viewColumn ?? (panelColumn === undefined ? ViewColumn.Active : ViewColumn.Beside);
}
