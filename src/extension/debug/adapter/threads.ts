import type { DebugProtocol } from "@vscode/debugprotocol";
import { lastUpTo } from "../../../trace/ascending.ts";
import { conditionAt } from "../../../trace/condition.ts";
import type { Trace } from "../../../trace/trace.ts";

/** What the world around the nodes is called, as a thread. */
const WORLD = "network";

/** The nodes and clients of a run as threads, and one more on which everything happens that happens on none of them. */
export class Threads {
  readonly #trace: Trace;
  /** The events of each thread, ascending. */
  readonly #events: readonly number[][];

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#events = [...trace.nodes, WORLD].map(() => []);
    for (const { index, node = trace.nodes.length } of trace.events) this.#events[node].push(index);
  }

  /** All threads; those that aren't up after an event say so. */
  at(step: number): DebugProtocol.Thread[] {
    const nodes = this.#trace.nodes.map(({ name, kind }, node) => {
      const condition = kind === "node" ? conditionAt(this.#trace, node, step) : "up";
      return { id: node + 1, name: condition === "up" ? name : `${name} (${condition})` };
    });
    return [...nodes, { id: this.#events.length, name: WORLD }];
  }

  /** The thread on which an event happens. */
  of(event: number): number {
    return (this.#trace.events[event].node ?? this.#trace.nodes.length) + 1;
  }

  /** The latest event of a thread up to an event; `undefined` when there is none. */
  latest(thread: number, step: number): number | undefined {
    const events = this.#events.at(thread - 1) ?? [];
    const last = lastUpTo(events, step);
    return last < 0 ? undefined : events[last];
  }

  /** The first event of a thread after an event; `undefined` when there is none. */
  after(thread: number, step: number): number | undefined {
    const events = this.#events.at(thread - 1) ?? [];
    return events.at(lastUpTo(events, step) + 1);
  }
}
