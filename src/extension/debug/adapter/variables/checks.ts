import { divergences, type CopyGroup } from "../../../../trace/divergence.ts";
import { formatValue } from "../../../../trace/format.ts";
import type { CheckResult, Trace } from "../../../../trace/trace.ts";
import { objectOf } from "../expression/datum.ts";
import type { Moment } from "../expression/moment.ts";
import { containerOf, type Container, type Entry } from "./entry.ts";

/** Longest text of a copy that differs from others. */
const LONGEST_COPY = 60;

/** Every check, with what can be said of it at the moment. */
export function checks(moment: Moment): Container {
  const { trace } = moment.recording;
  return containerOf(() => trace.checks.map((check, index) => entryOf(moment, check, index)));
}

function entryOf(moment: Moment, check: CheckResult, index: number): Entry {
  const { trace } = moment.recording;
  const groups = differing(trace, index, moment.step);
  if (!groups) {
    const text = told(trace, check, moment.step);
    return { name: check.name, value: text, text, moment };
  }
  const named = groups.map(({ value, nodes }) => ({
    value,
    names: nodes.map((node) => trace.nodes[node].name),
  }));
  const copies = named.flatMap(({ value, names }) => names.map((name) => [name, value] as const));
  const texts = named.map(({ value, names }) => `${names.join(", ")}: ${formatValue(value, LONGEST_COPY)}`);
  return { name: check.name, value: objectOf(copies), text: `differ: ${texts.join("; ")}`, moment };
}

/** Who holds what, if the copies that a check compares differ after an event. */
function differing(trace: Trace, check: number, step: number): readonly CopyGroup[] | undefined {
  const open = divergences(trace).find(
    (stretch) => stretch.check === check && stretch.fromEvent <= step && (stretch.toEvent ?? Infinity) > step,
  );
  return open?.changes.findLast(({ event }) => event <= step)?.groups;
}

function told(trace: Trace, { kind, status, message, event }: CheckResult, step: number): string {
  const over = step === trace.events.length - 1;
  if (over || (event !== undefined && event <= step)) return `${status}: ${message}`;
  switch (kind) {
    case "eventually":
    case "sometimes":
    case "termination":
    case "answered":
      return "not yet";
    case "at end":
      return "told at the end";
    case "agree":
      return "agree";
    default:
      return "holds so far";
  }
}
