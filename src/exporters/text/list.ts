import { describe } from "../../trace/describe.ts";
import type { EventKind } from "../../trace/event.ts";
import { formatTime } from "../../trace/format.ts";
import type { RunPart } from "../../trace/runPart.ts";
import type { Trace } from "../../trace/trace.ts";
import { Standing } from "../standing.ts";
import type { Paint, Style } from "./canvas.ts";
import { wrap } from "./displayWidth.ts";
import { timeWidthOf } from "./layout.ts";
import { divergenceNews } from "./news.ts";
import { tellAfter, tellBefore } from "./surroundings.ts";

/** What stands out in a list of sentences. */
const STYLES: Partial<Record<EventKind, Style>> = {
  drop: "bad",
  crash: "bad",
  leave: "bad",
  violation: "bad",
  partition: "bad",
  forge: "bad",
  fail: "bad",
  unknown: "warn",
  timeout: "warn",
  tamper: "warn",
  delay: "warn",
  tap: "warn",
  pause: "warn",
  slow: "warn",
  hold: "warn",
  clock: "warn",
  heal: "good",
  release: "good",
  restart: "good",
  resume: "good",
  decide: "good",
  note: "bold",
};

/** Tells a part of the run as sentences, one event after the other. */
export function listEvents(trace: Trace, part: RunPart, width: number, paint: Paint): string[] {
  const indent = timeWidthOf(trace);
  const news = divergenceNews(trace);
  const standing = new Standing(trace);
  for (const event of trace.events.slice(0, part.from)) standing.apply(event);
  const remark = (text: string) =>
    wrap(text, width - indent).map((line) => " ".repeat(indent) + paint(line, "dim"));
  let last: number | undefined;
  const lines = trace.events.slice(part.from, part.to + 1).flatMap(({ index, time, kind }) => {
    const label = (time === last ? "" : formatTime(time)).padStart(indent - 2);
    last = time;
    const sentences = wrap(describe(trace, index), width - indent).map((line) =>
      paint(line, STYLES[kind] ?? "plain"),
    );
    const more = (news.get(index) ?? []).flatMap(({ text, nodes }) =>
      wrap(text, width - indent).map((line) => paint(line, nodes.length > 0 ? "warn" : "good")),
    );
    return [...sentences, ...more].map((line, position) =>
      position === 0 ? `${paint(label, "dim")}  ${line}` : " ".repeat(indent) + line,
    );
  });
  const after = tellAfter(trace, part);
  return [
    ...tellBefore(trace, part, standing.all(), news).flatMap(remark),
    ...lines,
    ...(after === undefined ? [] : remark(after)),
  ];
}
