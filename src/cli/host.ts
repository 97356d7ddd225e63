/** A stream that the command line writes to. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Cells per line of the terminal; absent when it isn't one. */
  readonly columns?: number;
}

/** What the command line needs of its surroundings. */
export interface Host {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path that relative ones start from. */
  readonly folder: string;
  /** Folder of the built product, in which the worker and the types are; ends in a slash. */
  readonly dist: URL;
  /** Aborted when the user wants it to end. */
  readonly signal: AbortSignal;
}

/** How the process ends. */
export const EXIT = {
  /** All as expected. */
  ok: 0,
  /** A check failed. */
  failed: 1,
  /** Something could not run. */
  unable: 2,
  /** A budget was used up before it could be said. */
  undecided: 3,
  /** The user ended it, as shells report it. */
  interrupted: 130,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something is wrong with what the user asked for: shown without a stack trace, with exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Whether to colour what is written there: on a terminal, unless the environment says otherwise. */
export function hasColor({ env }: Host, output: Output): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force !== undefined) return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return output.isTTY && terminal !== "dumb";
}
