import { bill } from "./bill.ts";
import { encode } from "./encode.ts";
import type { TraceEvent } from "./event.ts";
import type { Without } from "./fault.ts";
import { StructureHash } from "./hash.ts";
import {
  TRACE_FORMAT,
  type CheckResult,
  type Location,
  type RunError,
  type RunStatus,
  type Trace,
  type TraceNode,
} from "./trace.ts";
import type { Value } from "./value.ts";

/** An event as the simulator reports it: the recorder gives it its index. */
export type NewEvent = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, "index"> : never) : never;

/** What run it is. */
export interface RunOrigin {
  readonly scenario: string;
  /** Name of the scenario file. */
  readonly file: string;
  readonly seed: number;
  /** Faults that it leaves out. */
  readonly without: Without | undefined;
}

/** What is said of a run when it is over. */
export interface RunEnd {
  readonly status: RunStatus;
  readonly error?: RunError;
  readonly checks: readonly CheckResult[];
}

/** Collects a run's trace and hashes it on the way. */
export class Recorder {
  readonly #events: (TraceEvent & { state?: Readonly<Record<string, Value>> })[] = [];
  readonly #nodes: TraceNode[] = [];
  readonly #locations: Location[] = [];
  readonly #locationIndex = new Map<string, number>();
  /** The same by identity: a locator gives out the same object for the same place. */
  readonly #locationOf = new Map<Location, number>();
  readonly #fields: Map<string, Value>[] = [];
  readonly #hash = new StructureHash();
  #sealed = 0;

  addNode(node: TraceNode): void {
    this.#nodes.push(node);
    this.#fields.push(new Map());
  }

  /** @returns The event's index. */
  add(event: NewEvent): number {
    const index = this.#events.length;
    this.#events.push({ index, ...event });
    return index;
  }

  /** Index of a location for an event's `at`. */
  locate(location: Location | undefined): number | undefined {
    if (location === undefined) return undefined;
    const known = this.#locationOf.get(location);
    if (known !== undefined) return known;
    const key = `${location.line}:${location.column}:${location.file}`;
    let index = this.#locationIndex.get(key);
    if (index === undefined) {
      index = this.#locations.push(location) - 1;
      this.#locationIndex.set(key, index);
    }
    this.#locationOf.set(location, index);
    return index;
  }

  /** The location that an event's `at` stands for. */
  location(at: number): Location | undefined {
    return this.#locations[at];
  }

  /**
   * Notes which fields of a node differ from what they were when last looked at, as the doing of one event.
   * @param fields The live object; functions among its fields are no state.
   */
  noteState(index: number, node: number, fields: object): void {
    const known = this.#fields[node];
    let changed: Record<string, Value> | undefined;
    let count = 0;
    for (const name in fields) {
      const value = (fields as Record<string, unknown>)[name];
      if (typeof value === "function") continue;
      count++;
      const before = known.get(name);
      const now = encode(value, before);
      if (now === before) continue;
      known.set(name, now);
      changed ??= {};
      changed[name] = now;
    }
    if (count < known.size) {
      for (const name of known.keys()) {
        if (Object.hasOwn(fields, name)) continue;
        known.delete(name);
        changed ??= {};
        changed[name] = { $undefined: true };
      }
    }
    if (changed === undefined) return;
    const event = this.#events[index];
    event.state = event.state === undefined ? changed : { ...event.state, ...changed };
  }

  /** Says that no event so far will change any more, and hashes them. */
  seal(): void {
    for (; this.#sealed < this.#events.length; this.#sealed++) {
      this.#hash.add(this.#events[this.#sealed]);
    }
  }

  finish({ scenario, file, seed, without }: RunOrigin, { status, error, checks }: RunEnd): Trace {
    this.seal();
    const head = {
      format: TRACE_FORMAT,
      scenario,
      file,
      seed,
      ...(without === undefined ? {} : { without }),
      status,
      ...(error === undefined ? {} : { error }),
      nodes: this.#nodes,
      locations: this.#locations,
    } as const;
    this.#hash.add(head);
    this.#hash.add(checks);
    const cost = bill(this.#events);
    this.#hash.add(cost);
    return { ...head, events: this.#events, checks, bill: cost, hash: this.#hash.digest() };
  }
}
