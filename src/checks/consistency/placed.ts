const BITS = 16;
const FULL = 0xffff;

/** Which operations have a place already: a set of small numbers that can be written as a short text. */
export class Placed {
  readonly #words: Uint16Array;
  /** Numbers below this one times {@link BITS} are in it. */
  #full = 0;

  constructor(size: number) {
    this.#words = new Uint16Array(Math.ceil(size / BITS));
  }

  has(number: number): boolean {
    return (this.#words[number >> 4] & (1 << (number & 15))) !== 0;
  }

  add(number: number): void {
    this.#words[number >> 4] |= 1 << (number & 15);
    while (this.#words[this.#full] === FULL) this.#full++;
  }

  delete(number: number): void {
    const word = number >> 4;
    this.#words[word] &= ~(1 << (number & 15));
    if (word < this.#full) this.#full = word;
  }

  /** Whether every number of `other` is in it. */
  covers(other: Placed): boolean {
    return other.#words.every((word, index) => (word & ~this.#words[index]) === 0);
  }

  copy(): Placed {
    const copy = new Placed(this.#words.length * BITS);
    copy.#words.set(this.#words);
    copy.#full = this.#full;
    return copy;
  }

  /** A text that two sets of one size share exactly when they are equal. */
  key(): string {
    let end = this.#words.length;
    while (end > this.#full && this.#words[end - 1] === 0) end--;
    let key = String.fromCharCode(this.#full);
    for (let index = this.#full; index < end; index++) key += String.fromCharCode(this.#words[index]);
    return key;
  }
}
