import { operations } from "../../trace/operations.ts";
import type { RunIndex } from "./runIndex.ts";

/** Number of colours that tell operations apart; after the last one comes the first again. */
const TINTS = 6;

/** Which colour an event has where each client's operation has its own: from 0; nothing for one that belongs to none. */
export function tintOf({ trace }: RunIndex, event: number): number | undefined {
  const operation = operations(trace).of[event];
  return operation < 0 ? undefined : operation % TINTS;
}
