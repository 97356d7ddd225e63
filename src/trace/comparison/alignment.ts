import { canonical } from "../canonical.ts";
import type { Trace } from "../trace.ts";
import { contentOf, sameValue } from "./content.ts";
import { alignNodes, type NodeAlignment } from "./nodeAlignment.ts";
import { isBound, Origins } from "./origins.ts";
import { Signatures } from "./signatures.ts";

/** Which events of two runs are the same. */
export interface Alignment {
  readonly nodes: NodeAlignment;
  /** For each event of the first run its counterpart in the second; -1 for none. */
  readonly toB: Int32Array;
  /** The other way round. */
  readonly toA: Int32Array;
}

/** One run, as far as it takes part in an alignment. */
interface Side {
  readonly trace: Trace;
  readonly signatures: Int32Array;
  readonly origins: Origins;
  /** For each event its counterpart; -1 for none. */
  readonly partner: Int32Array;
  /** Whether an event without counterpart was looked at. */
  readonly seen: Uint8Array;
  /** Events without counterpart that belong to one that has one, or to none. */
  stray: number[];
}

/**
 * Aligns two runs by what happens to whom, never by when it happens or by the line that does it.
 *
 * An event is identified through its causes: as the n-th time that this happens because of that. So the event
 * counterparts are found from the roots of the forest of causes downwards, among what belongs to two events that
 * are counterparts themselves: first what says the same, then the rest in its order. Where one run has lost a
 * message, all others keep their counterparts.
 *
 * What is left is then counted: the n-th time that the same happens on the same node with the same content, in
 * rounds from the causes to the effects, and from each new pair downwards again. Only what a handler or a timer does
 * is counted; the fate of a message stays with the message.
 *
 * The counterparts don't depend on which run comes first. Takes time in the order of n log n for n events.
 */
