import { crosses, halfHeight, overlap, type Box, type Segment } from "./box.ts";

/** A place where a label could go. */
export interface Candidate extends Box {
  /** How unwelcome the place is by itself: 1 is as bad as running across one line. */
  readonly cost?: number;
}

const BUCKET = 64;

/**
 * Finds room for labels so that none covers another.
 *
 * What was placed once stays where it is, so that nothing moves while one scrolls.
 */
export class LabelBoard {
  readonly #boxes = new Map<number, Box[]>();
  readonly #lines = new Map<number, Segment[]>();
  readonly #decided = new Map<string, Candidate | undefined>();
  readonly #known = new Set<string>();

  /** Keeps labels off a box. A second call with the same key changes nothing. */
  block(key: string, box: Box): void {
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#add(this.#boxes, box, box.y - halfHeight(box), box.y + halfHeight(box));
  }

  /** Makes labels avoid a line where they can. A second call with the same key changes nothing. */
  avoid(key: string, line: Segment): void {
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#add(this.#lines, line, Math.min(line.y1, line.y2), Math.max(line.y1, line.y2));
  }

  /**
   * Chooses the candidate that covers no other label and crosses the fewest lines, and keeps it.
   * @param key Identity of the label; the first decision for it holds.
   * @returns `undefined` when there is no room.
   */
  place<T extends Candidate>(key: string, candidates: readonly T[]): T | undefined {
    // The decision for a key is always one of the candidates of that key.
    if (this.#decided.has(key)) return this.#decided.get(key) as T | undefined;
    let best: T | undefined;
    let least = Infinity;
    for (const candidate of candidates) {
      const cost = candidate.cost ?? 0;
      if (cost >= least || this.#covers(candidate)) continue;
      const total = cost + this.#crossings(candidate);
      if (total >= least) continue;
      best = candidate;
      least = total;
    }
    this.#decided.set(key, best);
    if (best) this.#add(this.#boxes, best, best.y - halfHeight(best), best.y + halfHeight(best));
    return best;
  }

  #covers(box: Box): boolean {
    return this.#near(this.#boxes, box).some((other) => overlap(box, other));
  }

  #crossings(box: Box): number {
    return new Set(this.#near(this.#lines, box).filter((line) => crosses(line, box))).size;
  }

  #near<T>(buckets: ReadonlyMap<number, readonly T[]>, box: Box): T[] {
    const found: T[] = [];
    const last = Math.floor((box.y + halfHeight(box)) / BUCKET);
    for (let bucket = Math.floor((box.y - halfHeight(box)) / BUCKET); bucket <= last; bucket++) {
      found.push(...(buckets.get(bucket) ?? []));
    }
    return found;
  }

  #add<T>(buckets: Map<number, T[]>, item: T, top: number, bottom: number): void {
    for (let bucket = Math.floor(top / BUCKET); bucket <= Math.floor(bottom / BUCKET); bucket++) {
      const items = buckets.get(bucket);
      if (items) items.push(item);
      else buckets.set(bucket, [item]);
    }
  }
}
