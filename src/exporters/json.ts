import { TRACE_FORMAT } from "../trace/trace.ts";
import type { Trace } from "../trace/trace.ts";
import { inside, isFields, list } from "./json/shape.ts";
import type { Mismatch } from "./json/shape.ts";
import { eventShape, headShape } from "./json/traceShape.ts";

/** Writes a trace as the JSON document that it is, one line per event, so that two of them compare well. */
export function toJson(trace: Trace): string {
  const fields = Object.entries(trace).map(([key, value]: [string, unknown]) => {
    const text = Array.isArray(value) && key === "events" ? lines(value) : JSON.stringify(value);
    return `${JSON.stringify(key)}:${text}`;
  });
  return `{\n${fields.join(",\n")}\n}\n`;
}

/**
 * Reads a trace that was written as JSON, by whomever, and makes sure that it is whole and consistent.
 * @throws {Error} that says what is wrong, where, and what to do.
 */
export function parseTrace(text: string): Trace {
  const json = parse(text);
  if (!isFields(json) || typeof json.format !== "string" || !json.format.startsWith("faultline-trace/")) {
    throw new Error(`this is no Faultline trace: it has no "format": "${TRACE_FORMAT}"`);
  }
  if (json.format !== TRACE_FORMAT) {
    throw new Error(
      `the trace has the format ${json.format}, and this version reads ${TRACE_FORMAT}; ` +
        "use the version of Faultline that wrote it, or run the scenario again",
    );
  }
  const found = check(json);
  if (found) throw new Error(`the trace is damaged at ${found.path}: ${found.message}; export it again`);
  // The shapes have just been checked against everything that the type says.
  return json as unknown as Trace;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (text.trim() === "") throw new Error("the trace is empty; export it again", { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the trace is cut off or no JSON (${reason}); export it again`, { cause: error });
  }
}

function check(json: Readonly<Record<string, unknown>>): Mismatch | undefined {
  const size = (key: string) => (Array.isArray(json[key]) ? json[key].length : 0);
  const sizes = {
    nodes: size("nodes"),
    locations: size("locations"),
    events: size("events"),
    checks: size("checks"),
  };
  const inHead = headShape(sizes)(json);
  if (inHead) return inHead;
  const inEvents = list(eventShape(sizes))(json.events);
  if (inEvents) return inside("events", inEvents);
  const last = (json.events as readonly { readonly kind: string }[]).at(-1);
  return last?.kind === "end" ? undefined : { path: "events", message: "the end of the run is missing" };
}

function lines(items: readonly unknown[]): string {
  return `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
}
