import { readFile } from "node:fs/promises";
import { toHtml } from "../../exporters/html.ts";
import { toJson } from "../../exporters/json.ts";
import { toMermaid } from "../../exporters/mermaid.ts";
import { RunIndex } from "../../exporters/picture/runIndex.ts";
import { MOST_EVENTS, PictureTooHigh, toSvg } from "../../exporters/svg.tsx";
import { toText } from "../../exporters/text.ts";
import type { Trace } from "../../trace/trace.ts";
import { hasColor, UsageError } from "../host.ts";
import type { Host } from "../host.ts";
import { listWords, parseChoice } from "../options.ts";
import { choosePart, isPart } from "./part.ts";
import type { PartOptions } from "./part.ts";

/** What a run can be exported as. */
export const FORMATS = ["svg", "html", "mermaid", "text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** Reads the value of `--format`. @throws {UsageError} */
export function parseFormat(text: string | undefined): Format {
  if (text === undefined) throw new UsageError(`export needs --format ${listWords(FORMATS)}`);
  if (text === "png") {
    throw new UsageError(
      'only a browser can draw a PNG: use --format svg, or "Faultline: Export Picture…" in the editor',
    );
  }
  return parseChoice("--format", FORMATS, text);
}

/** Whether a document holds all the scenarios of a file, to choose among them; a part is one of one of them. */
export function holdsSeveral(format: Format, part: PartOptions): boolean {
  return format === "html" && !isPart(part);
}

/** What is to be drawn, and for whom. */
export interface Drawing {
  readonly runs: readonly [Trace, ...Trace[]];
  readonly part: PartOptions;
  /** Whether it is printed, where the width and the colours of a terminal count. */
  readonly printed: boolean;
}

/** Draws runs. @throws {UsageError} for a part that there isn't, or for a picture that would be too long */
export async function draw(format: Format, { runs, part, printed }: Drawing, host: Host): Promise<string> {
  const [trace] = runs;
  if (isPart(part) && format === "json") {
    throw new UsageError(
      "--events and --time choose what is drawn; --format json is the trace of the whole run",
    );
  }
  switch (format) {
    case "svg":
      return drawSvg(trace, part);
    case "html":
      return toHtml(
        await readFile(new URL("standalone.html", host.dist), "utf8"),
        runs,
        isPart(part) ? choosePart(part, trace) : undefined,
      );
    case "mermaid":
      return toMermaid(trace, choosePart(part, trace));
    case "json":
      return toJson(trace);
    case "text":
      return toText(trace, {
        ...choosePart(part, trace),
        ...(printed ? { width: host.stdout.columns, color: hasColor(host, host.stdout) } : {}),
      });
  }
}

function drawSvg(trace: Trace, options: PartOptions): string {
  const part = choosePart(options, trace);
  const count = part.to - part.from + 1;
  if (count > MOST_EVENTS) {
    throw new UsageError(
      `these are ${count} events, and a picture holds at most ${MOST_EVENTS}: choose a part with ` +
        `--events ${part.from + 1}..${part.from + MOST_EVENTS} or --time, or use --format html, which holds all`,
    );
  }
  try {
    return toSvg(new RunIndex(trace), part);
  } catch (error) {
    throw error instanceof PictureTooHigh
      ? new UsageError(`${error.message}; choose a part with --events or --time, or use --format html`)
      : error;
  }
}
