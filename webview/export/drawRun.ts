import type { ExportFormat, ExportedPart } from "../../src/protocol/messages.ts";
import { toMermaid } from "../../src/exporters/mermaid.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { MOST_EVENTS, toSvg } from "../../src/exporters/svg.tsx";
import { formatCount } from "../../src/trace/format.ts";
import type { Session } from "../model/session.ts";
import { rasterise } from "./rasterise.ts";
import { themePalette } from "./themePalette.ts";

/** The part of the run that is in view, by indices of events; both ends belong to it. */
export interface EventsInView {
  readonly first: number;
  readonly last: number;
}

/** A session that has a run. */
type Shown = Session & { readonly run: RunIndex };

/**
 * Draws the run as the session shows it, for a file.
 * @param view Nothing while the diagram isn't on show.
 * @throws {Error} that says what to do, if there is nothing in view, or if the picture would be too large
 */
export async function drawRun(
  session: Shown,
  format: ExportFormat,
  part: ExportedPart,
  view: EventsInView | undefined,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (part === "view" && !view) throw new Error("The diagram is not in view. Show it first.");
  const range = part === "view" && view ? { from: view.first, to: view.last } : {};
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

/** Draws the run, or what is in view of a long one, as a PNG in the colours of the panel. */
export function drawImage(session: Shown, range: Range): Promise<Blob> {
  return rasterise(svgOf(session, { ...range, palette: themePalette() }));
}

/** So much of a long run stands around the play head where there is no better measure. */
const AROUND = 100;

/** What makes a picture of a sensible size: all of a run, or of a long one what is in view, if anything is. */
export function pictureRange({ run, step }: Shown, view: EventsInView | undefined): Range {
  if (run.last < MOST_EVENTS) return {};
  const { first, last } = view ?? {
    first: Math.max(0, step - AROUND),
    last: Math.min(run.last, step + AROUND),
  };
  return { from: first, to: last };
}

interface Range {
  readonly from?: number;
  readonly to?: number;
}

/** The picture in the order, with the axis, clocks and messages that the session shows. */
export function svgOf(session: Shown, options: Range & { readonly palette?: string }): string {
  const { run, axis, zoom, clocks, shown } = session;
  const { from = 0, to = run.last } = options;
  const count = to - from + 1;
  if (count > MOST_EVENTS) {
    throw new Error(
      `The run has ${formatCount(count, "event")}, and a picture holds at most ${MOST_EVENTS}. ` +
        "Export what is in view, or the whole run as HTML.",
    );
  }
  return toSvg(run, { ...options, axis, zoom, clocks, shown });
}
