import type { Trace } from "../trace.ts";

/** A line of the sources of a run. */
export interface SourceLine {
  /** As in `Location`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A line that did something in a run. */
export interface TracedLine extends SourceLine {
  /** The columns that it happened at, from 1, ascending. */
  readonly columns: readonly number[];
  /** Indices of its events, ascending. */
  readonly events: Int32Array;
}

const known = new WeakMap<Trace, readonly TracedLine[]>();

/** The lines that did something, in the order of the files and of the lines in them. Computed once per trace. */
export function tracedLines(trace: Trace): readonly TracedLine[] {
  let result = known.get(trace);
  if (result === undefined) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect({ events, locations }: Trace): TracedLine[] {
  const counts = new Int32Array(locations.length);
  for (const { at } of events) if (at !== undefined) counts[at]++;
  const lines = new Map<string, { file: string; line: number; columns: Set<number>; count: number }>();
  const lineOf = locations.map(({ file, line, column }, index) => {
    const key = `${line}:${file}`;
    const known = lines.get(key) ?? { file, line, columns: new Set<number>(), count: 0 };
    lines.set(key, known);
    if (counts[index] > 0) known.columns.add(column);
    known.count += counts[index];
    return known;
  });
  const eventsOf = new Map([...lines.values()].map((line) => [line, new Int32Array(line.count)]));
  for (const line of lines.values()) line.count = 0;
  for (const { at, index } of events) {
    if (at === undefined) continue;
    const line = lineOf[at];
    eventsOf.get(line)![line.count++] = index;
  }
  return [...eventsOf]
    .filter(([, own]) => own.length > 0)
    .map(([{ file, line, columns }, own]) => ({
      file,
      line,
      columns: [...columns].sort((a, b) => a - b),
      events: own,
    }))
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
