import { bill } from "../../src/trace/bill.ts";
import { isSend } from "../../src/trace/event.ts";
import type {
  ClockReadings,
  ClockVerb,
  DropReason,
  ReceiveEvent,
  SendEvent,
  TraceEvent,
} from "../../src/trace/event.ts";
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
  /** What each message says by now. */
  readonly #args: (readonly Value[])[] = [];
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

  /** Puts a message on the wire, or in the queue before it, and returns its id. */
  send(
    kind: "send" | "call" | "invoke",
    from: string,
    to: string,
    name: string,
    args: readonly Value[] = [],
    delay = 0,
    queue: Queue = {},
  ): number {
    return this.#send({ kind, ...this.#at(from), ...this.#message(to, name, args, delay, queue) });
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
    return this.#again("duplicate", of, delay);
  }

  /** The transport sends a lost message once more; returns the id of that. */
  retransmit(of: number, delay = 0): number {
    return this.#again("retransmit", of, delay);
  }

  /** A client sends a message in the name of another. */
  forge(from: string, as: string, to: string, name: string, args: readonly Value[] = [], delay = 0): number {
    const message = this.#message(to, name, args, delay);
    return this.#send({ kind: "forge", ...this.#at(from), ...message, as: this.#index(as) });
  }

  /** Changes what a message says on its way. */
  tamper(message: number, ...after: Value[]): number {
    const before = this.#args[message];
    this.#args[message] = after;
    return this.#onWire({ kind: "tamper", message, before, after });
  }

  delay(message: number, by: number): number {
    return this.#onWire({ kind: "delay", message, by });
  }

  /** The client `node` reads a message that is meant for another. */
  tap(node: string, message: number): number {
    return this.#onNode(
      { kind: "tap", ...this.#at(node), message, cause: this.#sends[message].index },
      this.#sends[message].clocks,
    );
  }

  /** @param waited How long it lay at its receiver before, in ms. */
  deliver(message: number, state?: State, waited = 0): number {
    return this.#receive({ kind: "deliver", ...this.#received(message, waited), ...(state && { state }) });
  }

  /** The client that sent `request` gets this reply to it. */
  ok(message: number, request: number, waited = 0): number {
    const [value = { $undefined: true }] = this.#args[message];
    return this.#receive({ kind: "ok", ...this.#received(message, waited), request, value });
  }

  fail(message: number, request: number, error: string, waited = 0): number {
    return this.#receive({ kind: "fail", ...this.#received(message, waited), request, error });
  }

  unknown(request: number): number {
    return this.#onNode({ kind: "unknown", ...this.#sender(request), request });
  }

  timeout(request: number): number {
    return this.#onNode({ kind: "timeout", ...this.#sender(request), request });
  }

  drop(message: number, reason: DropReason, why?: string): number {
    return this.#onWire({ kind: "drop", message, reason, ...(why !== undefined && { why }) });
  }

  /** @param late How long the node was not able to, in ms. */
  timer(node: string, name: string, state?: State, late = 0): number {
    const due = late > 0 ? { due: this.time - late } : {};
    return this.#onNode({ kind: "timer", ...this.#at(node), name, ...due, ...(state && { state }) });
  }

  crash(node: string, amnesia = false): number {
    return this.#onNode({ kind: "crash", ...this.#at(node), ...(amnesia && { amnesia }) });
  }

  restart(node: string, state?: State): number {
    return this.#onNode({ kind: "restart", ...this.#at(node), ...(state && { state }) });
  }

  /** Something that happens to a node and needs no more words. */
  happens(kind: "leave" | "pause" | "resume" | "flush", node: string): number {
    return this.#onNode({ kind, ...this.#at(node) });
  }

  slow(node: string, by: number): number {
    return this.#onNode({ kind: "slow", ...this.#at(node), by });
  }

  work(node: string, duration: number): number {
    return this.#onNode({ kind: "work", ...this.#at(node), until: this.time + duration });
  }

  belief(node: string, about: string, belief: string): number {
    return this.#onNode({ kind: "belief", ...this.#at(node), about: this.#index(about), belief });
  }

  decide(node: string, slot: Value, value: Value): number {
    return this.#onNode({ kind: "decide", ...this.#at(node), slot, value });
  }

  clock(node: string, offset: number, drift: number, by: ClockVerb = "offset"): number {
    const frozen = by === "freeze" ? ({ frozen: true } as const) : {};
    return this.#onNode({ kind: "clock", ...this.#at(node), by, offset, drift, ...frozen });
  }

  partition(cut: number, groups: Groups, oneWay = false, ring = false): number {
    return this.#add({
      kind: "partition",
      time: this.time,
      cut,
      groups: this.#groups(groups),
      ...(oneWay && { oneWay }),
      ...(ring && { ring }),
    });
  }

  heal(cut: number): number {
    return this.#add({ kind: "heal", time: this.time, cut });
  }

  hold(hold: number, groups: Groups): number {
    return this.#add({ kind: "hold", time: this.time, hold, groups: this.#groups(groups) });
  }

  release(hold: number): number {
    return this.#add({ kind: "release", time: this.time, hold });
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
      bill: bill(this.#events),
      hash: "0123456789abcdef",
    };
  }

  #send(event: Without<SendEvent, "index">): number {
    const clocks = "of" in event ? this.#sends[event.of].clocks : this.#tick(event.node);
    const send = { ...event, index: this.#events.length, clocks } as SendEvent;
    this.#events.push(send);
    this.#sends.push(send);
    this.#args.push(send.args);
    return send.message;
  }

  /** The same message once more, which the program of its sender knows nothing of. */
  #again(kind: "duplicate" | "retransmit", of: number, delay: number): number {
    const { node, to, name, args, index } = this.#sends[of];
    const message = this.#message(this.#nodes[to].name, name, args, delay);
    return this.#send({ kind, ...this.#at(this.#nodes[node].name), ...message, of, cause: index });
  }

  #receive(event: Without<ReceiveEvent, "index" | "clocks">): number {
    return this.#onNode(event, this.#sends[event.message].clocks);
  }

  #onWire(
    event: Without<Extract<TraceEvent, { kind: "drop" | "tamper" | "delay" }>, "index" | "time">,
  ): number {
    return this.#add({ ...event, time: this.time, cause: this.#sends[event.message].index });
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

  #received(message: number, waited: number) {
    const send = this.#sends[message];
    const arrived = waited > 0 && { arrived: this.time - waited };
    return { time: this.time, node: send.to, message, cause: send.index, ...arrived };
  }

  #message(
    to: string,
    name: string,
    args: readonly Value[],
    delay: number,
    { queued = 0, size }: Queue = {},
  ) {
    return {
      message: this.#sends.length,
      to: this.#index(to),
      name,
      args,
      arrival: this.time + queued + delay,
      ...(queued > 0 && { leaves: this.time + queued }),
      ...(size !== undefined && { size }),
    };
  }

  #groups(groups: Groups): number[][] {
    return groups.map((group) => group.map((name) => this.#index(name)));
  }

  #index(name: string): number {
    const index = this.#nodes.findIndex((node) => node.name === name);
    if (index < 0) throw new Error(`No node is called ${name}`);
    return index;
  }
}

/** Nodes that are on the same side. */
type Groups = readonly (readonly string[])[];

/** What a message meets before it leaves. */
interface Queue {
  /** How long it takes until it has left, in ms. */
  readonly queued?: number;
  /** In bytes. */
  readonly size?: number;
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
