import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseTrace, TraceError } from "../exporters/json.ts";
import type { Trace } from "../trace/trace.ts";
import type { Command } from "./command.ts";
import { draw, holdsSeveral, parseFormat } from "./export/formats.ts";
import { EXIT, UsageError } from "./host.ts";
import type { ExitCode, Host } from "./host.ts";
import { parseOptions, parseSeed, quoteAll } from "./options.ts";
import { explainError } from "./places.ts";
import { Progress } from "./progress.ts";
import { runFiles } from "./runFiles.ts";
import { findScenarioFiles } from "./scenarioFiles.ts";
import { writeText } from "./traceFiles.ts";

/** Mermaid refuses longer texts unless it is configured otherwise, and GitHub doesn't configure it. */
const MERMAID_LIMIT = 50_000;

/** Runs to be drawn, and whether they got to their end. */
interface Drawable {
  readonly runs: readonly [Trace, ...Trace[]];
  readonly code: ExitCode;
}

/** `faultline export`: draws the run of one scenario. */
export const exportCommand: Command = {
  help: `Draws the run of one scenario.

Usage: faultline export FILE --format FORMAT [options]

FILE is a scenario file, or a trace that was written as JSON.

Options:
  --format FORMAT    svg: the diagram as a picture; html: the diagram to step through, one file that needs
                     nothing else; mermaid: a sequence diagram that GitHub shows; text: for the terminal;
                     json: the trace, which VS Code opens as the diagram if it is called NAME.trace.json
  --only NAME        the scenario, when the file has several; html holds them all without it
  --events A..B      draw only these events, numbered from 1 as in the diagram (svg and mermaid)
  --time A..B        draw only what happens in these virtual times in ms (svg and mermaid)
  --seed N           seed of all random decisions, a whole number from 0 (default 1)
  --out FILE         write to this file, not to the standard output
  --help             show this help
`,

  async run(args, host) {
    const { values, positionals } = parseOptions("export", args, {
      format: { type: "string" },
      only: { type: "string" },
      events: { type: "string" },
      time: { type: "string" },
      seed: { type: "string" },
      out: { type: "string" },
    });
    if (positionals.length !== 1) throw new UsageError("export takes one FILE; see faultline export --help");
    const format = parseFormat(values.format);
    const [file] = positionals;
    const which = { only: values.only, all: values.only === undefined && holdsSeveral(format) };
    const drawable = file.endsWith(".json")
      ? await readTrace(file, host)
      : await runScenarios(file, parseSeed(values.seed), which, host);
    if (!drawable) return EXIT.unable;
    const { runs, code } = drawable;
    const { events, time } = values;
    const text = await draw(
      format,
      { runs, part: { events, time }, printed: values.out === undefined },
      host,
    );
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

async function readTrace(file: string, host: Host): Promise<Drawable> {
  let document: Uint8Array;
  try {
    document = await readFile(resolve(host.folder, file));
  } catch {
    throw new UsageError(`can't read "${file}"`);
  }
  try {
    return { runs: [parseTrace(document)], code: EXIT.ok };
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const { message, place } = error;
    throw new UsageError(`${file}${place ? `:${place.line}:${place.column}` : ""}: ${message}`);
  }
}

/** Which scenarios of a file are drawn: the one of that name, or all, or else the only one. */
interface Choice {
  readonly only: string | undefined;
  readonly all: boolean;
}

/** @returns nothing when the file can't be run; that has been said then */
async function runScenarios(
  target: string,
  seed: number,
  { only, all }: Choice,
  host: Host,
): Promise<Drawable | undefined> {
  const files = await findScenarioFiles([target], host.folder);
  if (files.length > 1) throw new UsageError(`export takes one FILE; "${target}" holds ${files.length}`);
  const progress = new Progress(host);
  progress.await(`running ${target}`);
  const which = only === undefined ? (all ? {} : { first: true }) : { only };
  try {
    for await (const [file, { runs, scenarios, error }] of runFiles(
      files,
      { seed, record: true, ...which },
      host,
    )) {
      progress.clear();
      const names = quoteAll(scenarios.map(({ name }) => name));
      if (only === undefined && !all && scenarios.length > 1) {
        throw new UsageError(`${file.shown} has several scenarios; choose with --only one of ${names}`);
      }
      for (const problem of [error, ...runs.map((run) => run.error)]) {
        if (problem) host.stderr.write(await explainError(file, problem));
      }
      if (error) return undefined;
      if (runs.length === 0) throw new UsageError(`no scenario is called "${only}"; there are ${names}`);
      const traces = runs.flatMap(({ trace }) => trace ?? []);
      if (traces.length === 0) return undefined;
      const [first, ...others] = traces;
      const complete = runs.every(({ status }) => status === "passed" || status === "failed");
      return { runs: [first, ...others], code: complete ? EXIT.ok : EXIT.unable };
    }
    return undefined;
  } finally {
    progress.clear();
  }
}
