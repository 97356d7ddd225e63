import type { TraceEvent } from "../../trace/event.ts";
import type { Trace } from "../../trace/trace.ts";
import { Row } from "./canvas.ts";
import type { Layout } from "./layout.ts";

type Partition = Extract<TraceEvent, { kind: "partition" }>;

/** What stands behind the arrows at a moment of the run: who is up, which links are cut, whose copies differ. */
export class Lifelines {
  readonly #trace: Trace;
  readonly #layout: Layout;
  readonly #up: boolean[];
  /** Cells of the jagged lines of each open partition. */
  readonly #cuts = new Map<number, readonly number[]>();
  /** Nodes whose copies differ, by the check that compares them. */
  readonly #diverging = new Map<number, readonly number[]>();
  #rows = 0;

  constructor(trace: Trace, layout: Layout) {
    this.#trace = trace;
    this.#layout = layout;
    const late = new Set(trace.events.flatMap(({ kind, node }) => (kind === "start" ? [node] : [])));
    this.#up = trace.nodes.map((_, index) => !late.has(index));
  }

  /** Takes note of what the event changes. */
  apply(event: TraceEvent): void {
    if (event.kind === "start" || event.kind === "restart") this.#up[event.node] = true;
    else if (event.kind === "crash") this.#up[event.node] = false;
    else if (event.kind === "partition") this.#cuts.set(event.cut, this.#jagsOf(event));
    else if (event.kind === "heal") this.#cuts.delete(event.cut);
  }

  /** From now on the copies of these nodes differ; with none, the copies of the check agree. */
  setDiverging(check: number, nodes: readonly number[]): void {
    if (nodes.length > 0) this.#diverging.set(check, nodes);
    else this.#diverging.delete(check);
  }

  /** The cell of the first jagged line on the way from one node to another, if a partition lies between. */
  cutBetween(from: number, to: number): number | undefined {
    const { columns } = this.#layout;
    const [low, high] = [columns[from], columns[to]].sort((a, b) => a - b);
    const between = this.#jags().filter((x) => x > low && x < high);
    return from < to ? between[0] : between.at(-1);
  }

  /** A line with the lifelines and partitions on it, to be written over. */
  row(): Row {
    const row = new Row(this.#layout.width);
    const diverging = new Set([...this.#diverging.values()].flat());
    for (const [index, { kind }] of this.#trace.nodes.entries()) {
      if (!this.#up[index]) continue;
      if (diverging.has(index)) row.put(this.#layout.columns[index], "║", "warn");
      else row.put(this.#layout.columns[index], kind === "client" ? "┊" : "│", "dim");
    }
    for (const x of this.#jags()) row.put(x, this.#rows % 2 === 0 ? "╲" : "╱", "bad");
    this.#rows++;
    return row;
  }

  #jags(): number[] {
    return [...new Set([...this.#cuts.values()].flat())].sort((a, b) => a - b);
  }

  /** A jagged line runs wherever a node stands left of the next one of another group. */
  #jagsOf({ groups }: Partition): number[] {
    const groupOf = new Map(groups.flatMap((group, index) => group.map((node) => [node, index] as const)));
    const { columns, gap } = this.#layout;
    const jags: number[] = [];
    let before: number | undefined;
    for (const [node, x] of columns.entries()) {
      const group = groupOf.get(node);
      if (group === undefined) continue;
      if (before !== undefined && group !== before) jags.push(x - Math.ceil(gap / 2));
      before = group;
    }
    return jags;
  }
}
