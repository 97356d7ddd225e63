import { Uri } from "vscode";
import type { ExtensionContext } from "vscode";
import { nodeWorkers } from "../runner/nodeWorkers.ts";
import { start } from "./extension.ts";

/** Called by VS Code on Node: on the desktop, and on remote hosts. */
export function activate(context: ExtensionContext): void {
  const dist = Uri.joinPath(context.extensionUri, "dist");
  start(context, nodeWorkers(new URL(`${dist.toString()}/`)));
}
