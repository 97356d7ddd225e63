import { QuickPickItemKind, window } from "vscode";
import type { QuickPickItem, Uri } from "vscode";
import { readGallery } from "./catalogue.ts";
import type { Entry } from "./entry.ts";

interface EntryItem extends QuickPickItem {
  readonly entry?: Entry;
}

/**
 * Lets the user choose a file of the gallery by what goes wrong in it.
 * @param first An item that stands above the gallery.
 * @returns The choice: an entry, the first item, or nothing.
 */
export async function pickEntry(
  extensionUri: Uri,
  placeHolder: string,
  first?: QuickPickItem,
): Promise<Entry | "first" | undefined> {
  const shelves = await readGallery(extensionUri);
  const items: EntryItem[] = shelves.flatMap(({ title, entries }) => [
    { label: title, kind: QuickPickItemKind.Separator },
    ...entries.map((entry) => ({
      label: entry.name,
      description: entry.scenarios.join("  →  "),
      detail: entry.about,
      entry,
    })),
  ]);
  const chosen = await window.showQuickPick<EntryItem>(first === undefined ? items : [first, ...items], {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen === undefined ? undefined : (chosen.entry ?? "first");
}
