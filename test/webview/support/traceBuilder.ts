import { bill } from "../../../src/trace/bill.ts";
import type { ClockReadings, ClockVerb, DropReason, TraceEvent } from "../../../src/trace/event.ts";
import type { CheckResult, Location, RunStatus, Trace, TraceNode } from "../../../src/trace/trace.ts";
import type { Value } from "../../../src/trace/value.ts";

type Fields = Readonly<Record<string, Value>>;
type WithoutIndex = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, "index"> : never) : never;

/** Writes traces by hand, clocks included, as the simulator would. */
export class TraceBuilder {
  readonly events: TraceEvent[] = [];
  readonly checks: CheckResult[] = [];
  readonly locations: Location[] = [];
  time = 0;
  #messages = 0;
  readonly #nodes: readonly TraceNode[];
  readonly #clocks: ClockReadings[];

  constructor(nodes: readonly TraceNode[]) {
    this.#nodes = nodes;
    this.#clocks = nodes.map(() => ({ wall: 0, lamport: 0, vector: nodes.map(() => 0), hybrid: [0, 0] }));
  }

  at(time: number): this {
    this.time = time;
    return this;
  }

  start(node: number, state?: Fields): number {
    return this.#add({
      kind: "start",
      time: this.time,
      node,
      clocks: this.#clocks[node],
      ...(state && { state }),
    });
  }

  send(
    kind: "send" | "call" | "invoke",
    node: number,
    to: number,
    name: string,
    args: readonly Value[],
    latency: number,
    cause?: number,
    line?: number,
  ): number {
    return this.#add({
      kind,
      time: this.time,
      node,
      to,
      name,
      args,
      message: this.#messages++,
      arrival: this.time + latency,
      clocks: this.#tick(node),
      ...this.#origin(cause, line),
    });
  }

  reply(
    node: number,
    to: number,
    request: number,
    value: Value,
    latency: number,
    cause: number,
    line?: number,
  ): number {
    const asked = this.events[request];
    if (!("name" in asked) || !("message" in asked)) throw new Error("Not a request");
    return this.#add({
      kind: "reply",
      time: this.time,
      node,
      to,
      name: asked.name,
      args: [value],
      request: asked.message,
      message: this.#messages++,
      arrival: this.time + latency,
      clocks: this.#tick(node),
      ...this.#origin(cause, line),
    });
  }

  deliver(sent: number, state?: Fields, line?: number): number {
    const send = this.#sent(sent);
    return this.#add({
      kind: "deliver",
      time: this.time,
      node: send.to,
      message: send.message,
      clocks: this.#tick(send.to, send.clocks),
      ...this.#origin(sent, line),
      ...(state && { state }),
    });
  }

  ok(sent: number, value: Value): number {
    const reply = this.#sent(sent);
    if (reply.kind !== "reply") throw new Error("Not a reply");
    return this.#add({
      kind: "ok",
      time: this.time,
      node: reply.to,
      message: reply.message,
      request: reply.request,
      value,
      cause: sent,
      clocks: this.#tick(reply.to, reply.clocks),
    });
  }

  /** The network's copy of what was sent, or the transport's second try. */
  again(kind: "duplicate" | "retransmit", sent: number, latency: number): number {
    const { node, to, name, args, message } = this.#sent(sent);
    const clocks = kind === "duplicate" ? this.#clocks[node] : this.#tick(node);
    return this.#add({
      kind,
      time: this.time,
      node,
      to,
      name,
      args,
      of: message,
      message: this.#messages++,
      arrival: this.time + latency,
      clocks,
      cause: sent,
    });
  }

  forge(node: number, as: number, to: number, name: string, args: readonly Value[], latency: number): number {
    return this.#add({
      kind: "forge",
      time: this.time,
      node,
      as,
      to,
      name,
      args,
      message: this.#messages++,
      arrival: this.time + latency,
      clocks: this.#tick(node),
    });
  }

  /** What was sent has to queue at its sender until `time`, and arrives later by that. */
  leaves(sent: number, time: number): this {
    const send = this.#sent(sent);
    this.events[sent] = { ...send, leaves: time, arrival: send.arrival + time - send.time };
    return this;
  }

  /** What was received had reached the machine at `time` already. */
  arrived(received: number, time: number): this {
    const event = this.events[received];
    if (event.kind !== "deliver" && event.kind !== "ok")
      throw new Error(`Event ${received} receives nothing`);
    this.events[received] = { ...event, arrived: time };
    return this;
  }

  tamper(sent: number, after: readonly Value[]): number {
    const { message, args: before } = this.#sent(sent);
    return this.#add({ kind: "tamper", time: this.time, message, before, after, cause: sent });
  }

  delay(sent: number, by: number): number {
    return this.#add({
      kind: "delay",
      time: this.time,
      message: this.#sent(sent).message,
      by,
      cause: sent,
    });
  }

  tap(sent: number, node: number): number {
    const { message, clocks } = this.#sent(sent);
    return this.#add({
      kind: "tap",
      time: this.time,
      node,
      message,
      clocks: this.#tick(node, clocks),
      cause: sent,
    });
  }

  drop(sent: number, reason: DropReason, why?: string): number {
    return this.#add({
      kind: "drop",
      time: this.time,
      message: this.#sent(sent).message,
      reason,
      ...(why !== undefined && { why }),
      cause: sent,
    });
  }

  /** Something on one lifeline that takes no further detail. */
  happen(
    kind: "crash" | "restart" | "leave" | "pause" | "resume" | "flush",
    node: number,
    state?: Fields,
  ): number {
    return this.#add({ kind, time: this.time, node, clocks: this.#tick(node), ...(state && { state }) });
  }

  /** A crash that takes the disk as well. */
  amnesia(node: number): number {
    return this.#add({ kind: "crash", amnesia: true, time: this.time, node, clocks: this.#tick(node) });
  }

  slow(node: number, by: number): number {
    return this.#add({ kind: "slow", time: this.time, node, by, clocks: this.#tick(node) });
  }

  work(node: number, until: number): number {
    return this.#add({ kind: "work", time: this.time, node, until, clocks: this.#tick(node) });
  }

  believe(node: number, about: number, belief: string): number {
    return this.#add({ kind: "belief", time: this.time, node, about, belief, clocks: this.#tick(node) });
  }

  decide(node: number, slot: Value, value: Value): number {
    return this.#add({ kind: "decide", time: this.time, node, slot, value, clocks: this.#tick(node) });
  }

  clock(node: number, by: ClockVerb, offset: number, drift = 0, frozen = by === "freeze"): number {
    return this.#add({
      kind: "clock",
      time: this.time,
      node,
      by,
      offset,
      drift,
      ...(frozen && { frozen: true as const }),
      clocks: this.#tick(node),
    });
  }

  timer(node: number, name: string, cause?: number, due?: number): number {
    return this.#add({
      kind: "timer",
      time: this.time,
      node,
      name,
      ...(due !== undefined && { due }),
      clocks: this.#tick(node),
      ...this.#origin(cause),
    });
  }

  timeout(node: number, request: number): number {
    const { message } = this.#sent(request);
    return this.#add({
      kind: "timeout",
      time: this.time,
      node,
      request: message,
      clocks: this.#tick(node),
      cause: request,
    });
  }

  partition(cut: number, groups: readonly (readonly number[])[], oneWay = false, line?: number): number {
    return this.#add({
      kind: "partition",
      time: this.time,
      cut,
      groups,
      ...(oneWay && { oneWay: true as const }),
      ...this.#origin(undefined, line),
    });
  }

  ring(cut: number, groups: readonly (readonly number[])[]): number {
    return this.#add({ kind: "partition", time: this.time, cut, groups, ring: true });
  }

  hold(hold: number, groups: readonly (readonly number[])[]): number {
    return this.#add({ kind: "hold", time: this.time, hold, groups });
  }

  release(hold: number): number {
    return this.#add({ kind: "release", time: this.time, hold });
  }

  heal(cut: number, line?: number): number {
    return this.#add({ kind: "heal", time: this.time, cut, ...this.#origin(undefined, line) });
  }

  note(text: string, node?: number): number {
    if (node === undefined) return this.#add({ kind: "note", time: this.time, text });
    return this.#add({ kind: "note", time: this.time, text, node, clocks: this.#tick(node) });
  }

  violation(check: number, message: string, cause: number): number {
    return this.#add({ kind: "violation", time: this.time, check, message, cause });
  }

  /** Ends the run. */
  build(scenario: string, status: RunStatus = "passed", seed = 7): Trace {
    this.#add({ kind: "end", time: this.time });
    const { events, checks, locations } = this;
    const hash = "0123456789abcdef";
    const file = "shop.scenario.ts";
    return {
      format: "faultline-trace/1",
      scenario,
      file,
      seed,
      status,
      nodes: this.#nodes,
      locations,
      events,
      checks,
      bill: bill(events),
      hash,
    };
  }

  #add(event: WithoutIndex): number {
    const index = this.events.length;
    this.events.push({ index, ...event });
    return index;
  }

  #sent(index: number) {
    const event = this.events[index];
    if (!("to" in event)) throw new Error(`Event ${index} sends nothing`);
    return event;
  }

  #origin(cause?: number, line?: number): { cause?: number; at?: number } {
    const origin: { cause?: number; at?: number } = {};
    if (cause !== undefined) origin.cause = cause;
    if (line !== undefined) {
      const known = this.locations.findIndex((location) => location.line === line);
      origin.at = known >= 0 ? known : this.locations.push({ file: "shop.scenario.ts", line, column: 5 }) - 1;
    }
    return origin;
  }

  #tick(node: number, received?: ClockReadings): ClockReadings {
    const own = this.#clocks[node];
    const vector = own.vector.map(
      (count, other) => Math.max(count, received?.vector[other] ?? 0) + (other === node ? 1 : 0),
    );
    const lamport = Math.max(own.lamport, received?.lamport ?? 0) + 1;
    const physical = Math.max(own.hybrid[0], received?.hybrid[0] ?? 0, this.time);
    const counters = [own, received].flatMap((clocks) =>
      clocks?.hybrid[0] === physical ? [clocks.hybrid[1]] : [],
    );
    const counter = counters.length > 0 ? Math.max(...counters) + 1 : 0;
    return (this.#clocks[node] = { wall: this.time, lamport, vector, hybrid: [physical, counter] });
  }
}
