import { toMermaid } from "../../src/exporters/mermaid.ts";
import { billLine } from "../../src/exporters/text/bill.ts";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { galleryFiles, galleryText } from "./files.ts";

const SHELVES: Readonly<Record<string, string>> = {
  "": "What goes wrong, and the usual cure",
  fallacies: "The eight fallacies",
  protocols: "Protocols and their classic failures",
};

/** Events of a run that are drawn: of a longer one its beginning. */
const MOST_EVENTS = 120;

/**
 * Composes the gallery's index page: what each file says of itself, and of each of its scenarios the run with seed 1 as
 * a picture.
 * @param dist Folder of the built product.
 */
export async function composeIndex(dist: URL): Promise<string> {
  const runner = new Runner({
    workers: nodeWorkers(dist),
    readSource: (name) => galleryText(name.slice(1)),
    limits: { time: 60_000 },
  });
  const parts = [HEAD];
  let shelf: string | undefined;
  try {
    for (const name of await galleryFiles()) {
      const folder = name.includes("/") ? name.slice(0, name.indexOf("/")) : "";
      if (folder !== shelf) parts.push(`## ${SHELVES[folder]}\n`);
      shelf = folder;
      const { runs, error } = await runner.run({ file: `/${name}`, seed: 1, record: true });
      if (error !== undefined) throw new Error(`${name}: ${error.message}`);
      parts.push(
        section(
          name,
          await galleryText(name),
          runs.map(({ trace }) => trace!),
        ),
      );
    }
  } finally {
    runner.dispose();
  }
  return parts.join("\n");
}

const HEAD = `<!-- Written by \`npm run gallery\`; don't edit. -->

# The gallery

Each file shows something that goes wrong when work crosses machines, and the usual cure. Open one in VS Code with
Faultline and its diagram stands beside it: **Faultline: Open Gallery**. Or run them all: \`faultline run media/gallery\`.
The pictures here are of the runs with seed 1; a sequence diagram has rows instead of time, so look at the live one for
how long things take.
`;

function section(name: string, text: string, traces: readonly Trace[]): string {
  const title = name
    .slice(name.lastIndexOf("/") + 1)
    .replace(/\.scenario\.ts$/, "")
    .replaceAll("-", " ");
  const comment = /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? "";
  const about = comment.replaceAll(/^\/\/ ?/gm, "").trim();
  return [`### [${title}](${name})\n`, `${about}\n`, ...traces.map(picture)].join("\n");
}

function picture(trace: Trace): string {
  const last = trace.events.length - 1;
  const part = last < MOST_EVENTS ? {} : { from: 0, to: MOST_EVENTS - 1 };
  const how = trace.checks.some(({ status }) => status === "violated") ? "✗ fails, as it says" : "✓ holds";
  const shown = last < MOST_EVENTS ? "" : ` The first ${MOST_EVENTS} of ${last + 1} events:`;
  return [
    "<details>",
    `<summary>${escapeHtml(trace.scenario)} (${how})</summary>\n`,
    `${billLine(trace.bill)}.${shown}\n`,
    "```mermaid",
    toMermaid(trace, part).trimEnd(),
    "```\n",
    "</details>\n",
  ].join("\n");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
