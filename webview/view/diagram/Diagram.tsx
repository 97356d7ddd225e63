import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RefObject, VNode } from "preact";
import { lightsOf, type LightChoice } from "../../model/lights.ts";
import type { MarkedPart } from "../../model/markedPart.ts";
import { firstWhere } from "../../../src/trace/ascending.ts";
import { AXIS_WIDTH, columns as columnsOf } from "../../../src/exporters/picture/columns.ts";
import { compose } from "../../../src/exporters/picture/compose.ts";
import { gapFor } from "../../../src/exporters/picture/gap.ts";
import { LabelBoard } from "../../../src/exporters/picture/labelBoard.ts";
import type { Group } from "../../../src/exporters/picture/groups.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { Layout } from "../../../src/exporters/picture/scene.ts";
import type { RunPart } from "../../../src/trace/runPart.ts";
import { selectedPart } from "../../model/selection.ts";
import type { Session } from "../../model/session.ts";
import { shownRun } from "../../../src/exporters/picture/shown.ts";
import { playHeadY } from "../../../src/exporters/picture/playHead.ts";
import { Timeline } from "../../../src/exporters/picture/timeline.ts";
import { clampZoom, zoomToPart } from "../../../src/exporters/picture/zoom.ts";
import { Axis } from "./Axis.tsx";
import { Heads, headsHeight } from "./Heads.tsx";
import type { Pointed } from "./EventMenu.tsx";
import { HoverCard } from "./HoverCard.tsx";
import { MarkedBracket, MarkedGround, markedSpan } from "./MarkedPart.tsx";
import { createMeasure } from "./measure.ts";
import { Minimap } from "./Minimap.tsx";
import { Overlay } from "./Overlay.tsx";
import { Picture } from "../../../src/exporters/picture/drawing/Picture.tsx";
import { useAnchor, type Anchor } from "./useAnchor.ts";
import { useAxisDrag } from "./useAxisDrag.ts";
import { useFittingZoom } from "./useFittingZoom.ts";
import { useHover } from "./useHover.ts";
import { useMarking } from "./useMarking.ts";
import { useSize } from "../useSize.ts";

/** The picture is drawn in pieces of this height, so that scrolling redraws it only now and then. */
const PIECE = 256;
/** How much more than the viewport is drawn on either side. */
const OVERSCAN = 192;
/** Room above and below what is to be seen as a whole, in px. */
const AROUND = 48;
/** A run of so many events hardly ever fits into the window. */
const LONG = 60;

/** What the rest of the panel can ask of the diagram. */
export interface DiagramControls {
  /** Multiplies the scale, around the play head if it is in view. */
  zoomBy(factor: number): void;
  /** Takes the largest scale at which what is selected can be seen as a whole, and goes there. */
  fitSelection(): void;
  /** Scrolls down by that many viewports. */
  scrollBy(pages: number): void;
  /** Scrolls to a virtual time in ms. */
  scrollToTime(time: number): void;
  /** Virtual time in ms at the top of the viewport, and the part of the run in view. */
  view(): { readonly top: number; readonly part: RunPart } | undefined;
}

