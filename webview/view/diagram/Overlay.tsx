import type { VNode } from "preact";
import { arrowPath, arrowShape } from "../../../src/exporters/picture/arrowShape.ts";
import { playHeadY } from "../../../src/exporters/picture/playHead.ts";
import type { Arrow } from "../../../src/exporters/picture/arrows.ts";
import { firstAtLeast } from "../../../src/trace/ascending.ts";
import { CausalWay } from "./CausalWay.tsx";
import { apart } from "../../model/apart.ts";
import { FoldPlace } from "./FoldPlace.tsx";
import type { Light, Lights } from "../../model/lights.ts";
import type { FoldView, Layout, Scene } from "../../../src/exporters/picture/scene.ts";

/** How far below the play head the present reaches. */
const PRESENT = 9;

/**
 * What moves over the picture while one steps: the veil over the future, the marked event, and what the line under
 * the editor's cursor did.
 */
export function Overlay({
  layout,
  scene,
  step,
  lit,
  lights,
  marks,
  found = [],
  pinned,
  ways = [],
}: OverlayProps): VNode {
  const { timeline, columns } = layout;
  const { top, bottom } = scene.view;
  const { width } = columns;
  const head = playHeadY(layout.run, timeline, step);
  // After the last event there is no future.
  const future = step === layout.run.last ? bottom : Math.max(top, head + PRESENT);
  return (
    <svg
      class="overlay"
      style={{ top: `${top}px` }}
      width={width}
      height={bottom - top}
      viewBox={`0 ${top} ${width} ${bottom - top}`}
      aria-hidden="true"
    >
      {!lights && future < bottom && (
        <rect class="veil" x="0" y={future} width={width} height={bottom - future} />
      )}
      {!lights && future < bottom && <LaterNow layout={layout} scene={scene} step={step} />}
      {lights && <Lit layout={layout} scene={scene} step={step} lights={lights} />}
      {ways.map((way, index) => (
        <CausalWay key={index} layout={layout} scene={scene} way={way} />
      ))}
      {apart(layout, [...lit]).map((event) => (
        <Glow key={event} layout={layout} scene={scene} event={event} kind="lit" />
      ))}
      {marks && <Marked layout={layout} scene={scene} marks={marks} />}
      {foundInView(layout, scene, found).map((event) => (
        <Glow key={`found ${event}`} layout={layout} scene={scene} event={event} kind="found" way={false} />
      ))}
      {pinned !== undefined && (
        <Glow layout={layout} scene={scene} event={pinned} kind="pinned" way={false} />
      )}
      <Glow layout={layout} scene={scene} event={step} kind="selected" />
      <FoldPlace layout={layout} event={step} />
    </svg>
  );
}

interface OverlayProps {
  readonly layout: Layout;
  readonly scene: Scene;
  readonly step: number;
  /** Events to light up. */
  readonly lit: ReadonlySet<number>;
  /** What stays lit while the rest steps back; nothing steps back when absent. */
  readonly lights: Lights | undefined;
  /** How each event is marked in a comparison. */
  readonly marks: Uint8Array | undefined;
  /** Events that were found, ascending. */
  readonly found: readonly number[] | undefined;
  readonly pinned: number | undefined;
  readonly ways: readonly (readonly number[])[] | undefined;
}

/** The found events that can be in view. */
function foundInView(layout: Layout, { view }: Scene, found: readonly number[]): readonly number[] {
  const { first, last } = layout.timeline.eventsBetween(view.top, view.bottom);
  return apart(layout, found.slice(firstAtLeast(found, first), firstAtLeast(found, last + 1)));
}

/** A sign beside each event in view that another run doesn't have so. */
function Marked({ layout, scene, marks }: MarkedProps): VNode {
  const { run, timeline, columns } = layout;
  const { first, last } = timeline.eventsBetween(scene.view.top, scene.view.bottom);
  const signs: VNode[] = [];
  for (const event of apart(layout, markedBetween(marks, first, last))) {
    const kind = marks[event];
    if (!run.shows(event)) continue;
    const node = run.nodes[event];
    const arrow = node < 0 ? run.arrowOf(event) : undefined;
    const shape = arrow && scene.arrows.find((view) => view.arrow.message === arrow.message);
    const place = node >= 0 ? { x: columns.x[node], y: timeline.yOf(event) } : shape?.tip;
    if (place === undefined) continue;
    signs.push(
      <g key={event} class={`compared-mark ${MARK_LOOKS[kind]}`}>
        <circle cx={place.x} cy={place.y} r="8" />
        <text x={place.x - 14} y={place.y + 4}>
          {MARK_SIGNS[kind]}
        </text>
      </g>,
    );
  }
  return <>{signs}</>;
}

function markedBetween(marks: Uint8Array, first: number, last: number): number[] {
  const marked: number[] = [];
  for (let event = first; event <= Math.min(last, marks.length - 1); event++)
    if (marks[event] > 0) marked.push(event);
  return marked;
}

interface MarkedProps extends Pick<OverlayProps, "layout" | "scene"> {
  readonly marks: Uint8Array;
}

