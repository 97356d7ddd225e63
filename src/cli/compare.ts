import { writingComparisonJson } from "../exporters/comparisonJson.ts";
import { toComparisonText } from "../exporters/text/comparison.ts";
import { compare, type Comparison } from "../trace/comparison/compare.ts";
import { isSame } from "../trace/comparison/isSame.ts";
import type { Command } from "./command.ts";
import { planComparison } from "./compare/plan.ts";
import { readSides } from "./compare/sides.ts";
import { EXIT, hasColor } from "./host.ts";
import type { Host } from "./host.ts";
import { parseChoice, parseOptions } from "./options.ts";

const REPORTERS = ["text", "json"] as const;

/** `faultline compare`: says how two runs differ. */
export const compareCommand: Command = {
  help: `Says how two runs differ, event by event.

Usage: faultline compare A [B] [options]

A and B are scenario files, or traces that were written as JSON. Without B both runs are of A, and one of these
options sets them apart:

  --seeds N,M        the seed of the first run, and that of the second
  --without-faults   the first run leaves out everything that goes wrong
  --without-fault N  the first run leaves out one fault: event N of the second, numbered from 1 as in the diagram
  --only N --only M  the scenario of the first run, and that of the second

Options:
  --only NAME        the scenario of both runs, where a file has several
  --seed N           seed of all random decisions, a whole number from 0 (default 1)
  --reporter NAME    text (default) or json
  --help             show this help

Exit codes: 0 the runs are the same, 1 they differ, 2 one of them could not be read, or run to its end.
`,

  async run(args, host) {
    const { values, positionals } = parseOptions("compare", args, {
      seeds: { type: "string" },
      "without-faults": { type: "boolean" },
      "without-fault": { type: "string" },
      only: { type: "string", multiple: true },
      seed: { type: "string" },
      reporter: { type: "string", default: "text" },
    });
    const reporter = parseChoice("--reporter", REPORTERS, values.reporter);
    const sides = await readSides(planComparison(positionals, values), host);
    if (!sides) return EXIT.unable;
    const comparison = compare(sides.a, sides.b);
    print(comparison, reporter, host);
    if (!sides.complete) return EXIT.unable;
    return isSame(comparison) ? EXIT.ok : EXIT.failed;
  },
};

function print(comparison: Comparison, reporter: (typeof REPORTERS)[number], host: Host): void {
  const { stdout } = host;
  if (reporter === "json") for (const piece of writingComparisonJson(comparison)) stdout.write(piece);
  else stdout.write(toComparisonText(comparison, { width: stdout.columns, color: hasColor(host, stdout) }));
}
