import { crosses, halfHeight, overlap, type Box, type Segment } from "./box.ts";

/** A place where a label could go. */
export interface Candidate extends Box {
  /** How unwelcome the place is by itself: 1 is as bad as running across one line. */
  readonly cost?: number;
}

/** Height of the strips into which the picture is divided to find neighbours, in px. */
const STRIP = 48;
/** What meets more strips than this is in none of them, but near to everything: there is hardly ever any of it. */
const MOST_STRIPS = 1000;

/**
 * Finds room for labels so that none covers another.
 *
 * What was placed once stays where it is, so that nothing moves while one scrolls.
 */
export class LabelBoard {
  readonly #boxes = new Strips<Box>();
  readonly #lines = new Strips<Segment>();
  readonly #decided = new Map<string, Candidate | undefined>();
  readonly #known = new Set<string>();

  /** Keeps labels off a box. A second call with the same key changes nothing. */
  block(key: string, box: Box): void {
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#boxes.add(box, box.y - halfHeight(box), box.y + halfHeight(box));
  }

  /** Makes labels avoid a line where they can. A second call with the same key changes nothing. */
  avoid(key: string, line: Segment): void {
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#lines.add(line, Math.min(line.y1, line.y2), Math.max(line.y1, line.y2));
  }

  /**
   * Chooses the candidate that covers no other label and crosses the fewest lines, and keeps it.
   * @param key Identity of the label; the first decision for it holds.
   * @param candidates Asked for one by one, until one is as good as any can be.
   * @param worst No place at all is better than one that costs as much as this.
   * @returns `undefined` when there is no room.
   */
  place<T extends Candidate>(key: string, candidates: Iterable<T>, worst = Infinity): T | undefined {
    // The decision for a key is always one of the candidates of that key.
    if (this.#decided.has(key)) return this.#decided.get(key) as T | undefined;
    let best: T | undefined;
    let least = worst;
    for (const candidate of candidates) {
      const cost = candidate.cost ?? 0;
      if (cost >= least || this.#covers(candidate)) continue;
      const total = cost + this.#crossings(candidate, least - cost);
      if (total >= least) continue;
      best = candidate;
      least = total;
      if (least <= 0) break;
    }
    this.#decided.set(key, best);
    if (best) this.#boxes.add(best, best.y - halfHeight(best), best.y + halfHeight(best));
    return best;
  }

  #covers(box: Box): boolean {
    const half = halfHeight(box);
    return this.#boxes.some(box.y - half, box.y + half, (other) => overlap(box, other));
  }

  /** How many lines run through a box; counting stops at `enough`. */
  #crossings(box: Box, enough: number): number {
    const half = halfHeight(box);
    const reach = (box.width + box.height) / 2;
    let count = 0;
    this.#lines.some(box.y - half, box.y + half, (line) => {
      const beside = Math.min(line.x1, line.x2) > box.x + reach || Math.max(line.x1, line.x2) < box.x - reach;
      if (!beside && crosses(line, box)) count++;
      return count >= enough;
    });
    return count;
  }
}

/** Things with a vertical extent, to be found by it. */
class Strips<T> {
  readonly #strips = new Map<number, { readonly item: T; readonly first: number }[]>();
  readonly #tall: T[] = [];

  add(item: T, top: number, bottom: number): void {
    const first = Math.floor(top / STRIP);
    const last = Math.floor(bottom / STRIP);
    if (!(last - first < MOST_STRIPS)) {
      this.#tall.push(item);
      return;
    }
    for (let strip = first; strip <= last; strip++) {
      const items = this.#strips.get(strip);
      if (items) items.push({ item, first });
      else this.#strips.set(strip, [{ item, first }]);
    }
  }

  /** Whether one of the things near the extent passes the test; each is asked at most once. */
  some(top: number, bottom: number, test: (item: T) => boolean): boolean {
    const start = Math.floor(top / STRIP);
    for (let strip = start; strip <= Math.floor(bottom / STRIP); strip++) {
      for (const { item, first } of this.#strips.get(strip) ?? []) {
        const seen = strip > start && first < strip;
        if (!seen && test(item)) return true;
      }
    }
    return this.#tall.some(test);
  }
}
