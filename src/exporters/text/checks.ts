import { formatTime } from "../../trace/format.ts";
import type { CheckResult, RunError, RunStatus } from "../../trace/trace.ts";
import type { Paint, Style } from "./canvas.ts";

/** What a run came to, as far as a verdict needs it: a trace, or the outcome of a run that left none. */
export interface Result {
  readonly status: RunStatus;
  readonly checks: readonly CheckResult[];
  readonly error?: RunError;
}

/** The sign and the words for how a run ended. */
export function verdict({ status, checks }: Result): { sign: string; words: string; style: Style } {
  switch (status) {
    case "passed":
      return checks.some(({ status }) => status === "violated")
        ? { sign: "✓", words: "fails as expected", style: "good" }
        : { sign: "✓", words: "passed", style: "good" };
    case "failed":
      return { sign: "✗", words: "failed", style: "bad" };
    case "error":
      return { sign: "✗", words: "could not run on", style: "bad" };
    case "stopped":
      return { sign: "✗", words: "stopped", style: "bad" };
  }
}

/** Lists the checks, each with what was found, when and where. */
export function checkLines(checks: readonly CheckResult[], paint: Paint): string[] {
  return checks.flatMap((check) => {
    const { sign, style, remark } = judge(check);
    const facts = [check.kind, ...(remark ? [remark] : []), ...whenAndWhere(check)];
    const line = `${paint(sign, style)} ${paint(check.name, "plain")} ${paint(`· ${facts.join(" · ")}`, "dim")}`;
    if (check.status === "passed" || !check.message) return [line];
    return [line, ...check.message.split("\n").map((part) => `  ${paint(part, style)}`)];
  });
}

/** Whether the check came out otherwise than the scenario says. */
export function isSurprise({ status, expected, tolerated }: CheckResult): boolean {
  if (tolerated) return false;
  return expected ? status !== "violated" : status === "violated";
}

function judge(check: CheckResult): { sign: string; style: Style; remark?: string } {
  if (check.status === "violated") {
    if (check.tolerated) return { sign: "✗", style: "warn", remark: "violated, as may be" };
    return check.expected
      ? { sign: "✗", style: "warn", remark: "violated, as expected" }
      : { sign: "✗", style: "bad", remark: "violated" };
  }
  if (check.status === "undecided") return { sign: "?", style: "warn", remark: "undecided" };
  if (check.expected) return { sign: "✗", style: "bad", remark: "expected to be violated, but held" };
  if (check.status === "warning") return { sign: "!", style: "warn", remark: "never happened" };
  return { sign: "✓", style: "good" };
}

function whenAndWhere({ status, event, time, location }: CheckResult): string[] {
  const facts: string[] = [];
  if (status === "violated" && time !== undefined) facts.push(`at ${formatTime(time)}`);
  if (status === "violated" && event !== undefined) facts.push(`event ${event + 1}`);
  if (location) facts.push(`${location.file}:${location.line}`);
  return facts;
}
