import type { Trace } from "../trace/trace.ts";

/** Writes a trace as the JSON document that it is, one line per event, so that two of them compare well. */
export function toJson(trace: Trace): string {
  const fields = Object.entries(trace).map(([key, value]: [string, unknown]) =>
    key === "events"
      ? `"events":[\n${trace.events.map((event) => JSON.stringify(event)).join(",\n")}\n]`
      : field(key, value),
  );
  return `{\n${fields.join(",\n")}\n}\n`;
}

function field(key: string, value: unknown): string {
  return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
}

export function parseTrace(text: string): Trace {
  return JSON.parse(text) as Trace;
}
