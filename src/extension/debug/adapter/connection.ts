import type { DebugProtocol } from "@vscode/debugprotocol";

/** Takes the arguments of a request and returns the body of the answer; throws an Error where there is none. */
export type Handler = (args: never) => unknown;

/** The handlers of requests, by command. */
export type Handlers = Readonly<Record<string, Handler>>;

/** The adapter's end of the protocol: answers requests one by one, and tells what happens after each answer. */
export class Connection {
  readonly #send: (message: DebugProtocol.ProtocolMessage) => void;
  #seq = 1;
  #answering = false;
  /** What has happened because of a request that is not answered yet. */
  #events: (() => void)[] = [];

  constructor(send: (message: DebugProtocol.ProtocolMessage) => void) {
    this.#send = send;
  }

  /** Answers a request. */
  answer({ seq, command, arguments: args }: DebugProtocol.Request, handlers: Handlers): void {
    const response = { type: "response", request_seq: seq, command };
    this.#answering = true;
    try {
      if (!Object.hasOwn(handlers, command)) throw new Error(`This debugger can't “${command}”.`);
      const body = handlers[command]((args ?? {}) as never);
      this.#emit({ ...response, success: true, ...(body === undefined ? {} : { body }) });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      // As a variable of the format, it may have braces in it.
      const body = { error: { id: 1, format: "{text}", variables: { text } } };
      this.#emit({ ...response, success: false, message: text, body });
    } finally {
      this.#answering = false;
    }
    for (const event of this.#events.splice(0)) event();
  }

  /** Tells the client that something has happened, after the answer that is being given. */
  event(event: string, body?: object): void {
    const emit = () => this.#emit({ type: "event", event, ...(body && { body }) });
    if (this.#answering) this.#events.push(emit);
    else emit();
  }

  /** Writes a line to the debug console. */
  print(text: string, details: Partial<DebugProtocol.OutputEvent["body"]> = {}): void {
    this.event("output", { category: "console", ...details, output: `${text}\n` });
  }

  #emit(message: object): void {
    this.#send({ seq: this.#seq++, ...message } as DebugProtocol.ProtocolMessage);
  }
}
