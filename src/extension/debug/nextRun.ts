import type { Location, Trace } from "../../trace/trace.ts";
import type { Session } from "../run/session.ts";

/** A scenario can't be run, or there is none; says why, and where. */
export class NoRunError extends Error {
  readonly location: Location | undefined;

  constructor(message: string, location?: Location) {
    super(message);
    this.location = location;
  }
}

/**
 * Runs what a session has selected, and waits for the run.
 * @param scenario name of the one that must be run, not another one in its stead; whichever it is when absent
 * @throws {NoRunError}
 */
export async function nextRun(session: Session, scenario: string | undefined): Promise<Trace> {
  const { trace, scenarios } = await shownNext(session);
  if (scenario === undefined || trace.scenario === scenario) return trace;
  const names = scenarios.map(({ name }) => `“${name}”`).join(", ");
  throw new NoRunError(`This file has no scenario “${scenario}”; there is ${names}.`);
}

function shownNext(session: Session): Promise<NonNullable<Session["picture"]>> {
  return new Promise((resolve, reject) => {
    const listener = session.onDidUpdate((update) => {
      if (update.kind === "running") return;
      listener.dispose();
      if (update.kind === "show") resolve(update);
      else if (update.kind === "broken") reject(new NoRunError(update.error.message, update.error.location));
      else reject(new NoRunError("In Restricted Mode no scenario runs."));
    });
    session.run();
  });
}
