import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { ClockName } from "../trace/event.ts";
import { runFacts } from "../trace/runFacts.ts";
import { formatExtent } from "../trace/runPart.ts";
import { AXIS_WIDTH, columns as columnsOf } from "./picture/columns.ts";
import { gapFor } from "./picture/gap.ts";
import { compose } from "./picture/compose.ts";
import { Picture } from "./picture/drawing/Picture.tsx";
import { LabelBoard } from "./picture/labelBoard.ts";
import type { RunIndex } from "./picture/runIndex.ts";
import type { Layout, View } from "./picture/scene.ts";
import { EVERYTHING, shownRun, type Shown } from "./picture/shown.ts";
import { Timeline, type TimeAxis } from "./picture/timeline.ts";
import { fittingZoom } from "./picture/zoom.ts";
import { Axis } from "./svg/Axis.tsx";
import { fit } from "./svg/fit.ts";
import { Heads, headsHeight } from "./svg/Heads.tsx";
import { PALETTE, STYLE } from "./svg/style.ts";
import { estimateWidth } from "./svg/textWidths.ts";
import { toXml } from "./svg/xml.ts";

/** The longest part of a run that makes a picture that programs still open. */
export const MOST_EVENTS = 5_000;
/** What those need at most, in px; only long waiting makes a picture higher. */
const GREATEST_HEIGHT = 1_000_000;

/** A picture would be higher than anything opens, because of long waiting. */
export class PictureTooHigh extends Error {
  constructor() {
    super("the picture would be far too high, with long times in which nothing happens");
  }
}

/** What is drawn, and how. */
export interface SvgOptions {
  /** Which part of the run, by indices of events; both ends belong to it. The whole run when not given. */
  readonly from?: number;
  readonly to?: number;
  /** What the height stands for; when not given time to scale, without waiting that would be far too long. */
  readonly axis?: TimeAxis;
  /** Pixels per ms of virtual time; such that a short run fits a page when not given. */
  readonly zoom?: number;
  /** Which clocks stand beside the events. */
  readonly clocks?: readonly ClockName[];
  /** What of it; everything when not given. */
  readonly shown?: Shown;
  /** The colours, as a style sheet for `.faultline`; light or dark as the reader prefers when not given. */
  readonly palette?: string;
}

/** A page in px: a short run fits it, and the lifelines stand no further apart than that. */
const PAGE_HEIGHT = 800;
const PAGE_WIDTH = 1000;
const COLUMN_WIDTH = 170;
const MARGIN = 16;
const TITLE_HEIGHT = 46;
/** Room above and below the events where a part is cut out, for what is said about them. */
const CUT = 28;

/**
 * Draws a run, or a part of it, as an SVG document that needs nothing else: no script, no font, no other file. It
 * is the picture of the panel, with the names of the nodes and the times around it.
 * @throws {PictureTooHigh}
 */
export function toSvg(whole: RunIndex, options: SvgOptions = {}): string {
  const { from = 0, to = whole.last, clocks = [], shown = EVERYTHING, palette = PALETTE } = options;
  const run = shownRun(whole, shown);
  const columns = columnsOf(
    run.order,
    Math.min(PAGE_WIDTH, AXIS_WIDTH + MARGIN + COLUMN_WIDTH * Math.max(2, run.order.columns.length)),
  );
  const gap = gapFor(clocks);
  const timelineOf = (axis: TimeAxis) =>
    Timeline.of(run, { axis, zoom: options.zoom ?? fittingZoom(run, PAGE_HEIGHT, { axis, gap }), gap });
  const isTooHigh = (timeline: Timeline) => {
    const { top, bottom } = timeline.spanOf({ from, to });
    return bottom - top > GREATEST_HEIGHT;
  };
  let timeline = timelineOf(options.axis ?? "true");
  if (options.axis === undefined && isTooHigh(timeline)) timeline = timelineOf("compressed");
  if (isTooHigh(timeline)) {
    throw new PictureTooHigh();
  }
  const layout = {
    run,
    timeline,
    columns,
    clocks,
    shown,
    board: new LabelBoard(),
    measure: estimateWidth,
  };
  const document = <Document layout={layout} from={from} to={to} palette={palette} />;
  return toXml(`<?xml version="1.0" encoding="UTF-8"?>\n${renderToString(document)}\n`);
}

function Document({ layout, from, to, palette }: DocumentProps): VNode {
  const { run, columns, measure } = layout;
  const { trace } = run;
  const scene = compose(layout, viewOf(layout, from, to));
  const { top, bottom } = scene.view;
  const { width } = columns;
  const heads = TITLE_HEIGHT + headsHeight(columns.order);
  const height = Math.ceil(heads + bottom - top);
  const facts = factsOf(layout, from, to);
  const room = width - 2 * MARGIN;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="faultline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title>{`${trace.scenario}: ${facts}`}</title>
      <style>{palette + STYLE}</style>
      <rect class="paper" width={width} height={height} />
      <text class="heading" x={MARGIN} y="22">
        {fit(trace.scenario, room, (text) => measure(text, "strong") * 1.15)}
      </text>
      <text class="facts" x={MARGIN} y="38">
        {fit(facts, room, (text) => measure(text, "label"))}
      </text>
      <g transform={`translate(0 ${heads})`}>
        <Picture scene={scene} trace={trace} width={width} />
        <Axis scene={scene} />
      </g>
      <g transform={`translate(0 ${TITLE_HEIGHT})`}>
        <Heads trace={trace} columns={columns} measure={measure} />
      </g>
    </svg>
  );
}

interface DocumentProps {
  readonly layout: Layout;
  readonly from: number;
  readonly to: number;
  readonly palette: string;
}

function factsOf({ run: { trace, last } }: Layout, from: number, to: number): string {
  return [...runFacts(trace), formatExtent({ from, to }, last + 1), trace.file].join(" · ");
}

/** The part of the picture in which the events lie, with a margin where it is cut. */
function viewOf({ run, timeline, columns }: Layout, from: number, to: number): View {
  const { top, bottom } = timeline.spanOf({ from, to });
  return {
    top: from === 0 ? 0 : top - CUT,
    bottom: to === run.last ? timeline.height : bottom + CUT,
    left: 0,
    right: columns.width,
  };
}
