import type { ExportFormat, ExportedPart } from "../../src/protocol/messages.ts";
import { toMermaid } from "../../src/exporters/mermaid.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { MOST_EVENTS, PictureTooHigh, toSvg } from "../../src/exporters/svg.tsx";
import { formatCount } from "../../src/trace/format.ts";
import type { Session } from "../model/session.ts";
import type { RunPart } from "../../src/trace/runPart.ts";
import { rasterise } from "./rasterise.ts";
import { themePalette } from "./themePalette.ts";

/** A session that has a run. */
export type ShownSession = Session & { readonly run: RunIndex };

/**
 * Draws the run as the session shows it, for a file.
 * @param view Nothing while the diagram isn't on show.
 * @throws {Error} that says what to do, if there is nothing in view, or if the picture would be too large
 */
export async function drawRun(
  session: ShownSession,
  format: ExportFormat,
  part: ExportedPart,
  view: RunPart | undefined,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const range = rangeOf(session, part, view);
  switch (format) {
    case "mermaid":
      return toMermaid(session.run.trace, range);
    case "svg":
      return svgOf(session, range);
    case "png": {
      const image = await drawImage(session, range);
      return new Uint8Array(await image.arrayBuffer());
    }
  }
}

function rangeOf({ run, marked }: ShownSession, part: ExportedPart, view: RunPart | undefined): RunPart {
  switch (part) {
    case "run":
      return { from: 0, to: run.last };
    case "view":
      if (!view) throw new Error("The diagram is not in view. Show it first.");
      return view;
    case "marked":
      if (!marked) throw new Error("Nothing is marked any more. Mark a part of the run first.");
      return marked;
  }
}

/** Draws a part of the run as a PNG in the colours of the panel. */
export function drawImage(session: ShownSession, range: RunPart): Promise<Blob> {
  return rasterise(svgOf(session, { ...range, palette: themePalette() }));
}

/** So much of a long run stands around the play head where there is no better measure. */
const AROUND = 100;

/**
 * What makes a picture of a sensible size: the marked part if there is one, else all of the run, or of a long one what
 * is in view, if anything is.
 */
export function pictureRange({ run, step, marked }: ShownSession, view: RunPart | undefined): RunPart {
  if (marked) return marked;
  if (run.last < MOST_EVENTS) return { from: 0, to: run.last };
  return view ?? { from: Math.max(0, step - AROUND), to: Math.min(run.last, step + AROUND) };
}

/** The picture in the order, with the axis, clocks and messages that the session shows. */
export function svgOf(session: ShownSession, options: RunPart & { readonly palette?: string }): string {
  const { run, axis, zoom, clocks, shown } = session;
  const count = options.to - options.from + 1;
  if (count > MOST_EVENTS) {
    throw new Error(
      `These are ${formatCount(count, "event")}, and a picture holds at most ${MOST_EVENTS}. ` +
        "Mark fewer, take what is in view, or export the run as HTML.",
    );
  }
  try {
    return toSvg(run, { ...options, axis, zoom, clocks, shown });
  } catch (error) {
    throw error instanceof PictureTooHigh
      ? new Error(`Here ${error.message}. Zoom out, or choose the shortened or the causal time axis.`)
      : error;
  }
}
