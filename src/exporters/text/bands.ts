import type { Row } from "./canvas.ts";
import type { Layout } from "./layout.ts";

/** The links that are cut or held: groups of nodes that can't reach each other. */
export interface Separation {
  readonly groups: readonly (readonly number[])[];
  /** Set when neighbours still reach each other, the last and the first included. */
  readonly ring?: true;
}

/** The bands between lifelines where messages are cut off, or held. */
export class Bands {
  readonly #layout: Layout;
  /** Cells of the bands of each partition that is open. */
  readonly #cuts = new Map<number, readonly number[]>();
  readonly #holds = new Map<number, readonly number[]>();
  #rows = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  cut(id: number, separation: Separation): void {
    this.#cuts.set(id, this.#cellsOf(separation));
  }

  heal(id: number): void {
    this.#cuts.delete(id);
  }

  hold(id: number, separation: Separation): void {
    this.#holds.set(id, this.#cellsOf(separation));
  }

  release(id: number): void {
    this.#holds.delete(id);
  }

  /** The cell of the first partition on the way from one node to another, if one lies between. */
  cutBetween(from: number, to: number): number | undefined {
    const { columns } = this.#layout;
    const [low, high] = [columns[from], columns[to]].sort((a, b) => a - b);
    const between = cells(this.#cuts).filter((x) => x > low && x < high);
    return from < to ? between[0] : between.at(-1);
  }

  /** Draws the bands on the next line of the picture. */
  draw(row: Row): void {
    for (const x of cells(this.#holds)) row.put(x, "╏", "warn");
    for (const x of cells(this.#cuts)) row.put(x, this.#rows % 2 === 0 ? "╲" : "╱", "bad");
    this.#rows++;
  }

  /** A band runs wherever a node stands left of the next one that it is separated from. */
  #cellsOf(separation: Separation): number[] {
    const { columns, gap } = this.#layout;
    const grouped = new Set(separation.groups.flat());
    const found: number[] = [];
    let before: number | undefined;
    for (const [node, x] of columns.entries()) {
      if (!grouped.has(node)) continue;
      if (before !== undefined && separates(separation, before, node)) found.push(x - Math.ceil(gap / 2));
      before = node;
    }
    return found;
  }
}

function cells(bands: ReadonlyMap<number, readonly number[]>): number[] {
  return [...new Set([...bands.values()].flat())].sort((a, b) => a - b);
}

/** Whether no group of one node is a group of the other, or next to one in a ring. */
function separates({ groups, ring }: Separation, a: number, b: number): boolean {
  return groups.every((group, index) => {
    if (!group.includes(a)) return true;
    if (group.includes(b)) return false;
    const next = groups[(index + 1) % groups.length];
    return !ring || !(next.includes(b) || groups.at(index - 1)!.includes(b));
  });
}
