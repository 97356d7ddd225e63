const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/**
 * A running hash over JSON-able values, to tell whether two runs are the same. It reads the values themselves and
 * not their text, which would cost more than the simulation. Fields that are `undefined` don't count, as in JSON.
 * Not for secrets.
 */
export class StructureHash {
  #a = 0x811c9dc5;
  #b = 0x9747b28c;
  readonly #keys = new Map<string, number>();

  add(value: unknown): void {
    switch (typeof value) {
      case "number":
        this.#addNumber(value);
        break;
      case "string":
        this.#mix(0x53);
        this.#addText(value);
        break;
      case "boolean":
        this.#mix(value ? 0x54 : 0x46);
        break;
      case "object":
        if (value === null) this.#mix(0x4e);
        else if (Array.isArray(value)) this.#addList(value);
        else this.#addFields(value as Record<string, unknown>);
        break;
      default:
        throw new TypeError(`a ${typeof value} can't be hashed`);
    }
  }

  /** 16 hexadecimal digits for all that was added so far. */
  digest(): string {
    return hex(this.#a) + hex(this.#b);
  }

  #addNumber(value: number): void {
    if ((value | 0) === value && !Object.is(value, -0)) {
      this.#mix(0x49);
      this.#mix(value);
      return;
    }
    float[0] = value;
    this.#mix(0x44);
    this.#mix(words[0]);
    this.#mix(words[1]);
  }

  #addText(text: string): void {
    this.#mix(text.length);
    for (let i = 0; i < text.length; i++) this.#mix(text.charCodeAt(i));
  }

  #addList(list: readonly unknown[]): void {
    this.#mix(0x4c);
    this.#mix(list.length);
    for (const item of list) this.add(item);
  }

  #addFields(fields: Readonly<Record<string, unknown>>): void {
    this.#mix(0x7b);
    for (const key in fields) {
      const value = fields[key];
      if (value === undefined) continue;
      this.#mix(this.#keyHash(key));
      this.add(value);
    }
    this.#mix(0x7d);
  }

  /** Few keys recur in all events, so each is read once. */
  #keyHash(key: string): number {
    let hash = this.#keys.get(key);
    if (hash === undefined) {
      hash = 0x811c9dc5;
      for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
      this.#keys.set(key, hash);
    }
    return hash;
  }

  /** One round each of FNV-1a and of a multiply-shift hash, with different constants. */
  #mix(word: number): void {
    this.#a = Math.imul(this.#a ^ word, 0x01000193);
    const b = Math.imul(this.#b ^ word, 0x85ebca6b);
    this.#b = b ^ (b >>> 15);
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
