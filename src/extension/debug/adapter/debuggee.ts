import type { Trace } from "../../../trace/trace.ts";

/** The recorded run that is debugged, and the place in it, which the debugger shares with others. */
export interface Debuggee {
  /** The run as it is now; another object when it has been made anew. */
  readonly trace: Trace;
  /** Index of the event at which everyone stands. */
  readonly step: number;
  /** Goes to an event. */
  moveTo(step: number): void;
  /** How the client of the protocol names a source file of the run. */
  pathOf(file: string): string;
  /** The other way round; `undefined` for a file that is none of the run. */
  fileOf(path: string): string | undefined;
  /** The text of a source file of the run; `undefined` when it can't be had. */
  textOf(file: string): string | undefined;
}
