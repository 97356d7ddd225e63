import type { Uri } from "vscode";

/** Whether a file is a scenario file, by its name. */
export function isScenarioFile(uri: Uri): boolean {
  return uri.path.endsWith(".scenario.ts");
}

/** The name of a file, without folders. */
export function fileName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
