import type { Comparison } from "../../trace/comparison/compare.ts";
import type { DifferenceKind } from "../../trace/comparison/differences.ts";
import { runNames, shortRunNames, type RunNames } from "../../trace/comparison/runNames.ts";
import { tellBill, tellCheck, tellDifference, tellNodes } from "../../trace/comparison/tell.ts";
import { timeOf } from "../../trace/comparison/timeOf.ts";
import { formatCount, formatTime } from "../../trace/format.ts";
import { runFacts } from "../../trace/runFacts.ts";
import type { Trace } from "../../trace/trace.ts";
import type { TextOptions } from "../text.ts";
import { painter, type Paint, type Style } from "./canvas.ts";
import { verdict } from "./checks.ts";
import { wrap } from "./displayWidth.ts";

/** How a comparison is told. */
export interface ComparisonTextOptions extends TextOptions {
  /** Differences that are told one by one, and lines of the bill; 40 when not given. */
  readonly most?: number;
}

/** What stands out among differences. */
const STYLES: Readonly<Record<DifferenceKind, Style>> = {
  only: "warn",
  instead: "bad",
  differs: "plain",
  time: "dim",
};

/**
 * Tells how two runs differ so that it can be read in a terminal: both runs, what differs first, then one difference
 * after the other, checks and bill. Differences in time alone are only counted, unless there are no others.
 */
export function toComparisonText(comparison: Comparison, options: ComparisonTextOptions = {}): string {
  const { width = 100, color = false, most = 40 } = options;
  const { a, b, first, differences } = comparison;
  const paint = painter(color);
  const names = shortRunNames(a, b);
  const titles = runNames(a, b);
  const cells = Math.max(60, width);
  const report = new Report(cells, paint);
  report.paragraph([...heading(a, titles.a, cells, paint), ...heading(b, titles.b, cells, paint)]);
  if (first < 0) {
    report.paragraph([paint("No event differs.", "good")]);
  } else {
    report.list("first", [{ text: tellDifference(comparison, differences.at(first), names), style: "bold" }]);
    report.list(summary(comparison), differenceLines(comparison, names, most));
  }
  report.list("nodes", tellNodes(comparison, names).map(plain));
  report.list(
    "checks",
    comparison.checks.map((check) => plain(tellCheck(check, names))),
  );
  report.list("bill", capped(tellBill(comparison).map(plain), most));
  return report.toString();
}

interface Item {
  /** Before the text, such as a time. */
  readonly label?: string;
  readonly text: string;
  readonly style: Style;
}

/** Paragraphs with an empty line between them. */
class Report {
  readonly #width: number;
  readonly #paint: Paint;
  readonly #paragraphs: string[] = [];

  /** @param width Cells per line. */
  constructor(width: number, paint: Paint) {
    this.#width = width;
    this.#paint = paint;
  }

  paragraph(lines: readonly string[]): void {
    this.#paragraphs.push(lines.join("\n"));
  }

  /** A title and what belongs to it, indented; nothing at all for an empty list. */
  list(title: string, items: readonly Item[]): void {
    if (items.length === 0) return;
    const indent = Math.max(...items.map(({ label = "" }) => label.length)) + 2;
    const lines = items.flatMap(({ label = "", text, style }) =>
      wrap(text, this.#width - indent - 2).map(
        (line, row) =>
          `${this.#paint((row === 0 ? label : "").padStart(indent), "dim")}  ${this.#paint(line, style)}`,
      ),
    );
    const titles = wrap(title, this.#width).map((line) => this.#paint(line, "bold"));
    this.paragraph([...titles, ...lines]);
  }

  toString(): string {
    return `${this.#paragraphs.join("\n\n")}\n`;
  }
}

function heading(trace: Trace, name: string, width: number, paint: Paint): string[] {
  const { sign, words, style } = verdict(trace);
  const facts = [
    ...runFacts(trace),
    formatCount(trace.events.length, "event"),
    formatTime(trace.events.at(-1)?.time ?? 0),
    trace.file,
    trace.hash,
  ];
  return [
    ...wrap(`${sign} ${name}: ${words}`, width).map((line) => paint(line, style)),
    ...wrap(facts.join(" · "), width - 2).map((line) => paint(`  ${line}`, "dim")),
  ];
}

function summary({ counts, toB }: Comparison): string {
  const { only, instead, differs, time } = counts;
  const paired = toB.reduce((sum, event) => sum + (event < 0 ? 0 : 1), 0);
  const parts = [
    `${formatCount(paired, "event")} in both`,
    ...(only + instead > 0 ? [`${only + 2 * instead} only in one`] : []),
    ...(differs > 0 ? [`${differs} with a difference`] : []),
    ...(time > 0 ? [`${time} at another time`] : []),
  ];
  return parts.join(" · ");
}

function differenceLines(comparison: Comparison, names: RunNames, most: number): readonly Item[] {
  const { counts, differences } = comparison;
  const substance = counts.only + counts.instead + counts.differs;
  const items: Item[] = [];
  for (let position = 0; position < differences.length && items.length < most; position++) {
    const difference = differences.at(position);
    if (difference.kind === "time" && substance > 0) continue;
    items.push({
      label: formatTime(timeOf(comparison, difference)),
      text: tellDifference(comparison, difference, names),
      style: STYLES[difference.kind],
    });
  }
  return withRest(items, (substance > 0 ? substance : counts.time) - items.length);
}

function capped(items: readonly Item[], most: number): readonly Item[] {
  return withRest(items.slice(0, most), items.length - most);
}

function withRest(items: readonly Item[], rest: number): readonly Item[] {
  return rest > 0 ? [...items, { text: `… and ${rest} more`, style: "dim" }] : items;
}

function plain(text: string): Item {
  return { text, style: "plain" };
}
