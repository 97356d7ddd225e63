import { endOfValue, SIGN, skipSpace, startOf } from "./scan.ts";

/** The way to a value inside a JSON document: keys, and positions in lists. */
export type JsonPath = readonly (string | number)[];

/** A place in a text; line and column from 1, the column in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Writes a path as one would in code: `events[3].node`. */
export function formatPath(path: JsonPath): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}

/** The line and the column of a byte. */
export function placeOf(bytes: Uint8Array, offset: number): TextPlace {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0 && end < offset; end = bytes.indexOf(0x0a, start)) {
    line++;
    start = end + 1;
  }
  return { line, column: new TextDecoder().decode(bytes.subarray(start, offset)).length + 1 };
}

/** Offset of the value at the end of a path in a document that is JSON, or of the last one on the way that there is. */
export function offsetOf(bytes: Uint8Array, path: JsonPath): number {
  let at = startOf(bytes);
  for (const step of path) {
    const next = typeof step === "number" ? itemAt(bytes, at, step) : fieldAt(bytes, at, step);
    if (next === undefined) break;
    at = next;
  }
  return at;
}

function itemAt(bytes: Uint8Array, list: number, index: number): number | undefined {
  if (bytes[list] !== SIGN.openList) return undefined;
  let at = skipSpace(bytes, list + 1);
  for (let i = 0; i < index; i++) {
    at = skipSpace(bytes, endOfValue(bytes, at, bytes.length) ?? bytes.length);
    if (bytes[at] !== SIGN.comma) return undefined;
    at = skipSpace(bytes, at + 1);
  }
  return bytes[at] === SIGN.closeList ? undefined : at;
}

function fieldAt(bytes: Uint8Array, object: number, key: string): number | undefined {
  if (bytes[object] !== SIGN.openObject) return undefined;
  let found: number | undefined;
  for (let at = skipSpace(bytes, object + 1); bytes[at] === SIGN.quote;) {
    const end = endOfValue(bytes, at, bytes.length) ?? bytes.length;
    const value = skipSpace(bytes, skipSpace(bytes, end) + 1);
    // Of a key that is there twice, the last one counts.
    if (JSON.parse(new TextDecoder().decode(bytes.subarray(at, end))) === key) found = value;
    at = skipSpace(bytes, endOfValue(bytes, value, bytes.length) ?? bytes.length);
    if (bytes[at] === SIGN.comma) at = skipSpace(bytes, at + 1);
  }
  return found;
}
