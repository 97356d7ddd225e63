import { checkLines, verdict } from "../../../exporters/text/checks.ts";
import { formatCount, formatTime } from "../../../trace/format.ts";
import type { Location, Trace } from "../../../trace/trace.ts";

/** A text for the debug console, and what in the source it is about. */
export interface Remark {
  readonly text: string;
  readonly location: Location | undefined;
}

/** What came of a run: in one line, and then whatever did not go well. */
export function tellOutcome(trace: Trace): readonly Remark[] {
  const { scenario, seed, events, checks, error } = trace;
  const { sign, words } = verdict(trace);
  const size = `${formatCount(events.length, "event")} · ${formatTime(events.at(-1)?.time ?? 0)}`;
  return [
    { text: `${sign} ${scenario} · ${words} · seed ${seed} · ${size}`, location: undefined },
    ...(error ? [{ text: error.message, location: error.location }] : []),
    ...checks
      .filter(({ status }) => status !== "passed")
      .map((check) => ({
        text: checkLines([check], (text) => text).join("\n"),
        location: check.location,
      })),
  ];
}
