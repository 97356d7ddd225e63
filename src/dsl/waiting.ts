import type { Simulator } from "../simulator/simulator.ts";
import { encode } from "../trace/encode.ts";
import { formatCall, formatTime } from "../trace/format.ts";

/** A call that still waits for its answer. */
export interface WaitingCall {
  /** Whether a client made it, so that the script may wait for it. */
  readonly byClient: boolean;
  /** Who waits for whom, in a clause. */
  readonly text: string;
  /** Index of the line that made the call. */
  readonly at: number | undefined;
}

/** The calls that still wait for an answer, oldest first. */
export function waitingCalls(simulator: Simulator): WaitingCall[] {
  return [...simulator.calls.pending].map(({ caller, callee, name, args, since, at }) => ({
    byClient: caller.program === undefined,
    text:
      `${caller.name} waits for ${callee.name} to answer ` +
      `${formatCall(
        name,
        args.map((arg) => encode(arg)),
        60,
      )} since ${formatTime(since)}`,
    at,
  }));
}
