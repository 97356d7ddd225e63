import { painter } from "../../exporters/text/canvas.ts";
import type { Paint, Style } from "../../exporters/text/canvas.ts";
import { outcomeLines } from "../../exporters/text/outcome.ts";
import type { FileOutcome, RunOutcome } from "../../runner/outcome.ts";
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
    const checks = run.checks.map((check) => seenByUser(file, check));
    const lines = outcomeLines({ ...run, checks }, this.#paint);
    if (run.status !== "passed") lines.push(`    ${this.#paint(`see it: ${seeIt(file, run)}`, "dim")}`);
    return lines;
  }
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
