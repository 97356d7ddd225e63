import { Disposable, EventEmitter } from "vscode";
import type { DebugAdapter, DebugProtocolMessage } from "vscode";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Session } from "../run/session.ts";
import { DebugAdapter as Adapter } from "./adapter/adapter.ts";
import type { LiveDebuggee } from "./liveDebuggee.ts";

/** Steps through the live run of a file for one debug session of the editor, which disposes of it. */
export class InlineAdapter extends Disposable implements DebugAdapter {
  readonly #messages = new EventEmitter<DebugProtocolMessage>();
  readonly #adapter: Adapter;

  readonly onDidSendMessage = this.#messages.event;

  /** @param ends what is disposed of with it */
  constructor(session: Session, debuggee: LiveDebuggee, ends: Disposable) {
    super(() => void subscriptions.dispose());
    const adapter = new Adapter(debuggee, (message) => this.#messages.fire(message));
    this.#adapter = adapter;
    const subscriptions = Disposable.from(
      session.onDidMove(() => adapter.follow()),
      session.onDidUpdate(({ kind }) => {
        if (kind === "show") adapter.follow();
      }),
      ends,
      this.#messages,
    );
  }

  handleMessage(message: DebugProtocolMessage): void {
    this.#adapter.handle(message as DebugProtocol.Request);
  }
}