export function align(a: Trace, b: Trace): Alignment {
  const steps = aligning(a, b);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** {@link align} in pieces: may be suspended at each `yield`. */
export function* aligning(a: Trace, b: Trace): Generator<undefined, Alignment> {
  const nodes = alignNodes(a, b);
  const signatures = new Signatures();
  const shared = Int32Array.from(nodes.toA, (inA, node) => (inA < 0 ? a.nodes.length + node : inA));
  const sideA = sideOf(a, signatures.of(a, Int32Array.from(a.nodes.keys())));
  yield;
  const sideB = sideOf(b, signatures.of(b, shared));
  yield;
  yield* new Aligner(sideA, sideB).run();
  return { nodes, toB: sideA.partner, toA: sideB.partner };
}

function sideOf(trace: Trace, signatures: Int32Array): Side {
  const count = trace.events.length;
  return {
    trace,
    signatures,
    origins: new Origins(trace),
    partner: new Int32Array(count).fill(-1),
    seen: new Uint8Array(count),
    stray: [],
  };
}

/** Events that are looked at between two suspensions. */
const PIECE = 50_000;

class Aligner {
  readonly #a: Side;
  readonly #b: Side;
  /** Events of the first run that have a counterpart, in the order in which that was found. */
  readonly #paired: Int32Array;
  #found = 0;
  /** How many of them were followed to what belongs to them. */
  #followed = 0;
  readonly #waiting = new Map<string, readonly [a: Queue, b: Queue]>();

  constructor(a: Side, b: Side) {
    this.#a = a;
    this.#b = b;
    this.#paired = new Int32Array(Math.min(a.partner.length, b.partner.length));
  }

  *run(): Generator<undefined, void> {
    this.#matchSiblings(this.#a.origins.root, this.#b.origins.root);
    yield* this.#follow();
    while (this.#a.stray.length > 0 || this.#b.stray.length > 0) {
      const round = [takeStray(this.#a), takeStray(this.#b)] as const;
      yield* this.#count(...round);
      yield* this.#follow();
      collectEffects(this.#a, round[0]);
      collectEffects(this.#b, round[1]);
    }
  }

  #pair(inA: number, inB: number): void {
    this.#a.partner[inA] = inB;
    this.#b.partner[inB] = inA;
    this.#paired[this.#found++] = inA;
  }

  /** From all pairs downwards. */
  *#follow(): Generator<undefined, void> {
    for (; this.#followed < this.#found; this.#followed++) {
      const inA = this.#paired[this.#followed];
      this.#matchSiblings(this.#a.origins.first[inA], this.#b.origins.first[this.#a.partner[inA]]);
      if (this.#followed % PIECE === PIECE - 1) yield;
    }
  }

  /** Finds counterparts among two lists of events, each given by its first. */
  #matchSiblings(firstA: number, firstB: number): void {
    const [{ next: nextA }, { next: nextB }] = [this.#a.origins, this.#b.origins];
    // Mostly the lists are equal.
    let inA = skipPaired(this.#a, firstA);
    let inB = skipPaired(this.#b, firstB);
    while (inA >= 0 && inB >= 0 && this.#sameThing(inA, inB) && this.#sameContent(inA, inB)) {
      this.#pair(inA, inB);
      inA = skipPaired(this.#a, nextA[inA]);
      inB = skipPaired(this.#b, nextB[inB]);
    }
    if (inA >= 0 && inB >= 0) this.#matchGroups(inA, inB);
    keepStray(this.#a, inA);
    keepStray(this.#b, inB);
  }

  #matchGroups(firstA: number, firstB: number): void {
    const groups = groupBySignature(this.#b, firstB);
    for (const [signature, listA] of groupBySignature(this.#a, firstA)) {
      const listB = groups.get(signature);
      if (listB) this.#matchAlike(listA, listB);
    }
  }

  /** Finds counterparts among events of one signature: those that say the same, then the others in their order. */
  #matchAlike(listA: readonly number[], listB: readonly number[]): void {
    const shorter = Math.min(listA.length, listB.length);
    let from = 0;
    while (from < shorter && this.#sameContent(listA[from], listB[from])) from++;
    let back = 0;
    while (back < shorter - from && this.#sameContent(listA.at(-1 - back)!, listB.at(-1 - back)!)) back++;
    for (let i = 0; i < from; i++) this.#pair(listA[i], listB[i]);
    for (let i = 1; i <= back; i++) this.#pair(listA.at(-i)!, listB.at(-i)!);
    const restA = listA.slice(from, listA.length - back);
    const restB = listB.slice(from, listB.length - back);
    if (restA.length === 0 || restB.length === 0) return;
    const saying = new Map<string, Queue>();
    for (const inB of restB) queueOf(saying, contentKey(this.#b, inB)).add(inB);
    for (const inA of restA) {
      const inB = saying.get(contentKey(this.#a, inA))?.take(this.#b);
      if (inB !== undefined) this.#pair(inA, inB);
    }
    const others = restB.filter((inB) => this.#b.partner[inB] < 0);
    let other = 0;
    for (const inA of restA) {
      if (other === others.length) break;
      if (this.#a.partner[inA] < 0) this.#pair(inA, others[other++]);
    }
  }

  /** Pairs the n-th with the n-th of what is left and says the same, earlier rounds included. */
  *#count(roundA: readonly number[], roundB: readonly number[]): Generator<undefined, void> {
    const keys = new Set<string>();
    for (const [side, which, events] of [[this.#a, 0, roundA] as const, [this.#b, 1, roundB] as const]) {
      for (let i = 0; i < events.length; i++) {
        if (i % PIECE === PIECE - 1) yield;
        if (isBound(side.trace.events[events[i]])) continue;
        const key = `${side.signatures[events[i]]} ${contentKey(side, events[i])}`;
        keys.add(key);
        let queues = this.#waiting.get(key);
        if (!queues) this.#waiting.set(key, (queues = [new Queue(), new Queue()]));
        queues[which].add(events[i]);
      }
    }
    for (const key of keys) {
      const [queueA, queueB] = this.#waiting.get(key)!;
      while (queueA.peek(this.#a) !== undefined && queueB.peek(this.#b) !== undefined) {
        this.#pair(queueA.take(this.#a)!, queueB.take(this.#b)!);
      }
    }
  }

  #sameThing(inA: number, inB: number): boolean {
    return this.#a.signatures[inA] === this.#b.signatures[inB];
  }

  #sameContent(inA: number, inB: number): boolean {
    const [a, b] = [this.#a.trace, this.#b.trace];
    return sameValue(contentOf(a, a.events[inA]), contentOf(b, b.events[inB]));
  }
}

/** Events that wait for a counterpart, first come, first served. */
class Queue {
  readonly #events: number[] = [];
  #head = 0;

  add(event: number): void {
    this.#events.push(event);
  }

  /** The first that has found none elsewhere meanwhile. */
  peek({ partner }: Side): number | undefined {
    while (this.#head < this.#events.length && partner[this.#events[this.#head]] >= 0) this.#head++;
    return this.#events.at(this.#head);
  }

  take(side: Side): number | undefined {
    const event = this.peek(side);
    if (event !== undefined) this.#head++;
    return event;
  }
}

function queueOf(queues: Map<string, Queue>, key: string): Queue {
  let queue = queues.get(key);
  if (!queue) queues.set(key, (queue = new Queue()));
  return queue;
}

function contentKey({ trace }: Side, event: number): string {
  return canonical(contentOf(trace, trace.events[event]));
}

function skipPaired({ partner, origins }: Side, event: number): number {
  while (event >= 0 && partner[event] >= 0) event = origins.next[event];
  return event;
}

function groupBySignature(side: Side, first: number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let event = first; event >= 0; event = skipPaired(side, side.origins.next[event])) {
    const signature = side.signatures[event];
    const group = groups.get(signature);
    if (group) group.push(event);
    else groups.set(signature, [event]);
  }
  return groups;
}

function keepStray(side: Side, first: number): void {
  for (let event = skipPaired(side, first); event >= 0;) {
    if (side.seen[event] === 0) {
      side.seen[event] = 1;
      side.stray.push(event);
    }
    event = skipPaired(side, side.origins.next[event]);
  }
}

/** In the order in which they happened, so that they can be counted. */
function takeStray(side: Side): readonly number[] {
  const events = side.stray.sort((one, other) => one - other);
  side.stray = [];
  return events;
}

/** What belongs to events that have found no counterpart is to be counted next. */
function collectEffects(side: Side, events: readonly number[]): void {
  for (const event of events) if (side.partner[event] < 0) keepStray(side, side.origins.first[event]);
}
