import { Uri } from "vscode";
import { nodeWorkers } from "../../runner/nodeWorkers.ts";
import type { Workers } from "../../runner/wire.ts";

/** The workers of the runner on Node, where the desktop and remote hosts run. */
export function workersOf(extensionUri: Uri): Workers {
  return nodeWorkers(new URL(`${Uri.joinPath(extensionUri, "dist").toString()}/`));
}
