import { commands, TestMessage, window, workspace } from "vscode";
import type { TestItem, TestRun, Uri } from "vscode";
import { painter } from "../../exporters/text/canvas.ts";
import { outcomeLines } from "../../exporters/text/outcome.ts";
import type { FileOutcome, RunOutcome } from "../../runner/outcome.ts";
import type { CheckResult, RunError } from "../../trace/trace.ts";
import { errorMessage, failureMessages, pathOf } from "./messages.ts";
import type { Selected } from "./scenarioTree.ts";

const paint = painter(true);

/** Begins the part of the output that is about a file. */
export function tellFile(run: TestRun, file: Uri): void {
  run.appendOutput(`${paint(workspace.asRelativePath(file), "bold")}\r\n`);
}

/** Tells what became of a scenario: in its row, in the editor and in the output. */
export function report(
  run: TestRun,
  item: TestItem,
  file: Uri,
  { runs, error }: FileOutcome,
  log: readonly string[],
  duration: number,
): void {
  write(
    run,
    item,
    log.map((line) => `  ${paint(line, "dim")}`),
  );
  const outcome = runs.at(0);
  if (error) reportUnloadable(run, item, file, error);
  else if (outcome) reportRun(run, item, file, outcome, duration);
  else run.errored(item, new TestMessage("The file has no scenario of this name any more."));
}

/** Tells that a file can't be run at all. */
export function reportUnloadable(run: TestRun, item: TestItem, file: Uri, error: RunError): void {
  write(run, item, [
    `${paint("✗", "bad")} ${paint(item.label, "plain")} ${paint("· can't be run", "dim")}`,
    errorLine(file, error),
  ]);
  run.errored(item, errorMessage(file, error));
}

/** Says in Restricted Mode why nothing runs. */
export function refuse(run: TestRun, selection: readonly Selected[]): void {
  const why =
    "In Restricted Mode nothing runs, since scenarios are programs. Trust the workspace to run them.";
  run.appendOutput(`${why}\r\n`);
  for (const each of selection) for (const item of each.scenarios()) run.skipped(item);
  void window.showInformationMessage(why, "Manage Workspace Trust").then((answer) => {
    if (answer) void commands.executeCommand("workbench.trust.manage");
  });
}

/** Writes a line that belongs to a scenario into the output. */
export function say(run: TestRun, item: TestItem, line: string): void {
  write(run, item, [paint(line, "plain")]);
}

function reportRun(run: TestRun, item: TestItem, file: Uri, outcome: RunOutcome, duration: number): void {
  const checks = outcome.checks.map((check) => inWorkspace(file, check));
  const lines = outcomeLines({ ...outcome, checks }, paint);
  write(run, item, outcome.error ? [...lines, errorLine(file, outcome.error)] : lines);
  if (outcome.status === "passed") run.passed(item, duration);
  else if (outcome.error) run.errored(item, errorMessage(file, outcome.error), duration);
  else run.failed(item, failureMessages(file, outcome), duration);
}

function write(run: TestRun, item: TestItem, lines: readonly string[]): void {
  if (lines.length > 0) run.appendOutput(lines.map((line) => `${line}\r\n`).join(""), undefined, item);
}

function errorLine(file: Uri, { message, location }: RunError): string {
  const place = location ? `${pathOf(file, location)}:${location.line}:${location.column}: ` : "";
  return `    ${paint(place + message, "bad")}`;
}

/** A check with its place as one can click on it in the output. */
function inWorkspace(file: Uri, check: CheckResult): CheckResult {
  const { location } = check;
  return location ? { ...check, location: { ...location, file: pathOf(file, location) } } : check;
}
