import { describe } from "../../trace/describe.ts";
import type { EventKind } from "../../trace/event.ts";
import { formatTime } from "../../trace/format.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Paint, Style } from "./canvas.ts";
import { wrap } from "./displayWidth.ts";
import { timeWidthOf } from "./layout.ts";
import { divergenceNews } from "./news.ts";

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

/** Tells the run as sentences, one event after the other. */
export function listEvents(trace: Trace, width: number, paint: Paint): string[] {
  const indent = timeWidthOf(trace);
  const news = divergenceNews(trace);
  let last: number | undefined;
  return trace.events.flatMap(({ index, time, kind }) => {
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
}
