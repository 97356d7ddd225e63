import { Uri, workspace } from "vscode";
import type { TextDocument } from "vscode";

/**
 * The name by which the runner knows a file: its URI with nothing escaped, so that traces name files as people do,
 * and as the command line does.
 */
export function sourceName({ scheme, authority, path }: Uri): string {
  return `${scheme}://${authority}${path}`;
}

/** The file that has this {@link sourceName}. */
export function sourceUri(name: string): Uri {
  const [, scheme = "file", authority = "", path = name] = /^([^:/]+):\/\/([^/]*)(.*)$/s.exec(name) ?? [];
  return Uri.from({ scheme, authority, path });
}

/** The document of a file, if it is open anywhere. */
export function openDocument(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === key);
}

/**
 * The text of a file as the user sees it: the open document, saved or not, else what the file system holds.
 *
 * @param name a {@link sourceName}
 * @returns nothing when there is no such file
 */
export async function readSource(name: string): Promise<string | undefined> {
  const uri = sourceUri(name);
  const document = openDocument(uri);
  if (document) return document.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    // Not there, a folder, or out of reach: the importing line is told that it can't be found.
    return undefined;
  }
}
