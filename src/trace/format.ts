import { isSpecial } from "./special.ts";
import type { SpecialValue, Value } from "./value.ts";

/** Ends a shortened text. */
const ELLIPSIS = "…";

/**
 * Writes a value the way a JavaScript console does: `["ana"]`, `{stock: 1}`, `Map(1) {"a" → 1}`, `12n`.
 *
 * A text longer than `maxLength` UTF-16 units is cut there and ends in `…`; work stops at that point too, so a
 * huge value costs no more than the text shown.
 */
export function formatValue(value: Value, maxLength = Infinity): string {
  const text = new ShortText(maxLength);
  writeValue(text, value);
  return text.toString();
}

/** Writes a message as a call: `sold("ana")`. Shortened like {@link formatValue}, the name last of all. */
export function formatCall(name: string, args: readonly Value[], maxLength = Infinity): string {
  const text = new ShortText(maxLength);
  text.add(name);
  text.add("(");
  writeList(text, args, (arg) => writeValue(text, arg));
  text.add(")");
  return text.toString();
}

/** In days. */
const YEAR = 365;

/**
 * Writes a span of time, given in ms, to about three digits: `57 ms`, `57.3 ms`, `1.25 s`, `2 min 5 s`, `3 h`, `2 d 5 h`,
 * `285 y`.
 */
export function formatTime(ms: number): string {
  if (ms < 0) return `-${formatTime(-ms)}`;
  if (!Number.isFinite(ms)) return `${Number.isNaN(ms) ? "?" : "∞"} ms`;
  const milliseconds = round(ms, ms < 1 ? 3 : ms < 100 ? 2 : 1);
  if (milliseconds < 1000) return `${milliseconds} ms`;
  const seconds = round(ms / 1000, ms < 10_000 ? 3 : 2);
  if (seconds < 60) return `${seconds} s`;
  const whole = Math.round(ms / 1000);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return withRest(`${minutes} min`, whole % 60, "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return withRest(`${hours} h`, minutes % 60, "min");
  const days = Math.floor(hours / 24);
  if (days < 100) return withRest(`${days} d`, hours % 24, "h");
  const years = Math.floor(days / YEAR);
  if (years < 2) return `${days} d`;
  return years < 10 ? withRest(`${years} y`, days % YEAR, "d") : `${years} y`;
}

/** Writes a number with what it counts, in English: `1 event`, `2 events`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Cuts a text to `maxLength` UTF-16 units, the last one `…`; never between the halves of a surrogate pair. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  if (maxLength < 1) return "";
  let end = maxLength - 1;
  if (isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end) + ELLIPSIS;
}

/** A text that stops growing once it is longer than may be shown. */
class ShortText {
  readonly #maxLength: number;
  #text = "";

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** Whether anything added now would be cut off. */
  get full(): boolean {
    return this.#text.length > this.#maxLength;
  }

  add(text: string): void {
    if (!this.full) this.#text += text;
  }

  /** Adds a string in quotes, without escaping more of it than fits. */
  addQuoted(text: string): void {
    const room = this.#maxLength - this.#text.length + 1;
    this.add(JSON.stringify(text.length > room ? text.slice(0, Math.max(0, room)) : text));
  }

  toString(): string {
    return shorten(this.#text, this.#maxLength);
  }
}

function writeValue(text: ShortText, value: Value): void {
  if (text.full) return;
  if (typeof value === "string") text.addQuoted(value);
  else if (value === null || typeof value !== "object") text.add(String(value));
  else if (isList(value)) {
    text.add("[");
    writeList(text, value, (item) => writeValue(text, item));
    text.add("]");
  } else if (isSpecial(value)) writeSpecial(text, value);
  else writeObject(text, Object.entries(value));
}

function writeSpecial(text: ShortText, value: SpecialValue): void {
  if ("$undefined" in value) text.add("undefined");
  else if ("$number" in value) text.add(value.$number);
  else if ("$bigint" in value) text.add(`${value.$bigint}n`);
  else if ("$date" in value) text.add(formatDate(value.$date));
  else if ("$map" in value) {
    text.add(`Map(${value.$map.length}) {`);
    writeList(text, value.$map, ([key, item]) => {
      writeValue(text, key);
      text.add(" → ");
      writeValue(text, item);
    });
    text.add("}");
  } else if ("$set" in value) {
    text.add(`Set(${value.$set.length}) {`);
    writeList(text, value.$set, (item) => writeValue(text, item));
    text.add("}");
  } else if ("$bytes" in value) {
    text.add(`Bytes(${value.$bytes.length}) [`);
    writeList(text, value.$bytes, (byte) => text.add(byte.toString(16).padStart(2, "0")), " ");
    text.add("]");
  } else if ("$node" in value) text.add(value.$node);
  else if ("$object" in value) writeObject(text, value.$object);
  else if ("$opaque" in value) text.add(`‹${value.$opaque}›`);
  else text.add(`${ELLIPSIS} ${value.$cut}`);
}

function writeObject(text: ShortText, entries: readonly (readonly [string, Value])[]): void {
  text.add("{");
  writeList(text, entries, ([key, item]) => {
    if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)) text.add(key);
    else text.addQuoted(key);
    text.add(": ");
    writeValue(text, item);
  });
  text.add("}");
}

function writeList<T>(
  text: ShortText,
  items: readonly T[],
  write: (item: T) => void,
  separator = ", ",
): void {
  for (const [index, item] of items.entries()) {
    if (text.full) return;
    if (index > 0) text.add(separator);
    write(item);
  }
}

function formatDate(ms: number | null): string {
  const date = new Date(ms ?? NaN);
  return Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString();
}

/** `Array.isArray` that also narrows readonly arrays. */
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function withRest(whole: string, rest: number, unit: string): string {
  return rest === 0 ? whole : `${whole} ${rest} ${unit}`;
}
