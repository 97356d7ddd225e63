import { formatTime } from "../../trace/format.ts";
import type { RunPart } from "../../trace/runPart.ts";
import type { Trace } from "../../trace/trace.ts";
import { UsageError } from "../host.ts";

/** What `--events` and `--time` were given. */
export interface PartOptions {
  /** `100..200`: numbers of events, counted from 1 as everywhere else. */
  readonly events?: string;
  /** `0..500`: virtual times in ms. */
  readonly time?: string;
}

/** Whether they choose one. */
export function isPart({ events, time }: PartOptions): boolean {
  return events !== undefined || time !== undefined;
}

/** The part of the run that the options choose: all of it without any. @throws {UsageError} */
export function choosePart({ events, time }: PartOptions, trace: Trace): RunPart {
  if (events !== undefined && time !== undefined) throw new UsageError("use either --events or --time");
  if (events !== undefined) return byNumber(events, trace.events.length);
  if (time !== undefined) return byTime(time, trace);
  return { from: 0, to: trace.events.length - 1 };
}

function byNumber(text: string, count: number): RunPart {
  const [first, last] = ends(text, /^(\d+)\.\.(\d+)$/);
  if (!(first >= 1 && first <= last && last <= count)) {
    throw new UsageError(
      `--events takes two numbers from 1 to ${count}, the smaller one first, as in 1..${count}; not "${text}"`,
    );
  }
  return { from: first - 1, to: last - 1 };
}

function byTime(text: string, { events }: Trace): RunPart {
  const [start, end] = ends(text, /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/);
  if (!(start <= end)) {
    throw new UsageError(`--time takes two times in ms, the smaller one first, as in 0..500; not "${text}"`);
  }
  const from = events.findIndex(({ time }) => time >= start);
  const to = events.findLastIndex(({ time }) => time <= end);
  if (from < 0 || to < from) {
    const lasts = formatTime(events.at(-1)?.time ?? 0);
    throw new UsageError(`nothing happens in --time ${text}; the run lasts ${lasts}`);
  }
  return { from, to };
}

function ends(text: string, form: RegExp): readonly [number, number] {
  const [, first, last] = form.exec(text) ?? [];
  return [Number(first), Number(last)];
}
