import { debug, Disposable, EventEmitter } from "vscode";
import type { DebugAdapter, DebugProtocolMessage, DebugSession } from "vscode";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { DebugAdapter as Adapter } from "./adapter/adapter.ts";
import type { LiveDebuggee } from "./liveDebuggee.ts";

/** Steps through the live run of a file for one debug session of the editor, which disposes of it. */
export class InlineAdapter extends Disposable implements DebugAdapter {
  readonly #messages = new EventEmitter<DebugProtocolMessage>();
  readonly #adapter: Adapter;

  readonly onDidSendMessage = this.#messages.event;

  /** @param ends what is disposed of with it */
  constructor({ id }: DebugSession, debuggee: LiveDebuggee, ends: Disposable) {
    super(() => void subscriptions.dispose());
    const adapter = new Adapter(debuggee, (message) => this.#messages.fire(message));
    this.#adapter = adapter;
    const subscriptions = Disposable.from(
      debuggee.onDidChange(() => adapter.follow()),
      debug.onDidChangeActiveDebugSession((active) => {
        if (active?.id === id) debuggee.lead();
      }),
      debuggee,
      ends,
      this.#messages,
    );
  }

  handleMessage(message: DebugProtocolMessage): void {
    this.#adapter.handle(message as DebugProtocol.Request);
  }
}
