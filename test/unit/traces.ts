import { isSend } from "../../src/trace/event.ts";
import type { ClockReadings, DropReason, SendEvent, TraceEvent } from "../../src/trace/event.ts";
import { TRACE_FORMAT } from "../../src/trace/trace.ts";
import type { CheckResult, Location, RunError, RunStatus, Trace, TraceNode } from "../../src/trace/trace.ts";
import type { Value } from "../../src/trace/value.ts";

type State = Readonly<Record<string, Value>>;

/** `Omit` that keeps a union a union. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * Writes a trace by hand, event by event, with correct clocks: for tests of what reads traces, so that they
 * don't depend on the simulator.
 */
export class TraceBuilder {
  /** Virtual time in ms of the events to come. */
  time = 0;
  readonly #nodes: readonly TraceNode[];
  readonly #clocks: ClockReadings[];
  readonly #events: TraceEvent[] = [];
  readonly #sends: SendEvent[] = [];
  readonly #checks: CheckResult[] = [];
  readonly #locations: Location[] = [];

  /** @param names Clients are written with a leading `@`. */
  constructor(...names: string[]) {
    this.#nodes = names.map((name) =>
      name.startsWith("@")
        ? { name: name.slice(1), kind: "client", type: "" }
        : { name, kind: "node", type: "Shop" },
    );
    this.#clocks = names.map(() => ({ wall: 0, lamport: 0, vector: names.map(() => 0), hybrid: [0, 0] }));
  }

  start(node: string, state?: State): number {
    return this.#onNode({ kind: "start", ...this.#at(node), ...(state && { state }) });
  }

  /** Puts a message on the wire and returns its id. */
  send(
    kind: "send" | "call" | "invoke",
    from: string,
    to: string,
    name: string,
    args: readonly Value[] = [],
    delay = 0,
  ): number {
    return this.#send({ kind, ...this.#at(from), ...this.#message(to, name, args, delay) });
  }

  reply(request: number, value: Value, { delay = 0, failed = false } = {}): number {
    const { to, node, name } = this.#sends[request];
    const message = this.#message(this.#nodes[node].name, name, [value], delay);
    return this.#send({
      kind: "reply",
      ...this.#at(this.#nodes[to].name),
      ...message,
      request,
      ...(failed && { failed }),
    });
  }

  duplicate(of: number, delay = 0): number {
    const { node, to, name, args } = this.#sends[of];
    const message = this.#message(this.#nodes[to].name, name, args, delay);
    return this.#send({ kind: "duplicate", ...this.#at(this.#nodes[node].name), ...message, of });
  }

  deliver(message: number, state?: State): number {
    return this.#receive({ kind: "deliver", ...this.#received(message), ...(state && { state }) }, message);
  }

  /** The client that sent `request` gets this reply to it. */
  ok(message: number, request: number): number {
    const value = this.#sends[message].args[0];
    return this.#receive({ kind: "ok", ...this.#received(message), request, value }, message);
  }

  fail(message: number, request: number, error: string): number {
    return this.#receive({ kind: "fail", ...this.#received(message), request, error }, message);
  }

  unknown(request: number): number {
    return this.#onNode({ kind: "unknown", ...this.#sender(request), request });
  }

  timeout(request: number): number {
    return this.#onNode({ kind: "timeout", ...this.#sender(request), request });
  }

  drop(message: number, reason: DropReason): number {
    return this.#add({ kind: "drop", time: this.time, message, reason, cause: this.#sends[message].index });
  }

  timer(node: string, name: string, state?: State): number {
    return this.#onNode({ kind: "timer", ...this.#at(node), name, ...(state && { state }) });
  }

  crash(node: string): number {
    return this.#onNode({ kind: "crash", ...this.#at(node) });
  }

  restart(node: string, state?: State): number {
    return this.#onNode({ kind: "restart", ...this.#at(node), ...(state && { state }) });
  }

  clock(node: string, offset: number, drift: number): number {
    return this.#onNode({ kind: "clock", ...this.#at(node), by: "offset", offset, drift });
  }

  partition(cut: number, groups: readonly (readonly string[])[], oneWay = false): number {
    const indices = groups.map((group) => group.map((name) => this.#index(name)));
    return this.#add({
      kind: "partition",
      time: this.time,
      cut,
      groups: indices,
      ...(oneWay && { oneWay }),
    });
  }

  heal(cut: number): number {
    return this.#add({ kind: "heal", time: this.time, cut });
  }

  note(text: string, node?: string): number {
    return node === undefined
      ? this.#add({ kind: "note", time: this.time, text })
      : this.#onNode({ kind: "note", ...this.#at(node), text });
  }

  violation(check: number, message: string, cause?: number): number {
    return this.#add({
      kind: "violation",
      time: this.time,
      check,
      message,
      ...(cause !== undefined && { cause }),
    });
  }

  check(check: CheckResult): number {
    return this.#checks.push(check) - 1;
  }

  location(file: string, line: number, column = 1): number {
    return this.#locations.push({ file, line, column }) - 1;
  }

  /** Index of a node, for `CheckResult.copies`. */
  node(name: string): number {
    return this.#index(name);
  }

  finish({ scenario = "A scenario", status = "passed", error }: Finish = {}): Trace {
    this.#add({ kind: "end", time: this.time });
    return {
      format: TRACE_FORMAT,
      scenario,
      file: "shop.scenario.ts",
      seed: 7,
      status,
      ...(error && { error }),
      nodes: this.#nodes,
      locations: this.#locations,
      events: this.#events,
      checks: this.#checks,
      hash: "0123456789abcdef",
    };
  }

  #send(event: Without<SendEvent, "index">): number {
    const clocks = event.kind === "duplicate" ? this.#sends[event.of].clocks : this.#tick(event.node);
    const send = { ...event, index: this.#events.length, clocks } as SendEvent;
    this.#events.push(send);
    this.#sends.push(send);
    return send.message;
  }

  #receive(event: Without<TraceEvent, "index" | "clocks">, message: number): number {
    return this.#onNode(event, this.#sends[message].clocks);
  }

  #onNode(event: Without<TraceEvent, "index" | "clocks">, received?: ClockReadings): number {
    return this.#add({ ...event, clocks: this.#tick(event.node!, received) });
  }

  #add(event: object): number {
    return this.#events.push({ index: this.#events.length, ...event } as TraceEvent) - 1;
  }

  #tick(node: number, received?: ClockReadings): ClockReadings {
    const before = this.#clocks[node];
    const after: ClockReadings = {
      wall: this.time,
      lamport: Math.max(before.lamport, received?.lamport ?? 0) + 1,
      vector: before.vector.map(
        (count, index) => Math.max(count, received?.vector[index] ?? 0) + (index === node ? 1 : 0),
      ),
      hybrid: [this.time, 0],
    };
    this.#clocks[node] = after;
    return after;
  }

  #at(node: string): { time: number; node: number; clocks: ClockReadings } {
    const index = this.#index(node);
    return { time: this.time, node: index, clocks: this.#clocks[index] };
  }

  #sender(message: number): { time: number; node: number; clocks: ClockReadings } {
    return this.#at(this.#nodes[this.#sends[message].node].name);
  }

  #received(message: number): { time: number; node: number; message: number; cause: number } {
    const send = this.#sends[message];
    return { time: this.time, node: send.to, message, cause: send.index };
  }

  #message(to: string, name: string, args: readonly Value[], delay: number) {
    return { message: this.#sends.length, to: this.#index(to), name, args, arrival: this.time + delay };
  }

  #index(name: string): number {
    const index = this.#nodes.findIndex((node) => node.name === name);
    if (index < 0) throw new Error(`No node is called ${name}`);
    return index;
  }
}