/** The run as a picture with its own scroll area: time runs down, a lifeline for each node and client. */
export function Diagram(props: DiagramProps): VNode {
  const { run: whole, session, controls, onZoom, onPick } = props;
  const { axis, clocks, marked, shown, step } = session;
  const { arrangement, folded } = shown;
  // What is muted or tinted needs no other run.
  const run = useMemo(() => shownRun(whole, shown), [whole, arrangement, folded]);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const measure = useMemo(createMeasure, []);

  const gap = gapFor(clocks);
  const heads = headsHeight(run.order);
  const windowHeight = Math.max(100, size.height - heads);
  const fitting = useFittingZoom(
    run,
    windowHeight,
    { axis, gap },
    `${session.fits}\n${session.uri}\n${run.trace.scenario}`,
  );
  const zoom = session.zoom ?? fitting;
  const tall = useMemo(() => Timeline.of(run, { axis, zoom, gap }), [run, axis, zoom, gap]);
  // Where nobody has scrolled yet, what is marked is what there is to see.
  const start = props.top ?? (marked && tall.timeAt(tall.spanOf(marked).top - AROUND));
  const anchor = useAnchor(scroller, tall, { run, start, step, window: windowHeight });
  const { origin } = anchor;
  const timeline = useMemo(() => tall.from(origin), [tall, origin]);
  const columns = useMemo(() => columnsOf(run.order, size.width), [run, size.width]);
  const layout = useMemo<Layout>(
    () => ({ run, timeline, columns, clocks, shown, board: new LabelBoard(), measure }),
    [run, timeline, columns, clocks, shown, measure],
  );

  const [scrollLeft, setScrollLeft] = useState(0);
  const [, redraw] = useState({});
  const [top, bottom] = pieces(anchor.top - origin, windowHeight);
  const [left, right] = pieces(scrollLeft, size.width);
  const { measured } = size;
  // Before the size is known there is nothing to compose: it would have to be done again at once.
  const scene = useMemo(
    () => compose(layout, { top, bottom: measured ? bottom : top, left, right }),
    [layout, measured, top, bottom, left, right],
  );
  const lit = useMemo(
    () => (session.line ? run.eventsOfLine(session.line.file, session.line.line) : new Set<number>()),
    [run, session.line],
  );
  const litInView = useMemo(() => {
    const { first, last } = timeline.eventsBetween(scene.view.top, scene.view.bottom);
    return new Set([...lit].filter((event) => event >= first && event <= last));
  }, [lit, timeline, scene]);

  const lights = useMemo(() => lightsOf(props.light, run.trace, step), [props.light, run, step]);

  const zoomBy = useCallback(
    (factor: number, y?: number) => {
      const next = clampZoom(run, zoom * factor);
      if (next === zoom) return;
      const head = tall.yOf(step) - anchor.top;
      const inView = head >= 0 && head <= windowHeight;
      anchor.hold(y ?? (inView ? head : windowHeight / 2));
      onZoom(next);
    },
    [run, anchor, tall, step, zoom, windowHeight, onZoom],
  );
  const scrollTo = (y: number) => {
    anchor.scrollTo(y);
    redraw({});
  };
  const own: DiagramControls = {
    zoomBy,
    fitSelection: () => {
      const part = marked ?? selectedPart(run, step, props.light);
      const next = zoomToPart(run, part, windowHeight - 2 * AROUND, { axis, gap });
      if (next === zoom || axis === "causal") {
        scrollTo(tall.spanOf(part).top - AROUND);
      } else {
        anchor.holdEvent(part.from, AROUND);
        onZoom(next);
      }
    },
    scrollBy: (pages) => scroller.current?.scrollBy({ top: pages * windowHeight }),
    scrollToTime: (time) => scrollTo(tall.yAt(time)),
    view: () => ({
      top: tall.timeAt(anchor.top),
      part: inView(tall, anchor.top, anchor.top + windowHeight),
    }),
  };
  useLayoutEffect(() => {
    controls.current = own;
    return () => {
      controls.current = undefined;
    };
  });

  /** How far below the upper edge of the picture in view a position in the window is. */
  const below = (clientY: number) => clientY - scroller.current!.getBoundingClientRect().top - heads;
  const marking = useMarking(tall, props.onMark);
  const axisDrag = useAxisDrag({
    beyond: (y) => Math.min(0, below(y)) + Math.max(0, below(y) - windowHeight),
    begin: (y) => marking.begin(anchor.top + below(y)),
    reach: (y) => marking.reach(anchor.top + below(y)),
    scrollBy: (pixels) => scrollTo(anchor.top + pixels),
  });
  const span = useMemo(() => marked && timeline.spanOf(marked), [timeline, marked]);
  const marks = span && markedSpan(span, scene.view);

  useEffect(() => {
    const element = scroller.current!;
    const wheel = (event: WheelEvent) => {
      // A pinch on a touchpad arrives as a wheel with Ctrl, too.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const y = event.clientY - element.getBoundingClientRect().top - heads;
      zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.004)), y);
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [zoomBy, heads]);

  // Only a step of the user's moves the view; a new run never does.
  const drawn = useRef({ step, run });
  useLayoutEffect(() => {
    const { run: before } = drawn.current;
    const moved = drawn.current.step !== step && before === run;
    drawn.current = { step, run };
    if (!moved) return;
    keepInView(scroller.current!, anchor, layout, step, windowHeight);
    // The sheet may have moved and the scroll bar not.
    redraw({});
  }, [step, run, anchor, layout, windowHeight]);

  const head = playHeadY(run, timeline, step);
  const { hover, ...hoverEvents } = useHover();
  const pick = (event: MouseEvent, twice: boolean) => {
    const index = eventAt(event, layout);
    if (event.shiftKey) {
      if (index !== undefined) props.onMarkTo(index);
    } else if (index !== undefined || !twice) onPick(index, twice);
  };
  const mapped = props.minimap !== false && (measured ? tall.height > windowHeight : run.last > LONG);
  return (
    <>
      <div
        ref={scroller}
        class={mapped ? "scroller mapped" : "scroller"}
        tabIndex={0}
        role="region"
        aria-label={`Diagram of ${run.trace.scenario}`}
        onScroll={() => {
          anchor.scrolled();
          redraw({});
          setScrollLeft(Math.floor(scroller.current!.scrollLeft / OVERSCAN) * OVERSCAN);
          props.onScroll();
        }}
      >
        <Heads
          run={run}
          columns={columns}
          step={step}
          left={left}
          right={right}
          onCollapse={props.onCollapse}
        />
        <div
          class={lights ? "canvas coned" : "canvas"}
          style={{ width: `${columns.width}px`, height: `${Math.max(anchor.sheet, windowHeight)}px` }}
          onMouseDown={(event) => {
            // Else the browser selects the texts between two presses.
            if (event.shiftKey) event.preventDefault();
          }}
          onClick={(event) => pick(event, false)}
          onDblClick={(event) => pick(event, true)}
          onContextMenu={(event) => {
            const index = eventAt(event, layout);
            if (index === undefined || !props.onPoint) return;
            event.preventDefault();
            props.onPoint({ event: index, x: event.clientX, y: event.clientY });
          }}
          {...hoverEvents}
        >
          <Axis scene={scene} head={head} width={AXIS_WIDTH} drag={axisDrag}>
            {marked && marks && <MarkedBracket span={marks} trace={run.trace} part={marked} />}
          </Axis>
          {marks && <MarkedGround {...marks} />}
          {/* Behind the picture, whose texts stand out from it. */}
          <div class="play-head" style={{ top: `${head}px`, left: `${AXIS_WIDTH - 8}px` }} />
          {useMemo(
            () => measured && <Picture scene={scene} trace={run.trace} width={columns.width} />,
            [measured, scene, run, columns.width],
          )}
          <Overlay
            layout={layout}
            scene={scene}
            step={step}
            lit={litInView}
            lights={lights}
            marks={props.marks}
            found={props.found}
            pinned={props.pinned}
            ways={props.ways}
          />
        </div>
        {hover && hover.event <= run.last && <HoverCard run={run} hover={hover} />}
      </div>
      {mapped && measured && (
        <Minimap
          run={run}
          timeline={tall}
          head={playHeadY(run, tall, step)}
          height={windowHeight}
          top={anchor.top}
          window={windowHeight}
          marked={marked}
          marking={marking}
          onTop={scrollTo}
        />
      )}
    </>
  );
}

