import { constant, type Distribution } from "../simulator/distribution.ts";
import type { LinkSettings } from "../simulator/network.ts";
import { requireDuration, requireShare, ScenarioError } from "./errors.ts";

/**
 * How messages fare, on the whole network between nodes or on one direction of one link. A link follows the
 * network in whatever it doesn't say itself.
 */
export class Wire {
  readonly #what: string;
  readonly #settings: LinkSettings;
  readonly #fallback: Readonly<Required<LinkSettings>>;

  /** @internal Wires are found at `world.network` and `world.link(a, b)`. */
  constructor(what: string, settings: LinkSettings, fallback: Readonly<Required<LinkSettings>>) {
    this.#what = what;
    this.#settings = settings;
    this.#fallback = fallback;
  }

  /** How long a message flies: a number of ms, or a distribution. 10 ms unless set. */
  get latency(): Distribution {
    return this.#settings.latency ?? this.#fallback.latency;
  }

  set latency(latency: Distribution | number) {
    if (typeof latency === "number") {
      requireDuration(`${this.#what}.latency`, latency);
      this.#settings.latency = constant(latency);
    } else {
      requireDistribution(`${this.#what}.latency`, latency);
      this.#settings.latency = latency;
    }
  }

  /** Share of messages that are lost, from 0 to 1. 0 unless set. */
  get loss(): number {
    return this.#settings.loss ?? this.#fallback.loss;
  }

  set loss(share: number) {
    requireShare(`${this.#what}.loss`, share);
    this.#settings.loss = share;
  }

  /** Share of messages that arrive twice, from 0 to 1. 0 unless set. */
  get duplicate(): number {
    return this.#settings.duplicate ?? this.#fallback.duplicate;
  }

  set duplicate(share: number) {
    requireShare(`${this.#what}.duplicate`, share);
    this.#settings.duplicate = share;
  }
}

/** A file with a type error still runs, so that what should be a distribution can be anything. */
function requireDistribution(what: string, latency: unknown): void {
  const { quantile } = (latency ?? {}) as { quantile?: unknown };
  if (typeof quantile === "function") return;
  const kind =
    latency === null ? "null" : typeof latency === "undefined" ? "undefined" : `a ${typeof latency}`;
  throw new ScenarioError(
    `${what} is ${kind}; give a number of milliseconds or a distribution such as uniform(20, 80)`,
  );
}
