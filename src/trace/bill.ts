import { canonical } from "./canonical.ts";
import { isSend, type TraceEvent } from "./event.ts";
import type { Value } from "./value.ts";

/** What something cost that had to cross the network. */
export interface Cost {
  /** Messages that it set in motion until it was done, copies and retransmissions included. */
  readonly messages: number;
  /** Messages on the chain of causes that ended it: none of them could leave before the one before it had come. */
  readonly rounds: number;
  /** Virtual time in ms from its beginning to its end. */
  readonly latency: number;
  /** How much of that went by while the messages of that chain were on their way or waited, in ms. */
  readonly waiting: number;
}

/** What one operation of a client cost. */
export interface OperationCost extends Cost {
  /** The `invoke` event. */
  readonly from: number;
  /** The event that ended it. */
  readonly to: number;
  readonly outcome: "ok" | "fail" | "unknown";
}

/** What the first decision about a slot cost, counted from the timer or the operation that led to it. */
export interface DecisionCost extends Cost {
  readonly slot: Value;
  /** The event that it began with. */
  readonly from: number;
  /** The first `decide` event about the slot. */
  readonly to: number;
  /** Number of nodes that have decided the slot, and virtual time in ms from its beginning to the last of them. */
  readonly deciders: number;
  readonly settled: number;
}

/** What a run cost. */
export interface Bill {
  /** Messages that were put on the wire, copies and retransmissions included, and how many of them never arrived. */
  readonly messages: number;
  readonly lost: number;
  readonly operations: readonly OperationCost[];
  readonly decisions: readonly DecisionCost[];
}

/** Works out what a run cost, by following causes. Takes time linear in the events. */
export function bill(events: readonly TraceEvent[]): Bill {
  const reckoning = new Reckoning(events.some(({ kind }) => kind === "decide"));
  for (const event of events) reckoning.add(event, events);
  return reckoning.bill;
}

/** Counts along the chains of causes that begin at certain events, which are added in their order. */
class Chains {
  /** For each event the one that its chain begins with; -1 for none. */
  readonly #origin: number[] = [];
  readonly #rounds: number[] = [];
  readonly #waiting: number[] = [];
  /** For each origin the messages so far. */
  readonly #messages = new Map<number, number>();

  /** @param begins Whether a chain begins here. @param waited Time since its cause that a message took, in ms. */
  add({ index, cause }: TraceEvent, begins: boolean, sends: boolean, waited: number): void {
    const origin = begins ? index : cause === undefined ? -1 : this.#origin[cause];
    const before = begins || cause === undefined ? { rounds: 0, waiting: 0 } : this.#at(cause);
    this.#origin.push(origin);
    this.#rounds.push(before.rounds + (sends ? 1 : 0));
    this.#waiting.push(before.waiting + waited);
    if (origin >= 0 && sends) this.#messages.set(origin, (this.#messages.get(origin) ?? 0) + 1);
  }

  originOf(event: number): number {
    return this.#origin[event];
  }

  /** What it cost to get from the origin of an event's chain to the event. */
  cost({ index, time }: TraceEvent, events: readonly TraceEvent[]): Cost {
    const origin = this.#origin[index];
    const { rounds, waiting } = this.#at(index);
    return {
      messages: this.#messages.get(origin) ?? 0,
      rounds,
      latency: exact(time - events[origin].time),
      waiting: exact(waiting),
    };
  }

  #at(event: number): { rounds: number; waiting: number } {
    return { rounds: this.#rounds[event], waiting: this.#waiting[event] };
  }
}

class Reckoning {
  readonly #operations: OperationCost[] = [];
  readonly #decisions = new Map<string, DecisionCost>();
  /** From an operation to its end, through whatever lies between. */
  readonly #ofOperations = new Chains();
  /** From a timer or an operation onwards. */
  readonly #ofDecisions: Chains | undefined;
  #messages = 0;
  #lost = 0;

  /** @param decides Whether there is any decision; long chains are not followed for nothing. */
  constructor(decides: boolean) {
    this.#ofDecisions = decides ? new Chains() : undefined;
  }

  get bill(): Bill {
    return {
      messages: this.#messages,
      lost: this.#lost,
      operations: this.#operations,
      decisions: [...this.#decisions.values()],
    };
  }

  add(event: TraceEvent, events: readonly TraceEvent[]): void {
    const sends = isSend(event);
    if (sends) this.#messages++;
    if (event.kind === "drop") this.#lost++;
    const waited = waitedFor(event, events);
    this.#ofOperations.add(event, event.kind === "invoke", sends, waited);
    this.#ofDecisions?.add(event, startsAnew(event), sends, waited);
    if (event.kind === "ok" || event.kind === "fail" || event.kind === "unknown")
      this.#endOperation(event, events);
    else if (event.kind === "decide") this.#decide(event, events);
  }

  #endOperation(event: TraceEvent & { kind: OperationCost["outcome"] }, events: readonly TraceEvent[]): void {
    const from = this.#ofOperations.originOf(event.index);
    if (from < 0) return;
    const cost = this.#ofOperations.cost(event, events);
    this.#operations.push({ ...cost, from, to: event.index, outcome: event.kind });
  }

  #decide(event: Extract<TraceEvent, { kind: "decide" }>, events: readonly TraceEvent[]): void {
    const key = canonical(event.slot);
    const first = this.#decisions.get(key);
    if (first !== undefined) {
      const settled = exact(event.time - events[first.from].time);
      this.#decisions.set(key, { ...first, deciders: first.deciders + 1, settled });
      return;
    }
    const chains = this.#ofDecisions!;
    const origin = chains.originOf(event.index);
    const cost = origin < 0 ? { messages: 0, rounds: 0, latency: 0, waiting: 0 } : chains.cost(event, events);
    const from = origin < 0 ? event.index : origin;
    const { slot, index: to } = event;
    this.#decisions.set(key, { ...cost, slot, from, to, deciders: 1, settled: cost.latency });
  }
}

/** Whether what follows is the doing of this event alone: a timer that a node has set, or what a client asks for. */
function startsAnew(event: TraceEvent): boolean {
  if (event.kind === "timer") return event.name !== "sleep" && event.name !== "work";
  return event.kind === "invoke" || event.kind === "start" || event.kind === "restart";
}

/** How long the message took that an event receives, in ms; 0 for an event that receives none. */
function waitedFor(event: TraceEvent, events: readonly TraceEvent[]): number {
  const receives = event.kind === "deliver" || event.kind === "ok" || event.kind === "fail";
  return receives && event.cause !== undefined ? event.time - events[event.cause].time : 0;
}

/** Times are kept to the microsecond; sums of them are, too. */
function exact(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
