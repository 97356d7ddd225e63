import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseTrace, toJson } from "../exporters/json.ts";
import { toMermaid } from "../exporters/mermaid.ts";
import { toText } from "../exporters/text.ts";
import type { Trace } from "../trace/trace.ts";
import type { Command } from "./command.ts";
import { EXIT, hasColor, UsageError } from "./host.ts";
import type { ExitCode, Host } from "./host.ts";
import { listWords, parseChoice, parseOptions, parseSeed, quoteAll } from "./options.ts";
import { explainError } from "./places.ts";
import { Progress } from "./progress.ts";
import { runFiles } from "./runFiles.ts";
import { findScenarioFiles } from "./scenarioFiles.ts";
import { writeText } from "./traceFiles.ts";

const FORMATS = ["mermaid", "text", "json"] as const;

/** Mermaid refuses longer texts unless it is configured otherwise, and GitHub doesn't configure it. */
const MERMAID_LIMIT = 50_000;

/** A run to be drawn, and whether it got to its end. */
interface Drawable {
  readonly trace: Trace;
  readonly code: ExitCode;
}

/** `faultline export`: draws the run of one scenario. */
export const exportCommand: Command = {
  help: `Draws the run of one scenario.

Usage: faultline export FILE --format FORMAT [options]

FILE is a scenario file, or a trace that was written as JSON.

Options:
  --format FORMAT    mermaid: a sequence diagram that GitHub shows; text: for the terminal; json: the trace
  --only NAME        the scenario, when the file has several
  --seed N           seed of all random decisions, a whole number from 0 (default 1)
  --out FILE         write to this file, not to the standard output
  --help             show this help
`,

  async run(args, host) {
    const { values, positionals } = parseOptions("export", args, {
      format: { type: "string" },
      only: { type: "string" },
      seed: { type: "string" },
      out: { type: "string" },
    });
    if (positionals.length !== 1) throw new UsageError("export takes one FILE; see faultline export --help");
    if (values.format === undefined) throw new UsageError(`export needs --format ${listWords(FORMATS)}`);
    const format = parseChoice("--format", FORMATS, values.format);
    const [file] = positionals;
    const drawable = file.endsWith(".json")
      ? await readTrace(file, host)
      : await runScenario(file, parseSeed(values.seed), values.only, host);
    if (!drawable) return EXIT.unable;
    const { trace, code } = drawable;
    const text = draw(trace, format, values.out === undefined ? host : undefined);
    if (format === "mermaid" && text.length > MERMAID_LIMIT) {
      host.stderr.write(
        `faultline: the diagram has ${text.length} characters; Mermaid shows at most ${MERMAID_LIMIT} by default\n`,
      );
    }
    if (values.out === undefined) host.stdout.write(text);
    else await writeText(resolve(host.folder, values.out), text);
    return code;
  },
};

/** @param terminal Where the text goes, unless it goes to a file. */
function draw(trace: Trace, format: (typeof FORMATS)[number], terminal: Host | undefined): string {
  switch (format) {
    case "mermaid":
      return toMermaid(trace);
    case "json":
      return toJson(trace);
    case "text":
      if (!terminal) return toText(trace);
      return toText(trace, { width: terminal.stdout.columns, color: hasColor(terminal, terminal.stdout) });
  }
}

async function readTrace(file: string, host: Host): Promise<Drawable> {
  let text: string;
  try {
    text = await readFile(resolve(host.folder, file), "utf8");
  } catch {
    throw new UsageError(`can't read "${file}"`);
  }
  try {
    return { trace: parseTrace(text), code: EXIT.ok };
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

/** @returns nothing when the file can't be run; that has been said then */
async function runScenario(
  target: string,
  seed: number,
  only: string | undefined,
  host: Host,
): Promise<Drawable | undefined> {
  const files = await findScenarioFiles([target], host.folder);
  if (files.length > 1) throw new UsageError(`export takes one FILE; "${target}" holds ${files.length}`);
  const progress = new Progress(host);
  progress.await(`running ${target}`);
  const request = { seed, record: true, ...(only === undefined ? { first: true } : { only }) };
  try {
    for await (const [file, { runs, scenarios, error }] of runFiles(files, request, host)) {
      progress.clear();
      const names = quoteAll(scenarios.map(({ name }) => name));
      if (only === undefined && scenarios.length > 1) {
        throw new UsageError(`${file.shown} has several scenarios; choose with --only one of ${names}`);
      }
      for (const problem of [error, runs.at(0)?.error]) {
        if (problem) host.stderr.write(await explainError(file, problem));
      }
      if (error) return undefined;
      const run = runs.at(0);
      if (!run) throw new UsageError(`no scenario is called "${only}"; there are ${names}`);
      const complete = run.status === "passed" || run.status === "failed";
      return run.trace && { trace: run.trace, code: complete ? EXIT.ok : EXIT.unable };
    }
    return undefined;
  } finally {
    progress.clear();
  }
}
