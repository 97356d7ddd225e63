import { billLine } from "../../exporters/text/bill.ts";
import { checkLines, isSurprise, verdict } from "../../exporters/text/checks.ts";
import { painter } from "../../exporters/text/canvas.ts";
import type { Paint, Style } from "../../exporters/text/canvas.ts";
import type { FileOutcome, RunOutcome, SweepOutcome } from "../../runner/outcome.ts";
import { formatCount, formatTime } from "../../trace/format.ts";
import { runFacts } from "../../trace/runFacts.ts";
import type { CheckResult } from "../../trace/trace.ts";
import type { Output } from "../host.ts";
import { fromUser } from "../places.ts";
import type { ScenarioFile } from "../scenarioFiles.ts";
import type { Reporter } from "./reporter.ts";

/** Tells people what became of each scenario, and how to see what went wrong. */
export class TextReporter implements Reporter {
  readonly #output: Output;
  readonly #paint: Paint;
  #passed = 0;
  #failed = 0;
  #unable = 0;

  constructor(output: Output, color: boolean) {
    this.#output = output;
    this.#paint = painter(color);
  }

  add(file: ScenarioFile, { runs, error }: FileOutcome): void {
    const lines = [this.#paint(file.shown, "bold")];
    for (const run of runs) {
      lines.push(...this.#runLines(file, run).map((line) => `  ${line}`));
      if (run.status === "passed") this.#passed++;
      else if (run.status === "failed") this.#failed++;
      else this.#unable++;
    }
    if (error) {
      lines.push(`  ${this.#paint("✗ can't be run", "bad")}`);
      this.#unable++;
    }
    this.#output.write(`${lines.join("\n")}\n`);
  }

  finish(): void {
    const counts: readonly (readonly [number, string, Style])[] = [
      [this.#passed, "passed", "good"],
      [this.#failed, "failed", "bad"],
      [this.#unable, "could not run", "bad"],
    ];
    const parts = counts
      .filter(([count]) => count > 0)
      .map(([count, words, style]) => this.#paint(`${count} ${words}`, style));
    this.#output.write(`\n${parts.join(", ")}\n`);
  }

  #runLines(file: ScenarioFile, run: RunOutcome): string[] {
    const { sign, words, style } = verdict(run);
    const facts = [
      ...(words === "passed" ? [] : [words]),
      ...(run.sweep === undefined ? [] : sweepFacts(run.sweep)),
      ...runFacts({ seed: run.seed, without: run.trace?.without }),
      formatCount(run.events, "event"),
      formatTime(run.virtualTime),
      run.hash,
    ];
    const lines = [
      `${this.#paint(sign, style)} ${this.#paint(run.name, "plain")} ${this.#paint(`· ${facts.join(" · ")}`, "dim")}`,
    ];
    if (run.trace !== undefined) lines.push(`    ${this.#paint(billLine(run.trace.bill), "dim")}`);
    // What holds without faults is news, too.
    const isNotable = (check: CheckResult) =>
      run.trace?.without !== undefined || isSurprise(check) || check.status === "warning";
    const checks = run.checks.filter(isNotable).map((check) => seenByUser(file, check));
    lines.push(...checkLines(checks, this.#paint).map((line) => `    ${line}`));
    for (const { name, violated } of run.sweep?.tolerated ?? [])
      lines.push(
        violated > 0
          ? `    ${this.#paint(`${name} · violated with ${formatCount(violated, "seed")}, as may be`, "dim")}`
          : `    ${this.#paint(`! ${name} · may be violated, and no seed did`, "warn")}`,
      );
    if (run.status !== "passed") lines.push(`    ${this.#paint(`see it: ${seeIt(file, run)}`, "dim")}`);
    return lines;
  }
}

/** Seeds that are named; of more, only the number is told. */
const NAMED = 10;

function sweepFacts({ first, last, bad, events }: SweepOutcome): string[] {
  const named = bad.slice(0, NAMED).join(", ") + (bad.length > NAMED ? ", …" : "");
  return [
    `seeds ${first}–${last}`,
    ...(bad.length === 0 ? [] : [`${bad.length} of ${last - first + 1} not as expected (${named})`]),
    `${events.toLocaleString("en")} events in all; below`,
  ];
}

function seenByUser(file: ScenarioFile, check: CheckResult): CheckResult {
  return check.location ? { ...check, location: fromUser(file, check.location) } : check;
}

/** The command that draws the run. */
function seeIt({ shown }: ScenarioFile, { name, seed, trace }: RunOutcome): string {
  const without = trace?.without === undefined ? "" : " --without-faults";
  return `faultline export ${quote(shown)} --only ${quote(name)} --seed ${seed}${without} --format text`;
}

/** Quotes a word for a shell where it needs it. */
function quote(word: string): string {
  return /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
