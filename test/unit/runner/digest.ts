import { toJson } from "../../../src/exporters/json.ts";
import type { Trace } from "../../../src/trace/trace.ts";

/** What tells one trace from another: its own hash, and length and checksum of its bytes. */
export function digest(trace: Trace): string {
  return digestText(trace.scenario, trace.hash, toJson(trace));
}

/** The same for a trace that was written to a file. */
export function digestText(scenario: string, hash: string, text: string): string {
  return `${scenario}: ${hash} ${text.length} ${checksum(text)}`;
}

/** The trace's own way of hashing has no part in this one. */
function checksum(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) % 0x1fffffffffff;
  return sum;
}
