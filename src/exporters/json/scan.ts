import { JsonError } from "./jsonError.ts";

/** Lists and objects may stand in so many others: readers go into each by a call. */
const DEEPEST = 1000;

/** The characters that give JSON its structure. */
export const SIGN = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  backslash: 0x5c,
  openList: 0x5b,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

/** Where the value of a document begins: behind a byte order mark, and white space. */
export function startOf(bytes: Uint8Array): number {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return skipSpace(bytes, marked ? 3 : 0);
}

/** Where the next thing that is not white space begins. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  return at;
}

/**
 * Finds the end of the JSON value that begins at `from`, without reading what is in it.
 * @param limit Where to give up a list or an object.
 * @returns Offset behind it, `from` where no value begins; nothing when it goes on
 * @throws {JsonError} if it is nested too deeply
 */
export function endOfValue(bytes: Uint8Array, from: number, limit: number): number | undefined {
  let depth = 0;
  let at = from;
  for (; at < (depth > 0 ? limit : bytes.length); at++) {
    switch (bytes[at]) {
      case SIGN.quote:
        if (depth === 0 && at > from) return at;
        at = endOfText(bytes, at) - 1;
        if (depth === 0) return at < bytes.length ? at + 1 : undefined;
        break;
      case SIGN.openList:
      case SIGN.openObject:
        if (depth === 0 && at > from) return at;
        if (++depth > DEEPEST) throw new JsonError("is nested too deeply", at);
        break;
      case SIGN.closeList:
      case SIGN.closeObject:
        if (--depth === 0) return at + 1;
        if (depth < 0) return at;
        break;
      case SIGN.comma:
      case SIGN.colon:
      case 0x20:
      case 0x0a:
      case 0x0d:
      case 0x09:
        if (depth === 0) return at;
    }
  }
  return depth === 0 && at === bytes.length ? at : undefined;
}

/** Offset behind the quote that closes a text; beyond the last byte when none does. */
function endOfText(bytes: Uint8Array, opening: number): number {
  for (let from = opening + 1; ;) {
    const quote = bytes.indexOf(SIGN.quote, from);
    if (quote < 0) return bytes.length + 1;
    let escapes = quote;
    while (bytes[escapes - 1] === SIGN.backslash) escapes--;
    if ((quote - escapes) % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}
