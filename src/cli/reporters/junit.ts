import { isSurprise, verdict } from "../../exporters/text/checks.ts";
import type { FileOutcome, RunOutcome } from "../../runner/outcome.ts";
import { tellWithout } from "../../trace/fault.ts";
import type { CheckResult, Location } from "../../trace/trace.ts";
import type { Output } from "../host.ts";
import { fromUser } from "../places.ts";
import type { ScenarioFile } from "../scenarioFiles.ts";
import type { Reporter } from "./reporter.ts";

/** Prints one XML document in the form of JUnit, which build servers read, when all is done. */
export class JUnitReporter implements Reporter {
  readonly #output: Output;
  readonly #suites: string[] = [];

  constructor(output: Output) {
    this.#output = output;
  }

  add(file: ScenarioFile, { runs, error }: FileOutcome): void {
    const cases = runs.map((run) => testCase(file, run));
    if (error) {
      const where = error.location && fromUser(file, error.location);
      cases.push(
        `    <testcase classname="${xml(file.shown)}" name="${xml(file.shown)}">\n` +
          `${problem("error", error.message, where)}    </testcase>\n`,
      );
    }
    const failures = runs.filter(({ status }) => status === "failed").length;
    const errors =
      runs.filter(({ status }) => status === "error" || status === "stopped").length + (error ? 1 : 0);
    this.#suites.push(
      `  <testsuite name="${xml(file.shown)}" tests="${cases.length}" failures="${failures}" errors="${errors}">\n` +
        `${cases.join("")}  </testsuite>\n`,
    );
  }

  finish(): void {
    this.#output.write(
      `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="faultline">\n${this.#suites.join("")}</testsuites>\n`,
    );
  }
}

function testCase(file: ScenarioFile, run: RunOutcome): string {
  const { name, seed, hash, checks, error, status } = run;
  const without = run.trace?.without;
  let body =
    "      <properties>\n" +
    `        <property name="seed" value="${seed}"/>\n` +
    `        <property name="hash" value="${hash}"/>\n` +
    (without ? `        <property name="run" value="${xml(tellWithout(without))}"/>\n` : "") +
    "      </properties>\n";
  for (const check of checks.filter(isSurprise)) {
    body += problem("failure", failureMessage(check), check.location && fromUser(file, check.location));
  }
  if (status === "error" || status === "stopped") {
    const { message = verdict(run).words, location } = error ?? {};
    body += problem("error", message, location && fromUser(file, location));
  }
  return `    <testcase classname="${xml(file.shown)}" name="${xml(name)}">\n${body}    </testcase>\n`;
}

function failureMessage({ name, status, message }: CheckResult): string {
  return status === "violated" ? `${name}: ${message}` : `${name}: expected to be violated, but held`;
}

function problem(element: "failure" | "error", message: string, where: Location | undefined): string {
  const place = where ? `${where.file}:${where.line}:${where.column}: ` : "";
  return `      <${element} message="${xml(message)}">${xml(place + message)}</${element}>\n`;
}

/** Escapes a text for XML 1.0, which has no way at all to write most control characters. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "�")
    .replace(/[&<>"\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);
}
