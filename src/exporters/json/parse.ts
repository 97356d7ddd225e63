import { findFault } from "./fault.ts";
import { JsonError } from "./jsonError.ts";
import { endOfValue, SIGN, skipSpace, startOf } from "./scan.ts";

/** So many bytes are parsed in a few ms. */
const PIECE = 1 << 18;
/** Lists and objects that are longer than a piece don't stand in more others than this. */
const DEEPEST = 300;
/** Characters that are quoted of what can't be read. */
const QUOTED = 20;

/**
 * Parses JSON in UTF-8 a piece at a time, also where it is longer than any text may be.
 * @param piece Bytes that are parsed in one go.
 * @returns What the document holds; until then it yields, every few ms, the number of bytes that are read.
 * @throws {JsonError}
 */
export function* parsingJson(bytes: Uint8Array, piece = PIECE): Generator<number, unknown> {
  const parser = new Parser(bytes, piece);
  const value = yield* parser.value(0);
  parser.end();
  return value;
}

class Parser {
  readonly #bytes: Uint8Array;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #piece: number;
  #at: number;

  constructor(bytes: Uint8Array, piece: number) {
    this.#bytes = bytes;
    this.#piece = piece;
    this.#at = startOf(bytes);
  }

  *value(depth: number): Generator<number, unknown> {
    const from = this.#at;
    const end = endOfValue(this.#bytes, from, this.#limit(from));
    if (end !== undefined) {
      this.#at = end;
      return this.#parse(from, end);
    }
    if (from + this.#piece >= this.#bytes.length) throw this.#fault(from, this.#bytes.length);
    if (depth === DEEPEST) throw new JsonError("is nested too deeply", from);
    switch (this.#bytes[from]) {
      case SIGN.openList:
        return yield* this.#list(depth);
      case SIGN.openObject:
        return yield* this.#fields(depth);
      default:
        // A text that goes on to the end of the document.
        throw this.#fault(from, this.#bytes.length);
    }
  }

  /** There must be nothing behind the value. */
  end(): void {
    this.#at = skipSpace(this.#bytes, this.#at);
    if (this.#at < this.#bytes.length) throw this.#unexpected();
  }

  /** A long list. Items that are short are parsed together. */
  *#list(depth: number): Generator<number, unknown[]> {
    const items: unknown[] = [];
    let more = this.#enter(SIGN.closeList);
    while (more) {
      const from = this.#at;
      const limit = this.#limit(from);
      let end = from;
      for (;;) {
        const next = endOfValue(this.#bytes, this.#at, limit);
        if (next === undefined || next === this.#at) break;
        this.#at = end = next;
        more = this.#next(SIGN.closeList);
        if (!more || this.#at >= limit) break;
      }
      if (end === from) {
        items.push(yield* this.value(depth + 1));
        more = this.#next(SIGN.closeList);
      } else {
        for (const item of this.#parse(from, end, "[", "]") as unknown[]) items.push(item);
      }
      yield this.#at;
    }
    return items;
  }

  /** A long object. */
  *#fields(depth: number): Generator<number, Record<string, unknown>> {
    const fields: Record<string, unknown> = {};
    let more = this.#enter(SIGN.closeObject);
    while (more) {
      const from = this.#at;
      if (this.#bytes[from] !== SIGN.quote) throw this.#unexpected();
      const end = endOfValue(this.#bytes, from, from + 1);
      if (end === undefined) throw this.#fault(from, this.#bytes.length);
      const key = this.#parse(from, end) as string;
      this.#at = skipSpace(this.#bytes, end);
      if (this.#bytes[this.#at] !== SIGN.colon) throw this.#unexpected();
      this.#at = skipSpace(this.#bytes, this.#at + 1);
      const value = yield* this.value(depth + 1);
      // A key named `__proto__` is a key like any other.
      Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true });
      more = this.#next(SIGN.closeObject);
      yield this.#at;
    }
    return fields;
  }

  /** Goes into a list or an object. @returns whether there is anything in it */
  #enter(closing: number): boolean {
    this.#at = skipSpace(this.#bytes, this.#at + 1);
    if (this.#bytes[this.#at] !== closing) return true;
    this.#at++;
    return false;
  }

  /** Goes on behind an item. @returns whether there is another one */
  #next(closing: number): boolean {
    this.#at = skipSpace(this.#bytes, this.#at);
    const sign = this.#bytes[this.#at];
    if (sign !== closing && sign !== SIGN.comma) throw this.#unexpected();
    this.#at = skipSpace(this.#bytes, this.#at + 1);
    return sign === SIGN.comma;
  }

  #limit(from: number): number {
    return Math.min(from + this.#piece, this.#bytes.length);
  }

  #parse(from: number, end: number, before = "", after = ""): unknown {
    try {
      return JSON.parse(before + this.#decoder.decode(this.#bytes.subarray(from, end)) + after) as unknown;
    } catch {
      throw this.#fault(from, end, before, after);
    }
  }

  /** What is there now can't be. */
  #unexpected(): JsonError {
    return this.#errorAt(this.#at);
  }

  /** What is wrong with a part of the document. */
  #fault(from: number, end: number, before = "", after = ""): JsonError {
    const text = before + this.#decoder.decode(this.#bytes.subarray(from, end));
    const atEnd = end === this.#bytes.length;
    const fault = findFault(atEnd ? text : text + after);
    if (fault === undefined) return new JsonError("can't be parsed", from);
    if (atEnd && fault.cutOff) return this.#errorAt(end);
    const good = text.slice(before.length, fault.offset);
    return this.#errorAt(from + new TextEncoder().encode(good).length);
  }

  #errorAt(offset: number): JsonError {
    if (offset >= this.#bytes.length) return new JsonError("is cut off: its end is missing", offset);
    const rest = this.#decoder.decode(this.#bytes.subarray(offset, offset + 4 * QUOTED));
    const [quote] = rest.slice(0, QUOTED).split(/\p{Cc}/u);
    return new JsonError(`is no JSON: “${quote}” can't stand there`, offset);
  }
}
