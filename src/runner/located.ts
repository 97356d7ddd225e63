import type { Location, RunError } from "../trace/trace.ts";

/** A file can't be run: says why and where. */
export class LocatedError extends Error {
  override name = "LocatedError";

  constructor(
    message: string,
    readonly location: Location,
  ) {
    super(message);
  }

  toRunError(): RunError {
    return { message: this.message, location: this.location };
  }
}
