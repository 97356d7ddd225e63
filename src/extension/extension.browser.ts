import { Uri, workspace } from "vscode";
import type { ExtensionContext } from "vscode";
import { browserWorkers } from "../runner/browserWorkers.ts";
import { start } from "./extension.ts";

/** Called by VS Code in a browser, where there is no Node. */
export async function activate(context: ExtensionContext): Promise<void> {
  const [run, compiler] = await Promise.all(
    ["worker.browser.js", "compiler.browser.js"].map((name) => blobOf(context, name)),
  );
  start(context, browserWorkers({ run, compiler }));
}

/** The address of a copy of a bundle: this host may start no worker from where the extension itself lies. */
async function blobOf({ extensionUri, subscriptions }: ExtensionContext, name: string): Promise<string> {
  const code = await workspace.fs.readFile(Uri.joinPath(extensionUri, "dist", name));
  const url = URL.createObjectURL(new Blob([code.slice()], { type: "text/javascript" }));
  subscriptions.push({ dispose: () => URL.revokeObjectURL(url) });
  return url;
}
