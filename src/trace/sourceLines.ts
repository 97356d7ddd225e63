import type { Trace } from "./trace.ts";

/** Of one source file, which events each line did: indices, ascending. */
export type LineEvents = ReadonlyMap<number, readonly number[]>;

const known = new WeakMap<Trace, ReadonlyMap<string, LineEvents>>();

/** The events of each line of each source file, by the file's name in the trace. Computed once per trace. */
export function sourceLines(trace: Trace): ReadonlyMap<string, LineEvents> {
  let result = known.get(trace);
  if (!result) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect(trace: Trace): Map<string, Map<number, number[]>> {
  const result = new Map<string, Map<number, number[]>>();
  // Several places of a trace may be on one line.
  const lists = trace.locations.map(({ file, line }) => {
    const lines = result.get(file) ?? new Map<number, number[]>();
    result.set(file, lines);
    const events = lines.get(line) ?? [];
    lines.set(line, events);
    return events;
  });
  for (const { at, index } of trace.events) if (at !== undefined) lists[at].push(index);
  return result;
}
