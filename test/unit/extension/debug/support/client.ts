import type { DebugProtocol } from "@vscode/debugprotocol";
import { DebugAdapter, type LaunchArguments } from "../../../../../src/extension/debug/adapter/adapter.ts";
import type { Debuggee } from "../../../../../src/extension/debug/adapter/debuggee.ts";
import { correspondingEvent } from "../../../../../src/trace/comparison/correspondingEvent.ts";
import type { Trace } from "../../../../../src/trace/trace.ts";
import type { Events, Requests, Responses } from "./messages.ts";
import type { Validate } from "./schema.ts";

const FOLDER = "/work/";

/** A run and a place in it, without an editor around them. */
export class TestDebuggee implements Debuggee {
  trace: Trace;
  step = 0;
  readonly #text: string | undefined;
  /** Everyone is told when somebody goes somewhere, whoever it was. */
  onMove: () => void = () => undefined;

  /** @param text of the scenario file */
  constructor(trace: Trace, text?: string) {
    this.trace = trace;
    this.#text = text;
  }

  moveTo(step: number): void {
    if (step === this.step) return;
    this.step = step;
    this.onMove();
  }

  /** The run is made anew. */
  replace(trace: Trace): void {
    this.step = correspondingEvent(this.trace, this.step, trace);
    this.trace = trace;
    this.onMove();
  }

  pathOf(file: string): string {
    return FOLDER + file;
  }

  fileOf(path: string): string | undefined {
    return path.startsWith(FOLDER) ? path.slice(FOLDER.length) : undefined;
  }

  textOf(file: string): string | undefined {
    return file === this.trace.file ? this.#text : undefined;
  }
}

type Arguments<Command extends keyof Requests> = Requests[Command]["arguments"];
type Body<Command extends keyof Responses> = Responses[Command]["body"];

/** A client of the protocol that holds each message against its schema. */
export class TestClient {
  readonly debuggee: TestDebuggee;
  readonly #adapter: DebugAdapter;
  readonly #validate: Validate | undefined;
  readonly #responses: DebugProtocol.Response[] = [];
  /** The request that has not been answered yet. */
  #open: number | undefined;
  #events: DebugProtocol.Event[] = [];
  #seq = 1;
  /** Commands that were asked for. */
  readonly asked = new Set<string>();

  constructor(debuggee: TestDebuggee, validate?: Validate) {
    this.debuggee = debuggee;
    this.#validate = validate;
    this.#adapter = new DebugAdapter(debuggee, (message) => this.#receive(message));
    debuggee.onMove = () => this.#adapter.follow();
  }

  /** Asks for something; the answer's body. @throws {Error} With the message of an answer that is none. */
  ask<Command extends keyof Requests & keyof Responses>(
    command: Command,
    args?: Arguments<Command>,
  ): Body<Command> {
    const request = { seq: this.#seq++, type: "request", command, ...(args && { arguments: args }) };
    this.#check("Requests", command, request);
    this.asked.add(command);
    this.#open = request.seq;
    this.#adapter.handle(request);
    const response = this.#responses.shift();
    if (response?.request_seq !== request.seq) throw new Error(`${command} is not answered`);
    if (!response.success) {
      this.#check("Failure", undefined, response);
      throw new Error(response.message);
    }
    this.#check("Responses", command, response);
    return response.body as Body<Command>;
  }

  /** The bodies of all events of a kind since one asked for them last. */
  events<Name extends keyof Events>(name: Name): Events[Name]["body"][] {
    const wanted = this.#events.filter(({ event }) => event === name);
    this.#events = this.#events.filter(({ event }) => event !== name);
    return wanted.map(({ body }) => body as Events[Name]["body"]);
  }

  /** The one stop since one asked for it last. */
  stop(): DebugProtocol.StoppedEvent["body"] {
    const stops = this.events("stopped");
    if (stops.length !== 1) throw new Error(`there were ${stops.length} stops`);
    return stops[0];
  }

  /** Starts a session as an editor does. */
  launch(
    args: LaunchArguments = { stopAt: "first" },
    initialize: Partial<DebugProtocol.InitializeRequestArguments> = {},
  ): DebugProtocol.StoppedEvent["body"] {
    this.ask("initialize", {
      adapterID: "faultline",
      supportsVariableType: true,
      supportsVariablePaging: true,
      ...initialize,
    });
    this.ask("launch", args);
    this.ask("configurationDone");
    return this.stop();
  }

  #receive(message: DebugProtocol.ProtocolMessage): void {
    if (message.type === "response") {
      this.#responses.push(message as DebugProtocol.Response);
      this.#open = undefined;
    } else {
      const event = message as DebugProtocol.Event;
      if (this.#open !== undefined) throw new Error(`${event.event} comes before the answer`);
      this.#check("Events", event.event, event);
      this.#events.push(event);
    }
  }

  #check(definition: Parameters<Validate>[0], name: string | undefined, message: unknown): void {
    const problem = this.#validate?.(definition, name, message);
    if (problem !== undefined) throw new Error(`${problem}: ${JSON.stringify(message)}`);
  }
}
