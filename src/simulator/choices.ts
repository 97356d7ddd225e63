/** A place where chance decides: one kind of decision at one link or node. */
export class ChoicePoint {
  /** How often it has decided so far. */
  count = 0;
  /** Hash of label and place. */
  readonly key: number;

  /**
   * @param label What is decided, such as `latency`.
   * @param place Where: the name of a node, or of a link as `from→to`.
   */
  constructor(
    readonly label: string,
    readonly place: string,
  ) {
    this.key = hashText(`${label} ${place}`);
  }
}

/**
 * The oracle through which every random decision of a run goes. Each point has a series of draws of its own, so
 * adding a fault or deleting a message leaves the draws of all other points as they were.
 */
export interface Choices {
  /** The next number of the point's series, uniform in [0, 1). */
  draw(point: ChoicePoint): number;
}

/** Draws that are a hash of (seed, label, place, count on that point). */
export class SeededChoices implements Choices {
  readonly #low: number;
  readonly #high: number;

  /** @param seed Any finite number. */
  constructor(seed: number) {
    this.#low = scramble(hashText(String(seed)));
    this.#high = scramble(this.#low ^ 0x5bd1e995);
  }

  draw(point: ChoicePoint): number {
    const count = point.count++;
    const low = scramble(this.#low ^ scramble(point.key + Math.imul(count, 0x9e3779b1)));
    const high = scramble(this.#high ^ low);
    return (high * 0x200000 + (low >>> 11)) / 0x20000000000000;
  }
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The 32-bit finalizer of MurmurHash3 (Appleby): every input bit flips every output bit half of the time. */
function scramble(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
