import { constant, type Distribution } from "../simulator/distribution.ts";
import type { Transport, WireSettings } from "../simulator/link.ts";
import { requireDuration, requireShare, ScenarioError } from "./errors.ts";

/**
 * How messages fare, on the whole network between nodes or on one direction of one link. A link follows the
 * network in whatever it doesn't say itself.
 */
export class Wire {
  readonly #what: string;
  readonly #settings: Partial<WireSettings>;
  readonly #fallback: Readonly<WireSettings>;
  readonly #changed: () => void;

  /** @internal Wires are found at `world.network` and `world.link(a, b)`. */
  constructor(
    what: string,
    settings: Partial<WireSettings>,
    fallback: Readonly<WireSettings>,
    changed: () => void,
  ) {
    this.#what = what;
    this.#settings = settings;
    this.#fallback = fallback;
    this.#changed = changed;
  }

  /** How long a message flies: a number of ms, or a distribution. 10 ms unless set. */
  get latency(): Distribution {
    return this.#get("latency");
  }

  set latency(latency: Distribution | number) {
    this.#set("latency", this.#distribution("latency", latency));
  }

  /** Share of messages that are lost, from 0 to 1. 0 unless set. */
  get loss(): number {
    return this.#get("loss");
  }

  set loss(share: number) {
    this.#setShare("loss", share);
  }

  /** Share of messages that arrive twice, from 0 to 1. 0 unless set. */
  get duplicate(): number {
    return this.#get("duplicate");
  }

  set duplicate(share: number) {
    this.#setShare("duplicate", share);
  }

  /** How much later than the message its copy arrives, in ms or as a distribution. Unless set, the copy flies for a latency of its own. */
  get duplicateAfter(): Distribution | undefined {
    return this.#get("duplicateAfter");
  }

  set duplicateAfter(delay: Distribution | number | undefined) {
    this.#set("duplicateAfter", delay === undefined ? delay : this.#distribution("duplicateAfter", delay));
  }

  /** Share of messages that are held back, so that later ones overtake them, from 0 to 1. 0 unless set. */
  get reorder(): number {
    return this.#get("reorder");
  }

  set reorder(share: number) {
    this.#setShare("reorder", share);
  }

  /** For how long they are held back, in ms or as a distribution. `uniform(10, 50)` unless set. */
  get reorderBy(): Distribution {
    return this.#get("reorderBy");
  }

  set reorderBy(delay: Distribution | number) {
    this.#set("reorderBy", this.#distribution("reorderBy", delay));
  }

  /** Bytes per second that each direction of each link takes; what comes faster has to wait. Endless unless set. */
  get bandwidth(): number {
    return this.#get("bandwidth");
  }

  set bandwidth(bytesPerSecond: number) {
    if (typeof bytesPerSecond !== "number" || !(bytesPerSecond > 0))
      throw new ScenarioError(
        `${this.#what}.bandwidth is ${String(bytesPerSecond)}; it must be a number of bytes per second above 0`,
      );
    this.#set("bandwidth", bytesPerSecond);
  }

  /** Bytes that may wait in front of a link with a bandwidth; a message that finds no room is lost. Endless unless set. */
  get queue(): number {
    return this.#get("queue");
  }

  set queue(bytes: number) {
    if (typeof bytes !== "number" || !(bytes >= 0))
      throw new ScenarioError(
        `${this.#what}.queue is ${String(bytes)}; it must be a number of bytes from 0 up`,
      );
    this.#set("queue", bytes);
  }

  /**
   * What the transport promises. `"datagrams"`, unless set: nothing. `"ordered"`: nothing overtakes. `"reliable"`, like
   * TCP: in order, once, and sent again until it arrives, unless an end crashes or the other stays out of reach for
   * too long.
   */
  get transport(): Transport {
    return this.#get("transport");
  }

  set transport(transport: Transport) {
    if (!["datagrams", "ordered", "reliable"].includes(transport))
      throw new ScenarioError(
        `${this.#what}.transport is ${JSON.stringify(transport)}; it must be "datagrams", "ordered" or "reliable"`,
      );
    this.#set("transport", transport);
  }

  /** How long a reliable transport waits before it sends a lost message again; twice as long the next time, and so on. 200 ms unless set. */
  get retransmitAfter(): number {
    return this.#get("retransmitAfter");
  }

  set retransmitAfter(ms: number) {
    requireDuration(`${this.#what}.retransmitAfter`, ms);
    this.#set("retransmitAfter", ms);
  }

  #get<K extends keyof WireSettings>(key: K): WireSettings[K] {
    return this.#settings[key] ?? this.#fallback[key];
  }

  #set<K extends keyof WireSettings>(key: K, value: WireSettings[K]): void {
    this.#settings[key] = value;
    this.#changed();
  }

  #setShare(key: "loss" | "duplicate" | "reorder", share: number): void {
    requireShare(`${this.#what}.${key}`, share);
    this.#set(key, share);
  }

  #distribution(key: string, value: Distribution | number): Distribution {
    if (typeof value !== "number") return requireDistribution(`${this.#what}.${key}`, value);
    requireDuration(`${this.#what}.${key}`, value);
    return constant(value);
  }
}

/** A file with a type error still runs, so that what should be a distribution can be anything. */
function requireDistribution(what: string, value: unknown): Distribution {
  const { quantile } = (value ?? {}) as { quantile?: unknown };
  if (typeof quantile === "function") return value as Distribution;
  const kind = value === null ? "null" : typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
  throw new ScenarioError(
    `${what} is ${kind}; give a number of milliseconds or a distribution such as uniform(20, 80)`,
  );
}