const MARK_LOOKS: readonly string[] = ["", "time", "differs", "only"];
const MARK_SIGNS: readonly string[] = ["", "↕", "≠", "!"];

/** The events in view that are lit, and the messages between them. */
function Lit({ layout, scene, step, lights }: LitProps): VNode {
  const { run, timeline } = layout;
  const { first, last } = timeline.eventsBetween(scene.view.top, scene.view.bottom);
  const events: VNode[] = [];
  for (const event of run.drawnBetween(first, last)) {
    const light = event === step ? undefined : lights(event);
    if (light === undefined) continue;
    events.push(<Glow key={event} layout={layout} scene={scene} event={event} kind={light} way={false} />);
  }
  const bars = scene.folds.flatMap((fold) =>
    lightsIn(layout, fold, lights).map((light) => (
      <rect
        key={`fold ${fold.key} ${light}`}
        class={`glow ${light}`}
        x={fold.x - BAR / 2}
        y={fold.top - 2}
        width={BAR}
        height={fold.bottom - fold.top + 4}
        rx="6"
      />
    )),
  );
  const ways = scene.arrows.flatMap((shape) => {
    const { arrow } = shape;
    const light = lightOfMessage(arrow, lights);
    if (light === undefined) return [];
    return [
      <g key={`way ${arrow.message}`} class={`way ${light}`}>
        <path d={arrowPath(shape)} />
      </g>,
    ];
  });
  return (
    <>
      {ways}
      {bars}
      {events}
    </>
  );
}

/** Width of the halo around a run of local events. */
const BAR = 19;
/** Of a longer run so many of its events speak for all: mostly nothing comes in between that would tell them apart. */
const SAMPLE = 1000;

/** How the events of a run of local events are lit; differently only where several nodes share the lifeline. */
function lightsIn({ run }: Layout, { fold }: FoldView, lights: Lights): Light[] {
  const events = run.folds!.events(fold);
  const stride = Math.max(1, Math.floor(events.length / SAMPLE));
  const found = new Set<Light>();
  for (let at = 0; at < events.length; at += stride) {
    const light = lights(events[at]);
    if (light) found.add(light);
  }
  return [...found];
}

/** A message is lit with both of its ends. One that never arrived has led to nothing, but it followed from something. */
function lightOfMessage({ send, end, fate }: Arrow, lights: Lights): Light | undefined {
  const from = lights(send.index);
  if (fate !== "arrived") return from === "past" ? undefined : from;
  const to = lights(end!);
  return from && to && (to === "own" ? from : to);
}

interface LitProps extends Pick<OverlayProps, "layout" | "scene" | "step"> {
  readonly lights: Lights;
}

/** Veils what stands level with the play head but comes after its event. */
function LaterNow({ layout, scene, step }: Pick<OverlayProps, "layout" | "scene" | "step">): VNode {
  const head = layout.timeline.yOf(step);
  const marks = scene.marks.filter(({ event, y }) => event.index > step && Math.abs(y - head) <= PRESENT);
  const arrows = scene.arrows.filter(
    ({ arrow, y1, y2 }) =>
      arrow.from > step && Math.abs(y1 - head) <= PRESENT && Math.abs(y2 - head) <= PRESENT,
  );
  return (
    <>
      {arrows.map(({ arrow, x1, x2, y1, label }) => (
        <rect
          key={`arrow ${arrow.message}`}
          class="veil"
          x={Math.min(x1, x2)}
          y={Math.min(y1, label?.y ?? y1) - 8}
          width={Math.abs(x2 - x1)}
          height={head + PRESENT - (Math.min(y1, label?.y ?? y1) - 8)}
        />
      ))}
      {marks.map(({ event, x, y }) => (
        <circle key={event.index} class="veil" cx={x} cy={y} r="8" />
      ))}
    </>
  );
}

/** A halo around an event's mark and along its message. */
function Glow(props: {
  readonly layout: Layout;
  readonly scene: Scene;
  readonly event: number;
  readonly kind: "lit" | "selected" | "found" | "pinned" | Light;
  /** Whether its message lights up as well. */
  readonly way?: boolean;
}): VNode | null {
  const { layout, scene, event, kind, way = true } = props;
  const { run, timeline, columns } = layout;
  const y = timeline.yOf(event);
  if (y < scene.view.top - 20 || y > scene.view.bottom + 20) return null;
  const shared = run.trace.events[event].kind === "violation" ? run.shares[event] : event;
  const node = run.nodes[shared];
  if (node >= 0 && !run.shows(shared)) return null;
  const arrow = run.arrowOf(event);
  const shape = arrow && run.draws(arrow) ? arrowShape(run, timeline, columns, arrow) : undefined;
  const onWay = shape?.signs.find((sign) => sign.event.index === event);
  const end = onWay ?? shape?.tip;
  return (
    <g class={`glow ${kind}`}>
      {way && shape && <path d={arrowPath(shape)} />}
      {node >= 0 && <circle cx={columns.x[node]} cy={timeline.yOf(shared)} r="9" />}
      {node < 0 && end && <circle cx={end.x} cy={end.y} r="9" />}
    </g>
  );
}
