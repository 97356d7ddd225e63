import { isSend } from "../event.ts";
import type { ReceiveEvent, SendEvent, TraceEvent } from "../event.ts";
import { flights } from "../flights.ts";
import { separates, type Separation } from "../separation.ts";
import type { Trace } from "../trace.ts";

/** A fault of which a trace says what it did to others. */
export type JudgedFault = Extract<
  TraceEvent,
  { kind: "partition" | "hold" | "crash" | "leave" | "pause" | "slow" }
>;

const known = new WeakMap<Trace, ReadonlyMap<number, readonly number[]>>();

/**
 * What each fault did, by the index of its event: the events that would not be, or not so late, without it, ascending.
 *
 * - `partition`: the messages that it cut. `crash`, `leave`: those that found nobody.
 * - `hold`: those that stood still. Of one that never arrived it is the event that sent it.
 * - `pause`, `slow`: what was taken up later, and messages that still wait at the end.
 *
 * What several faults did together counts for each of them. Computed once per trace.
 */
export function effects(trace: Trace): ReadonlyMap<number, readonly number[]> {
  let result = known.get(trace);
  if (result === undefined) {
    result = new Reckoning(trace).result();
    known.set(trace, result);
  }
  return result;
}

/** Whether the event is a fault that {@link effects} tells of. A node that becomes as fast as ever suffers none. */
export function isJudged(event: TraceEvent): event is JudgedFault {
  switch (event.kind) {
    case "slow":
      return event.by > 0;
    case "partition":
    case "hold":
    case "crash":
    case "leave":
    case "pause":
      return true;
    default:
      return false;
  }
}

/** A time during which a node does nothing, or everything slowly. */
interface Stall {
  readonly fault: number;
  readonly kind: "pause" | "slow";
  readonly from: number;
  to: number;
}

class Reckoning {
  readonly #trace: Trace;
  readonly #effects = new Map<number, Set<number>>();
  readonly #partitions = new Map<number, Separation>();
  readonly #holds = new Map<number, Separation>();
  /** Messages that stood still, by the hold's event. */
  readonly #held = new Map<number, Set<number>>();
  readonly #absent = new Map<number, number>();
  readonly #stalls: Stall[][];
  /** Messages on their way, link by link. */
  readonly #underWay = new Map<number, Set<number>>();

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#stalls = trace.nodes.map(() => []);
  }

  result(): Map<number, readonly number[]> {
    for (const event of this.#trace.events) this.#add(event);
    for (const [fault, messages] of this.#held) {
      for (const message of messages) {
        const { send, end = send } = flights(this.#trace)[message];
        this.#hit(fault, end.index);
      }
    }
    this.#addWaiting();
    return new Map([...this.#effects].map(([fault, hit]) => [fault, [...hit].sort((a, b) => a - b)]));
  }

  #add(event: TraceEvent): void {
    if (isJudged(event)) this.#effects.set(event.index, new Set());
    if (isSend(event)) this.#depart(event);
    switch (event.kind) {
      case "partition":
        this.#partitions.set(event.cut, event);
        break;
      case "heal":
        this.#partitions.delete(event.cut);
        break;
      case "hold":
        this.#hold(event);
        break;
      case "release":
        this.#holds.delete(event.hold);
        break;
      case "crash":
      case "leave":
        this.#absent.set(event.node, event.index);
        this.#endStalls(event.node, event.time);
        break;
      case "restart":
        this.#absent.delete(event.node);
        break;
      case "pause":
        this.#stall("pause", event);
        break;
      case "resume":
        this.#endStalls(event.node, event.time, "pause");
        break;
      case "slow":
        this.#endStalls(event.node, event.time, "slow");
        if (event.by > 0) this.#stall("slow", event);
        break;
      case "drop":
        this.#lose(event);
        break;
      case "deliver":
      case "ok":
      case "fail":
        this.#receive(event);
        break;
      case "timer":
        this.#fire(event);
        break;
      default:
    }
  }

  #depart({ node, to, message }: SendEvent): void {
    this.#on(node, to).add(message);
    for (const hold of this.#holds.values())
      if (separates(hold, node, to)) this.#held.get(hold.index)!.add(message);
  }

  #hold(hold: Extract<TraceEvent, { kind: "hold" }>): void {
    this.#holds.set(hold.hold, hold);
    const nodes = hold.groups.flat();
    const standing = nodes.flatMap((from) =>
      nodes.flatMap((to) => (separates(hold, from, to) ? [...this.#on(from, to)] : [])),
    );
    this.#held.set(hold.index, new Set(standing));
  }

  #lose({ index, message, reason }: Extract<TraceEvent, { kind: "drop" }>): void {
    const { node, to } = flights(this.#trace)[message].send;
    this.#on(node, to).delete(message);
    switch (reason) {
      case "partition":
        for (const cut of this.#partitions.values())
          if (separates(cut, node, to)) this.#hit(cut.index, index);
        break;
      case "receiver down":
      case "receiver gone":
        this.#hit(this.#absent.get(to), index);
        break;
      case "connection reset":
        this.#hit(this.#absent.get(to) ?? this.#absent.get(node), index);
        break;
      case "queue full":
        for (const held of this.#held.values()) held.delete(message);
        break;
      default:
    }
  }

  #receive({ index, message, node, time, arrived }: ReceiveEvent): void {
    const { send } = flights(this.#trace)[message];
    this.#on(send.node, send.to).delete(message);
    if (arrived !== undefined) this.#hitBy(node, arrived, time, index);
  }

  #fire({ index, node, time, name, due, cause }: Extract<TraceEvent, { kind: "timer" }>): void {
    if (due !== undefined) this.#hitBy(node, due, time, index);
    const work = name === "work" && cause !== undefined ? this.#trace.events[cause] : undefined;
    if (work?.kind === "work" && work.until < time) this.#hitBy(node, work.time, time, index);
  }

  /** Messages that have reached a node which stands still to the end. */
  #addWaiting(): void {
    const end = this.#trace.events.at(-1)?.time ?? 0;
    const held = new Set([...this.#held.values()].flatMap((messages) => [...messages]));
    for (const messages of this.#underWay.values()) {
      for (const message of messages) {
        const { send } = flights(this.#trace)[message];
        if (send.arrival <= end && !held.has(message))
          this.#hitBy(send.to, send.arrival, Infinity, send.index);
      }
    }
  }

  #stall(kind: Stall["kind"], { node, index, time }: { node: number; index: number; time: number }): void {
    this.#stalls[node].push({ fault: index, kind, from: time, to: Infinity });
  }

  #endStalls(node: number, time: number, kind?: Stall["kind"]): void {
    for (const stall of this.#stalls[node])
      if (stall.to === Infinity && (kind ?? stall.kind) === stall.kind) stall.to = time;
  }

  /** Something that came up for a node at one time was taken up at another. */
  #hitBy(node: number, from: number, to: number, event: number): void {
    for (const stall of this.#stalls[node])
      if (stall.from <= to && stall.to > from) this.#hit(stall.fault, event);
  }

  #hit(fault: number | undefined, event: number): void {
    if (fault !== undefined) this.#effects.get(fault)?.add(event);
  }

  #on(from: number, to: number): Set<number> {
    const link = from * this.#trace.nodes.length + to;
    let messages = this.#underWay.get(link);
    if (messages === undefined) this.#underWay.set(link, (messages = new Set()));
    return messages;
  }
}