interface DiagramProps {
  readonly run: RunIndex;
  readonly session: Session;
  /** What stays lit while the rest steps back. */
  readonly light: LightChoice;
  /** Whether a long run has a minimap beside it; it has when absent. */
  readonly minimap?: boolean;
  /** How each event is to be marked in a comparison: 0 or a `MARK`. */
  readonly marks?: Uint8Array;
  /** Events that were found, ascending. */
  readonly found?: readonly number[];
  /** The event that others are held against. */
  readonly pinned?: number;
  /** Ways of cause and effect to be marked, each as indices of events, ascending. */
  readonly ways?: readonly (readonly number[])[];
  /** Virtual time in ms that is at the top when the diagram first appears. */
  readonly top: number | undefined;
  /** Takes what can be asked of the diagram, for as long as it is there. */
  readonly controls: RefObject<DiagramControls | undefined>;
  readonly onZoom: (zoom: number) => void;
  /** Make one lifeline of those of a group, or several of the one. */
  readonly onCollapse: (group: Group) => void;
  /** An event was clicked, or double-clicked; or the empty ground was clicked. */
  readonly onPick: (event: number | undefined, twice: boolean) => void;
  /** The user marked a part, or took the mark away. */
  readonly onMark: (part: MarkedPart | undefined) => void;
  /** The user wants to have marked up to an event. */
  readonly onMarkTo: (event: number) => void;
  /** An event was pointed at to do something about it, where anything can be done. */
  readonly onPoint?: ((where: Pointed) => void) | undefined;
  readonly onScroll: () => void;
}

