import type { FromWebview, PanelState } from "../src/protocol/messages.ts";

/** What VS Code gives a webview to talk to its extension. */
interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension on the other side; it can be acquired once. */
export const host = acquireVsCodeApi();
