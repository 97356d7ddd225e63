import type { FromWebview, PanelState } from "../src/protocol/messages.ts";

/** What the panel needs of what is around it; VS Code gives it to a webview to talk to its extension. */
export interface Host {
  /** Set where there is no editor: nothing is run again, and no source can be shown. */
  readonly standalone?: true;
  postMessage(message: FromWebview): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): Host;

/** The extension on the other side; it can be acquired once. */
export const host = acquireVsCodeApi();
