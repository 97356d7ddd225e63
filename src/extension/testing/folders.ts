import { folderOf } from "../../runner/paths.ts";

/** A folder with scenario files, as the Testing view shows it. */
export interface Folder {
  /** From the workspace folder; empty for that folder itself. */
  readonly path: string;
  /** Its path from the folder that it is shown in. */
  readonly label: string;
  readonly folders: readonly Folder[];
  /** Paths from the workspace folder. */
  readonly files: readonly string[];
}

interface GrowingFolder extends Folder {
  readonly folders: GrowingFolder[];
  readonly files: string[];
}

/**
 * Arranges files by their folders. Only folders with files of their own become levels of the tree; what lies between
 * them goes into their labels.
 *
 * @param paths from the workspace folder, with forward slashes
 */
export function arrange(paths: readonly string[]): Folder {
  const root: GrowingFolder = { path: "", label: "", folders: [], files: [] };
  const byPath = new Map([["", root]]);
  // A folder comes before those within it.
  for (const path of [...new Set(paths.map(folderOf))].sort()) {
    if (path === "") continue;
    let around = folderOf(path);
    while (!byPath.has(around)) around = folderOf(around);
    const label = path.slice(around === "" ? 0 : around.length + 1);
    const folder: GrowingFolder = { path, label, folders: [], files: [] };
    byPath.get(around)!.folders.push(folder);
    byPath.set(path, folder);
  }
  for (const path of paths.toSorted()) byPath.get(folderOf(path))!.files.push(path);
  return root;
}
