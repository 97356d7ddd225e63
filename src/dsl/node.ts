import type { HybridTimestamp } from "../trace/event.ts";
import type { Arguments, CallOptions, Fields, Messages, Reply } from "./messages.ts";
import { takeRuntime, type NodeRuntime } from "./runtime.ts";
import type { Ref } from "./reference.ts";

/** A timer that is set. */
export interface TimerHandle {
  /** Keeps it from firing (again). */
  cancel(): void;
}

/**
 * A machine. Extend it and pass your class to it: `class Shop extends Node<Shop>`.
 *
 * - Public methods are the messages it understands, and what they return is the answer; they may be `async`.
 * - Fields are its state. A crash loses them, but for those named in `static durable = durable<Shop>("stock")`, and
 *   those named in `static buffered = buffered<Shop>("log")`, which are as they were at the latest `this.flush()`.
 * - `#private` methods and fields are nobody else's business.
 */
export abstract class Node<Self> {
  readonly #runtime: NodeRuntime;

  constructor() {
    this.#runtime = takeRuntime(new.target.name);
  }

  /** The name under which the scenario made it. */
  get name(): string {
    return this.#runtime.name;
  }

  /** The other nodes of the same class that have been made so far: in `start()` it is all of them. */
  get peers(): readonly Ref<Self>[] {
    return this.#runtime.peers();
  }

  /** A reference to this node, for others to send to. */
  get self(): Ref<Self> {
    return this.#runtime.self;
  }

  /** Runs when the node starts, and again after each restart. */
  start?(): void | Promise<void>;

  /** Runs after each restart, before {@link start}: to make sense of what survived the crash. */
  recover?(): void | Promise<void>;

  /** Sends a message and forgets it: it may arrive late, twice, out of order, or never. */
  send<T, K extends Messages<T>>(to: Ref<T>, message: K, ...args: Arguments<T, K>): void {
    this.#runtime.send(to, message, args, Node.prototype.send);
  }

  /**
   * Asks and waits for the answer: `await this.call(peer, "vote", term, { timeout: 150 })`.
   *
   * Rejects with {@link TimeoutError} when the timeout passes first, and says nothing about why, since a caller
   * can't know. Rejects with {@link CallRefused} when the handler throws. Without a timeout it waits for ever.
   */
  call<T, K extends Messages<T>>(
    to: Ref<T>,
    message: K,
    ...args: [...Arguments<T, K>, options?: CallOptions]
  ): Promise<Reply<T, K>> {
    return this.#runtime.call(to, message, args, Node.prototype.call) as Promise<Reply<T, K>>;
  }

  /** Sends a message to each of {@link peers}. */
  broadcast<K extends Messages<Self>>(message: K, ...args: Arguments<Self, K>): void {
    for (const peer of this.#runtime.peers())
      this.#runtime.send(peer, message, args, Node.prototype.broadcast);
  }

  /** Runs `action` once, after `ms` on this node's own clock. */
  after(ms: number, action: () => unknown): TimerHandle {
    return this.#runtime.setTimer("after", ms, action, Node.prototype.after);
  }

  /** Runs `action` every `ms` on this node's own clock, for the first time after `ms`. */
  every(ms: number, action: () => unknown): TimerHandle {
    return this.#runtime.setTimer("every", ms, action, Node.prototype.every);
  }

  /** Waits for `ms` on this node's own clock. */
  sleep(ms: number): Promise<void> {
    return this.#runtime.sleep(ms, Node.prototype.sleep);
  }

  /**
   * Works for `ms` of true time: meanwhile the node does nothing else, and what comes up has to wait. Other than
   * {@link sleep}, during which it goes on with other things.
   */
  work(ms: number): Promise<void> {
    return this.#runtime.work(ms, Node.prototype.work);
  }

  /** Writes the fields named in `static buffered` to disk: a crash from now on leaves them as they are now. */
  flush(): void {
    this.#runtime.flush(Node.prototype.flush);
  }

  /**
   * States what this node believes of another, such as `this.believe(peer, "dead")`. The diagram shows where belief and
   * truth part, and `world.suspicions` counts it.
   */
  believe(about: Ref<unknown>, belief: string): void {
    this.#runtime.believe(about, belief, Node.prototype.believe);
  }

  /**
   * States that this node has decided: `this.decide(term, leader)`. `world.agreement`, `world.validity` and
   * `world.termination` look at what was decided, and the bill says what each decision cost.
   * @param slot What the decision is about: several nodes decide the same slot.
   */
  decide(slot: unknown, value: unknown): void {
    this.#runtime.decide(slot, value, Node.prototype.decide);
  }

  /** What this node's clock shows, in ms since the run began as this node believes. `Date.now()` says the same. */
  now(): number {
    return this.#runtime.now();
  }

  /** A number in [0, 1) from the run's seed. `Math.random()` says the same. */
  random(): number {
    return this.#runtime.random();
  }

  /** Leaves a remark in the diagram, at this node and moment. */
  note(text: string): void {
    this.#runtime.note(text, Node.prototype.note);
  }

  /** Lamport clock after the latest event here. */
  get lamport(): number {
    return this.#runtime.machine.clocks.lamport;
  }

  /** Vector clock after the latest event here: a counter per machine, in order of making; 0 past the end. */
  get vector(): readonly number[] {
    return this.#runtime.machine.clocks.vector;
  }

  /** Hybrid logical clock after the latest event here. */
  get hybrid(): HybridTimestamp {
    return this.#runtime.machine.clocks.hybrid;
  }
}

/**
 * Names the fields that survive a crash: `static durable = durable<Ledger>("balance", "log");`
 *
 * What was written to them before the crash is there after the restart; all other fields begin anew.
 */
export function durable<T>(...fields: (keyof Fields<T> & string)[]): readonly string[] {
  return fields;
}

/**
 * Names the fields that survive a crash as they were when the node last called `this.flush()`:
 * `static buffered = buffered<Ledger>("log");`
 */
export function buffered<T>(...fields: (keyof Fields<T> & string)[]): readonly string[] {
  return fields;
}
