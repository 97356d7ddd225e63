import { resolve } from "node:path";
import type { Command } from "./command.ts";
import { draw, holdsSeveral, parseFormat } from "./export/formats.ts";
import { EXIT, UsageError } from "./host.ts";
import { parseOptions, parseSeed } from "./options.ts";
import { readRuns } from "./readRuns.ts";
import { writeText } from "./traceFiles.ts";

/** Mermaid refuses longer texts unless it is configured otherwise, and GitHub doesn't configure it. */
const MERMAID_LIMIT = 50_000;

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
  --events A..B      draw only these events, numbered from 1 as in the diagram; html holds the whole run, and
                     opens with these events marked
  --time A..B        the same for what happens between these virtual times in ms
  --seed N           seed of all random decisions, a whole number from 0 (default 1)
  --without-faults   leave out everything that goes wrong
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
      "without-faults": { type: "boolean" },
      out: { type: "string" },
    });
    if (positionals.length !== 1) throw new UsageError("export takes one FILE; see faultline export --help");
    const format = parseFormat(values.format);
    const [file] = positionals;
    const { only, events, time } = values;
    const part = { events, time };
    const without = values["without-faults"] ? ("faults" as const) : undefined;
    const choice = { only, seed: parseSeed(values.seed), without, all: holdsSeveral(format, part) };
    const found = await readRuns(file, choice, host);
    if (!found) return EXIT.unable;
    const { runs, code } = found;
    const text = await draw(format, { runs, part, printed: values.out === undefined }, host);
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
