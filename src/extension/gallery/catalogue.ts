import { FileType, Uri, workspace } from "vscode";
import { readEntry, type Entry } from "./entry.ts";

/** Scenarios of the gallery that belong together. */
export interface Shelf {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The folders of the gallery, in the order in which they are offered. */
const SHELVES = [
  ["", "What goes wrong, and the usual cure"],
  ["fallacies", "The eight fallacies"],
  ["protocols", "Protocols and their classic failures"],
] as const;

/** Reads the gallery that ships with the extension. */
export async function readGallery(extensionUri: Uri): Promise<readonly Shelf[]> {
  const gallery = Uri.joinPath(extensionUri, "media", "gallery");
  return Promise.all(
    SHELVES.map(async ([folder, title]) => ({
      title,
      entries: await readFolder(Uri.joinPath(gallery, folder)),
    })),
  );
}

async function readFolder(folder: Uri): Promise<readonly Entry[]> {
  const files = await workspace.fs.readDirectory(folder);
  const names = files
    .filter(([name, type]) => type === FileType.File && name.endsWith(".scenario.ts"))
    .map(([name]) => name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const uri = Uri.joinPath(folder, name);
      return readEntry(uri, name, new TextDecoder().decode(await workspace.fs.readFile(uri)));
    }),
  );
}
