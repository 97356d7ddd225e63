import type { TraceEvent } from "../../../../src/trace/event.ts";
import type { Trace } from "../../../../src/trace/trace.ts";

/** The same run with events on lines, as if the scenario's file had them there; on none where there is no line. */
export function placed(trace: Trace, lineOf: (event: TraceEvent) => number | undefined): Trace {
  const { file } = trace;
  const lines = trace.events.map(lineOf);
  const numbers = [...new Set(lines)].filter((line) => line !== undefined);
  return {
    ...trace,
    locations: numbers.map((line) => ({ file, line, column: 3 })),
    events: trace.events.map((event, index) => {
      const line = lines[index];
      return line === undefined ? event : { ...event, at: numbers.indexOf(line) };
    }),
  };
}
