import { shorten } from "../trace/format.ts";
import { TRACE_FORMAT } from "../trace/trace.ts";
import type { Trace } from "../trace/trace.ts";
import { JsonError } from "./json/jsonError.ts";
import { parsingJson } from "./json/parse.ts";
import { formatPath, offsetOf, placeOf, type TextPlace } from "./json/place.ts";
import { SIGN, startOf } from "./json/scan.ts";
import { inside, isFields, mismatch } from "./json/shape.ts";
import type { Fields, Mismatch } from "./json/shape.ts";
import { eventShape, headShape } from "./json/traceShape.ts";

/** Why a document can't be read as a trace, and what to do. */
export class TraceError extends Error {
  /** Where in the document; absent where it is about the whole. */
  readonly place: TextPlace | undefined;

  constructor(message: string, place?: TextPlace) {
    super(message);
    this.place = place;
  }
}

/** Share of the work of reading a trace that is done when its JSON is parsed. */
const PARSING = 0.8;
/** So many events are checked, or written, in a few ms. */
const EVENTS = 2000;
/** Characters that are quoted of what is wrong. */
const QUOTED = 100;

/** Writes a trace as the JSON document that it is, one line per event, so that two of them compare well. */
export function toJson(trace: Trace): string {
  return [...writingJson(trace)].join("");
}

/** The same in pieces, each made in a few ms: a long trace is longer than any text may be. */
export function* writingJson(trace: Trace): Generator<string, void> {
  let before = "{\n";
  for (const [key, value] of Object.entries(trace) as [string, unknown][]) {
    yield `${before}${JSON.stringify(key)}:`;
    if (key === "events") yield* writingLines(trace.events);
    else yield JSON.stringify(value);
    before = ",\n";
  }
  yield "\n}\n";
}

/** The same as the bytes of a file. Yields how much of the work is done, from 0 to 1. */
export function* encodingJson(trace: Trace): Generator<number, Uint8Array> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  const count = trace.events.length / EVENTS;
  for (const text of writingJson(trace)) {
    pieces.push(encoder.encode(text));
    yield Math.min(1, pieces.length / count);
  }
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function* writingLines(items: readonly unknown[]): Generator<string, void> {
  yield "[\n";
  let before = "";
  for (let from = 0; from < items.length; from += EVENTS) {
    const lines = items.slice(from, from + EVENTS).map((item) => JSON.stringify(item));
    yield before + lines.join(",\n");
    before = ",\n";
  }
  yield "\n]";
}

/**
 * Reads a trace that was written as JSON, by whomever, and makes sure that it is whole and consistent.
 * @throws {TraceError}
 */
export function parseTrace(document: Uint8Array): Trace {
  const work = parsingTrace(document);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * The same for documents of any size, a few ms at a time.
 * @returns The trace; until then it yields how much of the work is done, from 0 to 1.
 * @throws {TraceError}
 */
export function* parsingTrace(document: Uint8Array): Generator<number, Trace> {
  const json = yield* parsing(document);
  if (!isFields(json) || typeof json.format !== "string" || !json.format.startsWith("faultline-trace/")) {
    throw noTrace();
  }
  if (json.format !== TRACE_FORMAT) {
    throw new TraceError(
      `the trace has the format ${shorten(json.format, QUOTED)}, and this version reads ${TRACE_FORMAT}; ` +
        "use the version of Faultline that wrote it, or run the scenario again",
    );
  }
  const found = yield* checking(json);
  if (found) {
    throw new TraceError(
      `the trace is damaged at ${shorten(formatPath(found.path), QUOTED)}: ${found.message}; export it again`,
      placeOf(document, offsetOf(document, found.path)),
    );
  }
  // The shapes have just been checked against everything that the type says.
  return json as unknown as Trace;
}

function* parsing(document: Uint8Array): Generator<number, unknown> {
  // Some shells write so what a command prints.
  if (isUtf16(document))
    throw new TraceError("the trace is in UTF-16, not in UTF-8; export it with --out FILE");
  const start = startOf(document);
  if (start === document.length) throw new TraceError("the trace is empty; export it again");
  if (document[start] !== SIGN.openObject) throw noTrace();
  const work = parsingJson(document);
  try {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      yield (PARSING * step.value) / document.length;
    }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new TraceError(`the trace ${error.message}; export it again`, placeOf(document, error.offset));
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function noTrace(): TraceError {
  return new TraceError(`this is no Faultline trace: it has no "format": "${TRACE_FORMAT}"`);
}

function* checking(json: Fields): Generator<number, Mismatch | undefined> {
  const size = (key: string) => (Array.isArray(json[key]) ? json[key].length : 0);
  const sizes = {
    nodes: size("nodes"),
    locations: size("locations"),
    events: size("events"),
    checks: size("checks"),
  };
  const inHead = headShape(sizes)(json);
  if (inHead) return inHead;
  const { events } = json;
  if (!Array.isArray(events)) return inside("events", mismatch("must be a list"));
  const shape = eventShape(sizes);
  for (const [index, event] of (events as readonly unknown[]).entries()) {
    const found = shape(event);
    if (found) return inside("events", inside(index, found));
    if (index % EVENTS === 0) yield PARSING + ((1 - PARSING) * index) / events.length;
  }
  const last = events.at(-1) as { readonly kind: string } | undefined;
  return last?.kind === "end" ? undefined : inside("events", mismatch("the end of the run is missing"));
}
