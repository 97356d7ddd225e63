export { CallRefused, TimeoutError } from "../simulator/errors.ts";

/** A scenario says something that makes no sense; the message says what and how to mend it. */
export class ScenarioError extends Error {
  override name = "ScenarioError";
}

/** @throws {ScenarioError} Unless `ms` is a number of milliseconds from 0 up. */
export function requireDuration(what: string, ms: number): void {
  if (typeof ms !== "number" || !(ms >= 0 && ms < Infinity)) {
    throw new ScenarioError(`${what} is ${String(ms)}; it must be a number of milliseconds from 0 up`);
  }
}

/** @throws {ScenarioError} Unless `share` is a number from 0 to 1. */
export function requireShare(what: string, share: number): void {
  if (typeof share !== "number" || !(share >= 0 && share <= 1)) {
    throw new ScenarioError(`${what} is ${String(share)}; it must be a share from 0 (never) to 1 (always)`);
  }
}
