import { Location, MarkdownString, Position, TestMessage, TestMessageStackFrame, workspace } from "vscode";
import type { Uri } from "vscode";
import type { RunOutcome } from "../../runner/outcome.ts";
import type { Location as Place, RunError } from "../../trace/trace.ts";
import { locate } from "../run/locate.ts";
import { failuresOf } from "./failures.ts";
import type { Failure } from "./failures.ts";
import { leadTo } from "./shownRun.ts";

/** Causes that a message tells in words. */
const TOLD_CAUSES = 6;

/** What the Testing view says of a run that failed: a message for each check that came out unforeseen. */
export function failureMessages(file: Uri, run: RunOutcome): TestMessage[] {
  return failuresOf(run).map((failure) => {
    const message = placed(new TestMessage(markdown(failure)), file, failure.location);
    leadTo(message, {
      uri: file.toString(),
      scenario: run.name,
      seed: run.seed,
      ...(failure.step !== undefined && { step: failure.step }),
    });
    message.stackTrace = failure.chain.map(
      ({ text, location }) =>
        new TestMessageStackFrame(
          text,
          location && locate(file, location),
          location && new Position(location.line - 1, location.column - 1),
        ),
    );
    return message;
  });
}

/** What it says of a scenario that could not run, or not to its end. */
export function errorMessage(file: Uri, { message, location }: RunError): TestMessage {
  return placed(new TestMessage(message), file, location);
}

/** The path of a place as the output names it, so that one can click on it. */
export function pathOf(file: Uri, location: Place): string {
  return workspace.asRelativePath(locate(file, location));
}

function placed(message: TestMessage, file: Uri, location: Place | undefined): TestMessage {
  if (location) {
    const position = new Position(location.line - 1, location.column - 1);
    message.location = new Location(locate(file, location), position);
  }
  return message;
}

/** The first line is what stands in the editor, behind the check. The frames below it show lines, and no words. */
function markdown({ check, found, expected, event, seed, chain }: Failure): MarkdownString {
  const facts = [["Expected", expected], ...(event === undefined ? [] : [["Event", event]]), ["Seed", seed]];
  const causes = chain.slice(1, 1 + TOLD_CAUSES).map(({ text }) => plain(text));
  if (chain.length > 1 + TOLD_CAUSES) causes.push("…");
  return new MarkdownString(
    [
      `**${plain(check)}**: ${plain(found)}`,
      list(facts.map(([label, text]) => `${label}: ${plain(text)}`)),
      ...(causes.length === 0 ? [] : ["What led to it:", list(causes)]),
    ].join("\n\n"),
  );
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

/** A text that Markdown leaves as it is, on one line. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, "\\$&").replaceAll(/\s+/g, " ");
}
