import { PresentCopies } from "../trace/divergence.ts";
import { encode } from "../trace/encode.ts";
import { formatValue } from "../trace/format.ts";
import type { CopyChange, Location } from "../trace/trace.ts";
import type { Value } from "../trace/value.ts";
import type { Check, Finding, Moment, RunView } from "./check.ts";

/** One of the copies that ought to agree. */
export interface Copy {
  /** Index into `Trace.nodes`. */
  readonly node: number;
  readonly name: string;
  /** Its value now; `undefined` while its node is down. */
  read(): { readonly value: unknown } | undefined;
}

/** Rings when the copies have differed for too long. */
interface Alarm {
  readonly time: number;
  rung: boolean;
  cancel(): void;
}

/**
 * Copies of one thing that ought to be equal. They may differ for a while; when the run ends they must agree, or,
 * with a bound, never differ for longer than that while no fault is active.
 */
export class Agree implements Check {
  readonly kind = "agree";
  readonly name: string;
  readonly location: Location | undefined;
  readonly copies: CopyChange[] = [];
  readonly #sources: readonly Copy[];
  readonly #run: RunView;
  readonly #within: number | undefined;
  readonly #present = new PresentCopies();
  readonly #last = new Map<number, Value | undefined>();
  #differSince: number | undefined;
  #alarm: Alarm | undefined;
  #fresh = true;

  /** @param within In ms; the end of the run counts when absent. */
  constructor(
    name: string,
    location: Location | undefined,
    sources: readonly Copy[],
    run: RunView,
    within: number | undefined,
  ) {
    this.name = name;
    this.location = location;
    this.#sources = sources;
    this.#run = run;
    this.#within = within;
  }

  afterStep({ event, time, touched }: Moment): Finding | undefined {
    let changed = false;
    for (const source of this.#sources) {
      if (this.#fresh || touched.includes(source.node)) changed = this.#take(source, event) || changed;
    }
    this.#fresh = false;
    if (changed) this.#differSince = this.#present.differ ? (this.#differSince ?? time) : undefined;
    return this.#within === undefined ? undefined : this.#checkBound(this.#within);
  }

  atEnd(): Finding {
    if (!this.#present.differ) return { status: "passed", message: "the copies agree at the end" };
    return { status: "violated", message: `the copies differ at the end: ${this.#describe()}` };
  }

  #take(source: Copy, event: number): boolean {
    const read = source.read();
    const before = this.#last.get(source.node);
    const value = read === undefined ? undefined : encode(read.value, before);
    if (value === before && this.#last.has(source.node)) return false;
    this.#last.set(source.node, value);
    const change = { event, node: source.node, ...(value === undefined ? {} : { value }) };
    if (!this.#present.set(change)) return false;
    this.copies.push(change);
    return true;
  }

  #checkBound(within: number): Finding | undefined {
    const { calmSince } = this.#run;
    if (this.#differSince === undefined || calmSince === undefined) {
      this.#setAlarm(undefined);
      return undefined;
    }
    const limit = Math.max(this.#differSince, calmSince) + within;
    if (this.#alarm?.rung === true) {
      return {
        status: "violated",
        message: `the copies still differ after ${within} ms without a fault: ${this.#describe()}`,
      };
    }
    this.#setAlarm(limit);
    return undefined;
  }

  #setAlarm(time: number | undefined): void {
    if (this.#alarm?.time === time) return;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    if (time === undefined) return;
    const alarm: Alarm = { time, rung: false, cancel: this.#run.lookAt(time, () => (alarm.rung = true)) };
    this.#alarm = alarm;
  }

  #describe(): string {
    const names = new Map(this.#sources.map(({ node, name }) => [node, name]));
    return this.#present
      .groups()
      .map(
        ({ value, nodes }) => `${nodes.map((node) => names.get(node)).join(", ")}: ${formatValue(value, 80)}`,
      )
      .join("; ");
  }
}
