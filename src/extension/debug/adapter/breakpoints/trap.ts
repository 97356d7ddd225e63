import type { DebugProtocol } from "@vscode/debugprotocol";
import { lastUpTo } from "../../../../trace/ascending.ts";
import { compile, type Compiled } from "../expression/compile.ts";
import { interpolation } from "../expression/interpolate.ts";
import type { Moment } from "../expression/moment.ts";
import type { Recording } from "../expression/recording.ts";
import { parseHitCondition, type HitCondition } from "./hitCondition.ts";
import type { Search } from "./search.ts";

/** Why one stops at a breakpoint, in the words of the protocol. */
export type Reason = "breakpoint" | "function breakpoint" | "data breakpoint" | "exception";

/** Which of the events at its place a breakpoint means, and whether it stops there or says something. */
export interface TrapOptions {
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
}

/** Where a breakpoint is in a run. */
export interface Place {
  /** Indices of events, ascending. */
  readonly events: readonly number[];
  /** What the client is told of it. */
  readonly shown: Omit<DebugProtocol.Breakpoint, "id">;
}

/**
 * A breakpoint of any kind. A run is recorded, so its n-th hit is always the same event, from whichever side one comes.
 */
export class Trap {
  readonly id: number;
  readonly reason: Reason;
  /** What it says instead of stopping there. */
  readonly log: ((moment: Moment) => string) | undefined;
  readonly #find: (recording: Recording) => Place;
  readonly #condition: Compiled | undefined;
  readonly #hitCondition: HitCondition | undefined;
  readonly #mistake: string | undefined;
  #events: readonly number[] = [];
  /** The events that are left when the hits are counted. */
  #counted: readonly number[] | undefined;

  /** @param find finds its place in a run */
  constructor(id: number, reason: Reason, options: TrapOptions, find: (recording: Recording) => Place) {
    this.id = id;
    this.reason = reason;
    this.#find = find;
    const { condition, hitCondition, logMessage } = options;
    try {
      this.#condition = condition ? compile(condition) : undefined;
      this.#hitCondition = hitCondition ? parseHitCondition(hitCondition) : undefined;
      this.log = logMessage ? interpolation(logMessage) : undefined;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#mistake = error.message;
    }
  }

  /** Finds its place in a run, and tells what the client should know of it. */
  bind(recording: Recording): DebugProtocol.Breakpoint {
    const { events, shown } = this.#find(recording);
    this.#events = this.#mistake === undefined ? events : [];
    this.#counted = undefined;
    return this.#mistake === undefined
      ? { id: this.id, ...shown }
      : { id: this.id, ...shown, verified: false, message: this.#mistake };
  }

  /** Its first hit after an event and before `limit`. */
  next(event: number, limit: number, search: Search): number | undefined {
    const events = this.#candidates(search);
    for (let at = lastUpTo(events, event) + 1; at < events.length && events[at] < limit; at++) {
      if (this.#holds(events[at], search) || search.exhausted) return events[at];
    }
    return undefined;
  }

  /** Its last hit before an event and after `limit`. */
  previous(event: number, limit: number, search: Search): number | undefined {
    const events = this.#candidates(search);
    for (let at = lastUpTo(events, event - 1); at >= 0 && events[at] > limit; at--) {
      if (this.#holds(events[at], search) || search.exhausted) return events[at];
    }
    return undefined;
  }

  /** Whether an event is one of its hits. */
  isHit(event: number, search: Search): boolean {
    const events = this.#candidates(search);
    return events[lastUpTo(events, event)] === event && this.#holds(event, search);
  }

  #candidates(search: Search): readonly number[] {
    const passes = this.#hitCondition;
    if (!passes) return this.#events;
    if (this.#counted) return this.#counted;
    let count = 0;
    const counted = this.#events.filter((event) => this.#isTrue(event, search) && passes(++count));
    if (!search.exhausted) this.#counted = counted;
    return counted;
  }

  #holds(event: number, search: Search): boolean {
    return this.#hitCondition !== undefined || this.#isTrue(event, search);
  }

  #isTrue(event: number, search: Search): boolean {
    return this.#condition === undefined || search.isTrue(this.#condition, event);
  }
}
