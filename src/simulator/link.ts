import { ChoicePoint } from "./choices.ts";
import { constant, uniform, type Distribution } from "./distribution.ts";
import type { Connection } from "./connection.ts";
import type { Flight } from "./flight.ts";
import type { Machine } from "./machine.ts";

/**
 * What the transport promises, per direction of a link.
 *
 * - `datagrams`: nothing. Messages may be lost, come twice, and overtake one another.
 * - `ordered`: what arrives, arrives in the order of sending.
 * - `reliable`: as TCP: in order, once, and sent again until it arrives or the connection breaks. A connection breaks
 *   when one of its ends crashes, and then nobody knows what has arrived.
 */
export type Transport = "datagrams" | "ordered" | "reliable";

/** How messages fare on a link. */
export interface WireSettings {
  latency: Distribution;
  /** Share of messages that are lost, from 0 to 1. */
  loss: number;
  /** Share of messages that arrive twice, from 0 to 1. */
  duplicate: number;
  /** How much later than the message its copy arrives, in ms; it flies for a time of its own when undefined. */
  duplicateAfter: Distribution | undefined;
  /** Share of messages that are held back so that later ones overtake them, from 0 to 1. */
  reorder: number;
  /** For how long, in ms. */
  reorderBy: Distribution;
  /** Bytes per second. */
  bandwidth: number;
  /** Bytes that may wait for the link to become free; what finds no room is lost. */
  queue: number;
  transport: Transport;
  /** How long a reliable transport waits before it sends a lost message again for the first time, in ms. */
  retransmitAfter: number;
}

/** How messages fare on one link, all told. */
export interface LinkSettings extends Readonly<WireSettings> {
  /** Whether nothing ever happens to a message on it but that it takes its time. */
  readonly plain: boolean;
}

function isPlain({ loss, duplicate, reorder, bandwidth, transport }: WireSettings): boolean {
  return (
    loss === 0 && duplicate === 0 && reorder === 0 && bandwidth === Infinity && transport === "datagrams"
  );
}

/** How messages between nodes fare unless the scenario says otherwise. */
export const DEFAULT_SETTINGS: Readonly<WireSettings> = {
  latency: constant(10),
  loss: 0,
  duplicate: 0,
  duplicateAfter: undefined,
  reorder: 0,
  reorderBy: uniform(10, 50),
  bandwidth: Infinity,
  queue: Infinity,
  transport: "datagrams",
  retransmitAfter: 200,
};

/** A client sits beside the node it talks to: its own latency would hide anomalies. */
export const CLIENT_SETTINGS: Readonly<WireSettings> = { ...DEFAULT_SETTINGS, latency: constant(0) };

/** One direction between two machines. */
export class Link {
  /** What is set for this link alone. */
  readonly own: Partial<WireSettings> = {};
  /** Number of partitions that cut it now. */
  cuts = 0;
  /** Number of holds on it now. */
  holds = 0;
  /** Messages that stand still on it while it is held, in the order in which they came to a stand. */
  readonly held: { readonly flight: Flight; readonly since: number }[] = [];
  /** Virtual time in ms from which it can take the next message, where it has a bandwidth. */
  freeAt = 0;
  /** Virtual time in ms at which the latest message of an ordered transport arrives. */
  lastArrival = 0;
  /** Of a reliable transport; absent while there is none. */
  connection: Connection | undefined;
  readonly latencyPoint: ChoicePoint;
  #settings: LinkSettings | undefined;
  #settingsOf = -1;
  readonly #points = new Map<string, ChoicePoint>();

  constructor(
    readonly from: Machine,
    readonly to: Machine,
  ) {
    this.latencyPoint = this.#newPoint("latency");
  }

  /**
   * Where chance decides something about this link other than the latency.
   * @param label What is decided.
   */
  point(label: string): ChoicePoint {
    let point = this.#points.get(label);
    if (point === undefined) this.#points.set(label, (point = this.#newPoint(label)));
    return point;
  }

  /**
   * How messages fare on it now.
   * @param fallback What holds where nothing is set for this link alone.
   * @param version Changes whenever any setting does.
   */
  settings(fallback: Readonly<WireSettings>, version: number): LinkSettings {
    if (this.#settings === undefined || this.#settingsOf !== version) {
      const settings = { ...fallback, ...this.own };
      this.#settings = { ...settings, plain: isPlain(settings) };
      this.#settingsOf = version;
    }
    return this.#settings;
  }

  #newPoint(label: string): ChoicePoint {
    return new ChoicePoint(label, `${this.from.name}→${this.to.name}`);
  }
}
