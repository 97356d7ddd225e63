import { Disposable, EventEmitter } from "vscode";
import type { DebugAdapter, DebugProtocolMessage } from "vscode";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Share } from "../run/sessions.ts";
import { DebugAdapter as Adapter } from "./adapter/adapter.ts";
import type { LiveDebuggee } from "./liveDebuggee.ts";

/** Steps through the live run of a file for one debug session of the editor, which disposes of it. */
export class InlineAdapter extends Disposable implements DebugAdapter {
  readonly #messages = new EventEmitter<DebugProtocolMessage>();
  readonly #adapter: Adapter;

  readonly onDidSendMessage = this.#messages.event;

  /** @param share in the run of the file, which it owns from now on */
  constructor(share: Share, debuggee: LiveDebuggee) {
    super(() => void subscriptions.dispose());
    const { session } = share;
    const adapter = new Adapter(debuggee, (message) => this.#messages.fire(message));
    this.#adapter = adapter;
    const subscriptions = Disposable.from(
      session.onDidMove(() => adapter.follow()),
      session.onDidUpdate(({ kind }) => {
        if (kind === "show") adapter.follow();
      }),
      share,
      this.#messages,
    );
  }

  handleMessage(message: DebugProtocolMessage): void {
    this.#adapter.handle(message as DebugProtocol.Request);
  }
}
