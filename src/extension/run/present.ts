import type { ToWebview } from "../../protocol/messages.ts";
import type { FileOutcome } from "../../runner/outcome.ts";
import type { Trigger } from "./liveRun.ts";

/** A run to draw. */
export type Picture = Extract<ToWebview, { kind: "show" }>;

/** Why there is no newer picture. */
export type Broken = Extract<ToWebview, { kind: "broken" }>;

/**
 * Decides what the panel shows of a run. A run that breaks off in the midst of typing doesn't replace a good
 * picture, since the picture would shrink and grow again with every word; asked for, it is shown as far as it went.
 *
 * @param uri of the scenario file
 * @param picture what the panel shows now, if anything
 */
export function present(
  uri: string,
  outcome: FileOutcome,
  trigger: Trigger,
  picture: Picture | undefined,
): Picture | Broken {
  const run = outcome.runs.at(0);
  const error = outcome.error ?? run?.error;
  if (!run?.trace) {
    return { kind: "broken", uri, error: error ?? { message: "This file has no scenario to run." } };
  }
  if (error && trigger === "edit" && picture?.trace.scenario === run.name) {
    return { kind: "broken", uri, error };
  }
  return { kind: "show", uri, scenarios: outcome.scenarios, selected: run.scenario, trace: run.trace };
}
