import { Uri } from "vscode";
import { startNodeWorker } from "../../runner/nodeWorker.ts";

/** Starts the workers of the runner on Node, where the desktop and remote hosts run. */
export function workerStarter(extensionUri: Uri): () => ReturnType<typeof startNodeWorker> {
  const file = new URL(Uri.joinPath(extensionUri, "dist", "worker.cjs").toString());
  return () => startNodeWorker(file);
}
