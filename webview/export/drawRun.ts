import type { ExportFormat, ExportedPart } from "../../src/protocol/messages.ts";
import { toMermaid } from "../../src/exporters/mermaid.ts";
import { arrange } from "../../src/exporters/picture/columnOrder.ts";
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
 * @param view Where `view` is asked for; all of the run when nothing of it is in view.
 * @throws {Error} that says what to do, if the picture would be too large
 */
export async function drawRun(
  session: Shown,
  format: ExportFormat,
  part: ExportedPart,
  view: EventsInView | undefined,
): Promise<string | Uint8Array<ArrayBuffer>> {
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

/** What of a run makes a picture of a sensible size: all of it, or what is in view of a long one. */
export function pictureRange({ run }: Shown, view: EventsInView | undefined): Range {
  return run.last < MOST_EVENTS || !view ? {} : { from: view.first, to: view.last };
}

interface Range {
  readonly from?: number;
  readonly to?: number;
}

/** The picture in the order, with the axis, clocks and messages that the session shows. */
export function svgOf(session: Shown, options: Range & { readonly palette?: string }): string {
  const { run, arrangement, axis, zoom, clocks, muted } = session;
  const { from = 0, to = run.last } = options;
  const count = to - from + 1;
  if (count > MOST_EVENTS) {
    throw new Error(
      `The run has ${formatCount(count, "event")}, and a picture holds at most ${MOST_EVENTS}. ` +
        "Export what is in view, or the whole run as HTML.",
    );
  }
  const shown = arrangement ? run.ordered(arrange(run.trace, run.order, arrangement)) : run;
  return toSvg(shown, { ...options, axis, zoom, clocks, muted });
}
