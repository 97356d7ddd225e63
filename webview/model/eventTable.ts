import { describe } from "../../src/trace/describe.ts";
import { isArrival, isOnWay } from "../../src/trace/event.ts";
import type { ClockName, ClockReadings, EventKind, TraceEvent } from "../../src/trace/event.ts";
import { flights } from "../../src/trace/flights.ts";
import { formatTime } from "../../src/trace/format.ts";
import type { Location, Trace } from "../../src/trace/trace.ts";
import type { TextTable } from "./tableText.ts";

/** A column of the table of events. */
export type ColumnName = "number" | "time" | "node" | "kind" | "what" | "cause" | "line" | ClockName;

/** What each column is called. */
export const COLUMN_TITLES: Readonly<Record<ColumnName, string>> = {
  number: "#",
  time: "time",
  node: "node",
  kind: "kind",
  what: "what happened",
  cause: "cause",
  wall: "wall clock",
  lamport: "Lamport",
  vector: "vector",
  hybrid: "hybrid",
  line: "line",
};

/** The kinds of events in words, in the order in which they are offered. */
export const KIND_WORDS: Readonly<Record<EventKind, string>> = {
  send: "message",
  call: "request",
  reply: "answer",
  deliver: "delivered",
  drop: "lost",
  invoke: "operation",
  ok: "operation done",
  fail: "operation failed",
  unknown: "outcome unknown",
  timer: "timer",
  timeout: "timeout",
  duplicate: "duplicated",
  retransmit: "sent again",
  tamper: "tampered with",
  delay: "delayed",
  tap: "overheard",
  forge: "forged",
  partition: "partition",
  heal: "partition heals",
  hold: "links held",
  release: "links released",
  start: "start",
  crash: "crash",
  restart: "restart",
  leave: "leaves",
  pause: "paused",
  resume: "resumed",
  slow: "slowed down",
  work: "work",
  flush: "disk write",
  clock: "clock set",
  belief: "belief",
  decide: "decision",
  note: "note",
  violation: "violation",
  end: "end",
};

/** The columns of the table, with those of the clocks that are switched on. */
export function columnsOf(clocks: readonly ClockName[]): readonly ColumnName[] {
  return ["number", "time", "node", "kind", "what", "cause", ...clocks, "line"];
}

/** What a column says of an event; empty where it has nothing to say. */
export function cellText(trace: Trace, event: TraceEvent, column: ColumnName): string {
  switch (column) {
    case "number":
      return String(event.index + 1);
    case "time":
      return formatTime(event.time);
    case "node":
      return placeOf(trace, event);
    case "kind":
      return KIND_WORDS[event.kind];
    case "what":
      return describe(trace, event.index);
    case "cause":
      return event.cause === undefined ? "" : String(event.cause + 1);
    case "line": {
      if (event.at === undefined) return "";
      const { file, line } = trace.locations[event.at];
      return `${file}:${line}`;
    }
    default:
      return event.node === undefined ? "" : clockText(column, event.clocks, trace.nodes.length);
  }
}

/** A line of the source, briefly: without the file's name if it is the scenario's own file. */
export function lineText(trace: Trace, { file, line }: Location): string {
  return file === trace.file ? String(line) : `${file.slice(file.lastIndexOf("/") + 1)}:${line}`;
}

/** Where an event happens: on a node, or on the way from one to another. */
function placeOf(trace: Trace, event: TraceEvent): string {
  const { nodes } = trace;
  if (event.node !== undefined) return nodes[event.node].name;
  const way = wayOf(trace, event);
  return way ? `${nodes[way.from].name} → ${nodes[way.to].name}` : "";
}

/** Sender and receiver of the message to which an event happens on its way. */
function wayOf(trace: Trace, event: TraceEvent): { readonly from: number; readonly to: number } | undefined {
  if (event.node !== undefined || !(isArrival(event) || isOnWay(event))) return undefined;
  const { node, to } = flights(trace)[event.message].send;
  return { from: node, to };
}

function clockText(
  clock: ClockName,
  { wall, lamport, vector, hybrid }: ClockReadings,
  nodes: number,
): string {
  switch (clock) {
    case "wall":
      return formatTime(wall);
    case "lamport":
      return String(lamport);
    case "vector":
      return `[${Array.from({ length: nodes }, (_, node) => vector[node] ?? 0).join(" ")}]`;
    case "hybrid":
      return `${formatTime(hybrid[0])} + ${hybrid[1]}`;
  }
}

/** Which events the table shows. */
export interface EventFilter {
  /** Name of a node: what happens on it, and on the way of messages from it or to it. Of any node when absent. */
  readonly node?: string;
  /** Of any kind when absent. */
  readonly kind?: EventKind;
  /** Indices of the events among which these are, ascending; all of the run when absent. */
  readonly among?: readonly number[];
}

/** The kinds of events that a run has, in the order of {@link KIND_WORDS}. */
export function kindsOf({ events }: Trace): readonly EventKind[] {
  const found = new Set<EventKind>();
  for (const { kind } of events) found.add(kind);
  return (Object.keys(KIND_WORDS) as EventKind[]).filter((kind) => found.has(kind));
}

/** The rows of the table: the events that pass a filter, in order. */
export class EventRows {
  readonly count: number;
  /** Indices of the events, ascending; absent when every event passes, and row and event are the same number. */
  readonly #events: readonly number[] | undefined;

  constructor(trace: Trace, { node, kind, among }: EventFilter) {
    this.#events = among;
    if (node !== undefined || kind !== undefined) {
      const wanted = trace.nodes.findIndex(({ name }) => name === node);
      const passing: number[] = [];
      for (const event of among?.map((index) => trace.events[index]) ?? trace.events) {
        if (kind !== undefined && event.kind !== kind) continue;
        if (node === undefined || concerns(trace, event, wanted)) passing.push(event.index);
      }
      this.#events = passing;
    }
    this.count = this.#events?.length ?? trace.events.length;
  }

  /** The event in a row. */
  eventAt(row: number): number {
    return this.#events ? this.#events[row] : row;
  }

  /** The row of an event; of one that is left out, the last row before it: -1 when there is none. */
  rowAt(event: number): number {
    if (!this.#events) return Math.min(event, this.count - 1);
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#events[middle] <= event) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Whether an event has a row. */
  has(event: number): boolean {
    const row = this.rowAt(event);
    return row >= 0 && this.eventAt(row) === event;
  }
}

/** Rows `from` to before `to` as texts, under the titles of the columns. */
export function rowsAsTable(
  trace: Trace,
  rows: EventRows,
  columns: readonly ColumnName[],
  from: number,
  to: number,
): TextTable {
  const table = [columns.map((column) => COLUMN_TITLES[column])];
  for (let row = from; row < to; row++) {
    const event = trace.events[rows.eventAt(row)];
    table.push(columns.map((column) => cellText(trace, event, column)));
  }
  return table;
}

function concerns(trace: Trace, event: TraceEvent, node: number): boolean {
  if (event.node !== undefined) return event.node === node;
  const way = wayOf(trace, event);
  return way !== undefined && (way.from === node || way.to === node);
}
