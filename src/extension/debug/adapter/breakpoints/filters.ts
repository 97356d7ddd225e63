import type { DebugProtocol } from "@vscode/debugprotocol";
import { divergences } from "../../../../trace/divergence.ts";
import { isFault } from "../../../../trace/search/kinds.ts";
import type { Trace } from "../../../../trace/trace.ts";
import type { Place } from "./trap.ts";

/** Something at which one may want to stop wherever in the source it happens. */
interface Filter {
  readonly label: string;
  readonly description: string;
  readonly default?: true;
  /** Indices of events, ascending. */
  readonly find: (trace: Trace) => readonly number[];
}

const FILTERS: Readonly<Record<string, Filter>> = {
  violation: {
    label: "Violated Checks",
    description: "Stops where a check fails.",
    default: true,
    find: (trace) => indices(trace, ({ kind }) => kind === "violation"),
  },
  error: {
    label: "Exceptions",
    description: "Stops where a handler throws, and where the run breaks off.",
    default: true,
    find: (trace) =>
      indices(
        trace,
        (event) =>
          (event.kind === "reply" && event.failed === true) ||
          (trace.error !== undefined && event.index === trace.events.length - 1),
      ),
  },
  divergence: {
    label: "Diverging Copies",
    description: "Stops where copies that should agree begin to differ.",
    find: (trace) => [...new Set(divergences(trace).map(({ fromEvent }) => fromEvent))].sort((a, b) => a - b),
  },
  fault: {
    label: "Faults",
    description:
      "Stops where the scenario or chance makes something go wrong: a cut, a crash, a loss, a clock.",
    find: (trace) => indices(trace, isFault),
  },
  lost: {
    label: "Lost Messages",
    description: "Stops where a message is lost, for whatever reason.",
    find: (trace) => indices(trace, ({ kind }) => kind === "drop"),
  },
};

/** The filters as the client offers them. */
export const exceptionBreakpointFilters: DebugProtocol.ExceptionBreakpointsFilter[] = Object.entries(
  FILTERS,
).map(([filter, { label, description, default: on = false }]) => ({
  filter,
  label,
  description,
  default: on,
  supportsCondition: true,
  conditionDescription: "An expression such as event.node == london or time > 100",
}));

/** Where the events of a filter are. */
export function placeOfFilter(trace: Trace, name: string): Place {
  if (!Object.hasOwn(FILTERS, name))
    return { events: [], shown: { verified: false, message: `There is no “${name}”.` } };
  return { events: FILTERS[name].find(trace), shown: { verified: true } };
}

function indices(trace: Trace, wanted: (event: Trace["events"][number]) => boolean): number[] {
  return trace.events.filter(wanted).map(({ index }) => index);
}
