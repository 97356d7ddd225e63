import { canonical } from "../canonical.ts";
import { isSend, type TraceEvent } from "../event.ts";
import type { Trace } from "../trace.ts";

/** More than there can be nodes, names or events. */
const ROOM = 2 ** 26;

/**
 * Numbers that stand for what happens to whom: two events of either run have the same one exactly when they are of
 * one kind, on the same node, and about the same thing, such as a method, a timer, or a check.
 */
export class Signatures {
  readonly #texts = new Map<string, number>();
  readonly #pairs = new Map<number, number>();

  /**
   * The signature of each event of a run.
   * @param nodes For each of its nodes a number that stands for it in both runs.
   */
  of(trace: Trace, nodes: Int32Array): Int32Array {
    const result = new Int32Array(trace.events.length);
    for (const event of trace.events) {
      const node = event.node === undefined ? -1 : nodes[event.node];
      const who = this.#pair(this.#text(event.kind), node + 1);
      result[event.index] = this.#pair(who, this.#about(trace, event, nodes));
    }
    return result;
  }

  #about(trace: Trace, event: TraceEvent, nodes: Int32Array): number {
    if (isSend(event)) {
      const what = this.#pair(this.#text(event.name), nodes[event.to] + 1);
      return event.kind === "forge" ? this.#pair(what, nodes[event.as] + 1) : what;
    }
    switch (event.kind) {
      case "timer":
        return this.#text(event.name);
      case "belief":
        return nodes[event.about] + 1;
      case "decide":
        return this.#text(canonical(event.slot));
      case "clock":
        return this.#text(event.by);
      case "violation":
        return this.#text(trace.checks[event.check]?.name ?? "");
      default:
        return 0;
    }
  }

  #text(text: string): number {
    let number = this.#texts.get(text);
    if (number === undefined) this.#texts.set(text, (number = this.#texts.size));
    return number;
  }

  #pair(first: number, second: number): number {
    const key = first * ROOM + second;
    let number = this.#pairs.get(key);
    if (number === undefined) this.#pairs.set(key, (number = this.#pairs.size));
    return number;
  }
}
