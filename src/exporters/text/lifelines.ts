import type { TraceEvent } from "../../trace/event.ts";
import type { Trace } from "../../trace/trace.ts";
import { Bands } from "./bands.ts";
import { Row } from "./canvas.ts";
import type { Style } from "./canvas.ts";
import type { Layout } from "./layout.ts";

/** What stands behind the arrows at a moment of the run: who is up, which links are cut, whose copies differ. */
export class Lifelines {
  readonly #trace: Trace;
  readonly #layout: Layout;
  readonly #bands: Bands;
  readonly #up: boolean[];
  readonly #paused = new Set<number>();
  readonly #slow = new Set<number>();
  readonly #busy = new Set<number>();
  /** Nodes whose copies differ, by the check that compares them. */
  readonly #diverging = new Map<number, readonly number[]>();

  constructor(trace: Trace, layout: Layout) {
    this.#trace = trace;
    this.#layout = layout;
    this.#bands = new Bands(layout);
    const late = new Set(trace.events.flatMap(({ kind, node }) => (kind === "start" ? [node] : [])));
    this.#up = trace.nodes.map((_, index) => !late.has(index));
  }

  /** Takes note of what the event changes. */
  apply(event: TraceEvent): void {
    switch (event.kind) {
      case "start":
      case "restart":
        this.#up[event.node] = true;
        break;
      case "crash":
      case "leave":
        this.#up[event.node] = false;
        this.#paused.delete(event.node);
        this.#busy.delete(event.node);
        break;
      case "pause":
        this.#paused.add(event.node);
        break;
      case "resume":
        this.#paused.delete(event.node);
        break;
      case "slow":
        if (event.by > 0) this.#slow.add(event.node);
        else this.#slow.delete(event.node);
        break;
      case "work":
        this.#busy.add(event.node);
        break;
      case "timer":
        if (event.name === "work") this.#busy.delete(event.node);
        break;
      case "partition":
        this.#bands.cut(event.cut, event);
        break;
      case "heal":
        this.#bands.heal(event.cut);
        break;
      case "hold":
        this.#bands.hold(event.hold, event);
        break;
      case "release":
        this.#bands.release(event.hold);
        break;
      default:
    }
  }

  /** From now on the copies of these nodes differ; with none, the copies of the check agree. */
  setDiverging(check: number, nodes: readonly number[]): void {
    if (nodes.length > 0) this.#diverging.set(check, nodes);
    else this.#diverging.delete(check);
  }

  /** The cell of the first partition on the way from one node to another, if one lies between. */
  cutBetween(from: number, to: number): number | undefined {
    return this.#bands.cutBetween(from, to);
  }

  /** A line with the lifelines and what separates them on it, to be written over. */
  row(): Row {
    const row = new Row(this.#layout.width);
    const diverging = new Set([...this.#diverging.values()].flat());
    for (const index of this.#trace.nodes.keys()) {
      if (!this.#up[index]) continue;
      const { line, style } = this.#lineOf(index, diverging.has(index));
      row.put(this.#layout.columns[index], line, style);
    }
    this.#bands.draw(row);
    return row;
  }

  /** What a node is drawn as: that it can't act says more than that its copy differs, which the colour says too. */
  #lineOf(node: number, diverging: boolean): { line: string; style: Style } {
    const style = diverging ? "warn" : "dim";
    if (this.#paused.has(node)) return { line: "▒", style };
    if (this.#busy.has(node)) return { line: "┃", style };
    if (this.#slow.has(node)) return { line: "░", style };
    if (diverging) return { line: "║", style };
    return { line: this.#trace.nodes[node].kind === "client" ? "┊" : "│", style };
  }
}
