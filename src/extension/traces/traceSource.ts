import { FileType, Uri, workspace } from "vscode";
import type { Location } from "../../trace/trace.ts";
import { locate } from "../run/locate.ts";

/** Scenario files of one name that are looked at in the workspace. */
const MOST = 100;

/**
 * Finds the scenario file that a saved trace comes from: beside the trace, else the nearest in the workspace.
 * @param name Of the file, as the trace has it.
 */
export async function findSource(trace: Uri, name: string): Promise<Uri | undefined> {
  // A trace can come from anywhere, and mean no good: what it names counts as a name, never as a path.
  if (!/^[^/\\]+$/.test(name)) return undefined;
  const beside = Uri.joinPath(trace.with({ query: "", fragment: "" }), "..", name);
  if (await isFile(beside)) return beside;
  const pattern = `**/${name.replace(/[*?[\]{}]/g, "[$&]")}`;
  const found = await workspace.findFiles(pattern, "**/node_modules/**", MOST);
  return found.toSorted((a, b) => commonLength(b.path, trace.path) - commonLength(a.path, trace.path)).at(0);
}

/**
 * The file that a location is in, if it is in the workspace or below the folder of the scenario file: nothing that
 * a trace says leads anywhere else.
 */
export function locateWithin(source: Uri, location: Location): Uri | undefined {
  const uri = locate(source, location);
  const folder = Uri.joinPath(source, "..").path.replace(/\/*$/, "/");
  return workspace.getWorkspaceFolder(uri) || uri.path.startsWith(folder) ? uri : undefined;
}

async function isFile(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.File) !== 0;
  } catch {
    return false;
  }
}

/** Number of folders that two paths have in common from the root. */
function commonLength(a: string, b: string): number {
  const [first, second] = [a.split("/"), b.split("/")];
  const end = first.findIndex((folder, index) => folder !== second[index]);
  return end < 0 ? first.length : end;
}