interface Finish {
  readonly scenario?: string;
  readonly status?: RunStatus;
  readonly error?: RunError;
}

/** Indices of the events that tests of {@link shopTrace} ask about. */
export interface ShopEvents {
  readonly anaSold: number;
  readonly boSold: number;
  readonly newYorkSold: number;
  readonly lost: number;
}

/** The example of the design: the last item is sold twice while tokyo is cut off. */
export function shopTrace(): { trace: Trace; events: ShopEvents } {
  const run = new TraceBuilder("@ana", "london", "new-york", "tokyo", "@bo");
  for (const city of ["london", "new-york", "tokyo"]) run.start(city, { stock: 1, buyers: [] });
  run.partition(0, [["london", "new-york"], ["tokyo"]]);
  const buyAna = run.send("invoke", "ana", "london", "buy", ["ana"]);
  const buyBo = run.send("invoke", "bo", "tokyo", "buy", ["bo"]);
  const anaSold = run.deliver(buyAna, { stock: 0, buyers: ["ana"] });
  const toNewYork = run.send("send", "london", "new-york", "sold", ["ana"], 57);
  const toTokyo = run.send("send", "london", "tokyo", "sold", ["ana"], 34);
  const yoursAna = run.reply(buyAna, "yours");
  const boSold = run.deliver(buyBo, { stock: 0, buyers: ["bo"] });
  run.violation(0, "sold at most once: it was false", boSold);
  const toLondon = run.send("send", "tokyo", "london", "sold", ["bo"], 25);
  const toNewYorkBo = run.send("send", "tokyo", "new-york", "sold", ["bo"], 45);
  const yoursBo = run.reply(buyBo, "yours");
  run.ok(yoursAna, buyAna);
  run.ok(yoursBo, buyBo);
  run.time = 25;
  const lost = run.drop(toLondon, "partition");
  run.time = 34;
  run.drop(toTokyo, "partition");
  run.time = 45;
  run.drop(toNewYorkBo, "partition");
  run.time = 57;
  const newYorkSold = run.deliver(toNewYork, { stock: 0, buyers: ["ana"] });
  run.time = 200;
  run.heal(0);
  const end = run.violation(1, 'buyers: london: ["ana"], tokyo: ["bo"]');
  run.check({
    name: "sold at most once",
    kind: "always",
    status: "violated",
    expected: true,
    message: "it was false",
    event: boSold,
    time: 0,
    location: { file: "shop.scenario.ts", line: 34, column: 3 },
  });
  const [london, newYork, tokyo] = ["london", "new-york", "tokyo"].map((name) => run.node(name));
  run.check({
    name: "buyers",
    kind: "agree",
    status: "violated",
    expected: true,
    message: "the copies differ at the end",
    event: end,
    time: 200,
    location: { file: "shop.scenario.ts", line: 35, column: 3 },
    copies: [
      { event: 0, node: london, value: [] },
      { event: 1, node: newYork, value: [] },
      { event: 2, node: tokyo, value: [] },
      { event: anaSold, node: london, value: ["ana"] },
      { event: boSold, node: tokyo, value: ["bo"] },
      { event: newYorkSold, node: newYork, value: ["ana"] },
    ],
  });
  const trace = run.finish({ scenario: "The last item is sold twice" });
  return { trace, events: { anaSold, boSold, newYorkSold, lost } };
}

/** All messages of a trace. */
export function sendsOf(trace: Trace): readonly SendEvent[] {
  return trace.events.filter(isSend);
}
