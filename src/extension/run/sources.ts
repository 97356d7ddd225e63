import { Uri, workspace } from "vscode";

/** The one way to write a URI, so that two of the same file are the same string. */
export function canonical(uri: string): string {
  return Uri.parse(uri, true).toString();
}

/**
 * The text of a file as the user sees it: the open document, saved or not, else what the file system holds.
 *
 * @returns nothing when there is no such file
 */
export async function readSource(uri: string): Promise<string | undefined> {
  const target = Uri.parse(uri, true);
  const key = target.toString();
  const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === key);
  if (document) return document.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(target));
  } catch {
    // Not there, a folder, or out of reach: the importing line is told that it can't be found.
    return undefined;
  }
}
