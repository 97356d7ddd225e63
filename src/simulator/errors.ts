/** An error that knows the place in the scenario it is about, where its stack doesn't lead there. */
export class PlacedError extends Error {
  /** @param at Index of the line. */
  constructor(
    message: string,
    readonly at: number | undefined,
  ) {
    super(message);
  }
}

/** Nobody answered in time. Why, a caller can't know: the request was lost, or the answer, or all is merely slow. */
export class TimeoutError extends PlacedError {
  override name = "TimeoutError";

  /**
   * @param timeout How long the caller waited, in ms of its own clock.
   * @param at Index of the line of the call.
   */
  constructor(
    readonly callee: string,
    readonly method: string,
    readonly timeout: number,
    at: number | undefined,
  ) {
    super(`${callee} did not answer ${method} within ${timeout} ms`, at);
  }
}

/** The handler of a call threw; `cause` is what it threw. */
export class CallRefused extends Error {
  override name = "CallRefused";

  constructor(
    readonly callee: string,
    readonly method: string,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
