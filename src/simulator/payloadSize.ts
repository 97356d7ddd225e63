import { encode } from "../trace/encode.ts";
import type { Value } from "../trace/value.ts";
import type { Envelope } from "./message.ts";

/** Bytes that a message takes before it says anything: addresses, ports, checksums. */
const HEADER = 40;

/** Size of a message in bytes, taken for its name and its arguments as JSON in UTF-8, and a header of 40 bytes. */
export function payloadSize({ name, args }: Envelope): number {
  return HEADER + utf8Length(name) + args.reduce((sum: number, arg) => sum + sizeOfValue(encode(arg)), 0);
}

function sizeOfValue(value: Value): number {
  return utf8Length(JSON.stringify(value));
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
