/** A running hash over text, to tell whether two runs are the same. Not for secrets. */
export class TextHash {
  #a = 0x811c9dc5;
  #b = 0x9747b28c;

  add(text: string): void {
    let a = this.#a;
    let b = this.#b;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b);
      b ^= b >>> 15;
    }
    this.#a = a;
    this.#b = b;
  }

  /** 16 hexadecimal digits for all text added so far. */
  digest(): string {
    return hex(this.#a) + hex(this.#b);
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