/** The events in view; where there are none, the last one before. */
function inView(timeline: Timeline, top: number, bottom: number): RunPart {
  const { first, last } = timeline.eventsBetween(top, bottom);
  return first <= last ? { from: first, to: last } : { from: Math.max(0, last), to: Math.max(0, last) };
}

/** The part of the picture to draw for a window at this scroll position, along one axis, in whole pieces. */
function pieces(scrolled: number, window: number): readonly [from: number, to: number] {
  return [
    Math.max(0, Math.floor((scrolled - OVERSCAN) / PIECE) * PIECE),
    Math.ceil((scrolled + window + OVERSCAN) / PIECE) * PIECE,
  ];
}

/**
 * The event under the pointer; of a message the nearer one of its sending and its arrival, of those drawn as one the
 * nearest.
 */
function eventAt(event: MouseEvent, { run, timeline, columns }: Layout): number | undefined {
  const target = event.target instanceof Element ? event.target.closest<SVGElement>("[data-event]") : null;
  if (!target) return undefined;
  const { event: start, end } = target.dataset;
  const y = event.clientY - (event.currentTarget as Element).getBoundingClientRect().top;
  if (run.folds && target.matches(".fold")) {
    return nearest(run.folds.events(run.folds.of[Number(start)]), (index) => timeline.yOf(index) - y);
  }
  if (end === undefined) return Number(start);
  const x = event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
  const send = run.trace.events[Number(start)];
  if (!("to" in send)) return Number(start);
  const fromStart = Math.hypot(x - columns.x[send.node], y - timeline.yOf(send.index));
  const fromEnd = Math.hypot(x - columns.x[send.to], y - timeline.yOf(Number(end)));
  return fromStart < fromEnd ? send.index : Number(end);
}

/** The event with the least distance; from one to the next that grows. */
function nearest(events: Int32Array, distance: (event: number) => number): number {
  const after = firstWhere(events.length, (index) => distance(events[index]) >= 0);
  if (after === 0) return events[0];
  const before = events[after - 1];
  return after < events.length && distance(events[after]) < -distance(before) ? events[after] : before;
}

/** Scrolls no more than it takes to see the event, with room around it. */
function keepInView(
  scroller: HTMLElement,
  anchor: Anchor,
  { run, timeline, columns }: Layout,
  step: number,
  height: number,
): void {
  const y = timeline.yOf(step) + timeline.origin;
  const margin = Math.min(60, height / 4);
  if (y < anchor.top + margin || y > anchor.top + height - margin) anchor.scrollTo(y - height / 3);
  const node = run.nodes[step];
  if (node < 0) return;
  const x = columns.x[node];
  const left = scroller.scrollLeft + AXIS_WIDTH + columns.step / 2;
  const right = scroller.scrollLeft + scroller.clientWidth - columns.step / 2;
  if (x < left) scroller.scrollLeft -= left - x;
  else if (x > right) scroller.scrollLeft += x - right;
}
