import type { FileOutcome } from "../runner/outcome.ts";
import type { Command } from "./command.ts";
import { EXIT, hasColor, UsageError } from "./host.ts";
import type { ExitCode, Host } from "./host.ts";

import { parseChoice, parseOptions, parseSeed, parseSeeds, quoteAll } from "./options.ts";
import { explainError } from "./places.ts";
import { Progress } from "./progress.ts";
import { JsonReporter } from "./reporters/json.ts";
import { JUnitReporter } from "./reporters/junit.ts";
import type { Reporter } from "./reporters/reporter.ts";
import { TextReporter } from "./reporters/text.ts";
import { runFiles, sweepFiles } from "./runFiles.ts";
import { findScenarioFiles } from "./scenarioFiles.ts";
import type { ScenarioFile } from "./scenarioFiles.ts";
import { TraceFiles } from "./traceFiles.ts";

const REPORTERS = ["text", "json", "junit"] as const;

/** `faultline run`: runs scenarios and says whether all did as expected. */
export const runCommand: Command = {
  help: `Runs scenarios and checks them.

Usage: faultline run [FILE|FOLDER…] [options]

Runs the given files, and every *.scenario.ts below the given folders; below the current folder when none is given.

Options:
  --seed N           seed of all random decisions, a whole number from 0 (default 1)
  --seeds A..B       run with each seed from A to B, and report of each scenario the first run that fails
  --only NAME        run only the scenarios of this name
  --without-faults   leave out everything that goes wrong; where there is something, every check must hold then
  --trace FILE       write the trace as JSON; VS Code opens a NAME.trace.json as the diagram; several runs go to
                     NAME-1.trace.json, NAME-2.trace.json, … in the order of the report
  --reporter NAME    text (default), json or junit
  --help             show this help

Exit codes: 0 every scenario did as expected, 1 a check failed, 2 something could not run.
`,

  async run(args, host) {
    const { values, positionals } = parseOptions("run", args, {
      seed: { type: "string" },
      seeds: { type: "string" },
      only: { type: "string" },
      "without-faults": { type: "boolean" },
      trace: { type: "string" },
      reporter: { type: "string", default: "text" },
    });
    if (values.seed !== undefined && values.seeds !== undefined)
      throw new UsageError("--seed and --seeds exclude each other");
    const seeds = values.seeds === undefined ? undefined : parseSeeds(values.seeds);
    const seed = seeds?.first ?? parseSeed(values.seed);
    const reporter = createReporter(parseChoice("--reporter", REPORTERS, values.reporter), seed, host);
    const files = await findScenarioFiles(positionals.length > 0 ? positionals : ["."], host.folder);
    const { only } = values;
    const traces = values.trace === undefined ? undefined : new TraceFiles(values.trace, host.folder);
    const progress = new Progress(host);
    const without = values["without-faults"] ? ("faults" as const) : undefined;
    const which = { without, ...(only === undefined ? {} : { only }) };
    const names: string[] = [];
    let code: ExitCode = EXIT.ok;
    let ran = false;
    let position = 0;
    const announce = ({ shown }: ScenarioFile) =>
      progress.await(`running ${++position} of ${files.length}: ${shown}`);
    const outcomes =
      seeds === undefined
        ? runFiles(files, { seed, record: true, ...which }, host, announce)
        : sweepFiles(files, { seeds, ...which }, host, (file, runs) => {
            if (runs === 0) announce(file);
            else progress.update(`running ${position} of ${files.length}: ${file.shown}, ${runs} runs`);
          });
    try {
      for await (const [file, outcome] of outcomes) {
        progress.clear();
        names.push(...outcome.scenarios.map(({ name }) => name));
        if (outcome.runs.length === 0 && !outcome.error) continue;
        ran = true;
        code = worse(code, exitCodeOf(outcome));
        reporter.add(file, outcome);
        for (const { error } of [...outcome.runs, outcome]) {
          if (error) host.stderr.write(await explainError(file, error));
        }
        for (const { trace } of outcome.runs) if (trace) await traces?.add(trace);
      }
    } finally {
      progress.clear();
    }
    if (!ran) throw new UsageError(`no scenario is called "${only}"; there are ${quoteAll(names)}`);
    await traces?.finish();
    reporter.finish();
    return code;
  },
};

function createReporter(name: (typeof REPORTERS)[number], seed: number, host: Host): Reporter {
  switch (name) {
    case "text":
      return new TextReporter(host.stdout, hasColor(host, host.stdout));
    case "json":
      return new JsonReporter(host.stdout, seed);
    case "junit":
      return new JUnitReporter(host.stdout);
  }
}

function exitCodeOf({ runs, error }: FileOutcome): ExitCode {
  if (error || runs.some(({ status }) => status === "error" || status === "stopped")) return EXIT.unable;
  return runs.some(({ status }) => status === "failed") ? EXIT.failed : EXIT.ok;
}

function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}
