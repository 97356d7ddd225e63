import type { VNode } from "preact";
import { arrowPath, arrowShape } from "../../../src/exporters/picture/arrowShape.ts";
import { isShown } from "../../../src/exporters/picture/columnOrder.ts";
import type { Arrow } from "../../../src/exporters/picture/arrows.ts";
import { countBelow } from "../../model/find.ts";
import { CausalWay } from "./CausalWay.tsx";
import type { Light, Lights } from "../../model/lights.ts";
import type { Layout, Scene } from "../../../src/exporters/picture/scene.ts";

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
  const head = timeline.yOf(step);
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
      {[...lit].map((event) => (
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
function foundInView({ timeline }: Layout, { view }: Scene, found: readonly number[]): readonly number[] {
  const { first, last } = timeline.eventsBetween(view.top, view.bottom);
  return found.slice(countBelow(found, first), countBelow(found, last + 1));
}

/** A sign beside each event in view that another run doesn't have so. */
function Marked({ layout, scene, marks }: MarkedProps): VNode {
  const { run, timeline, columns } = layout;
  const { first, last } = timeline.eventsBetween(scene.view.top, scene.view.bottom);
  const signs: VNode[] = [];
  for (let event = first; event <= Math.min(last, marks.length - 1); event++) {
    const kind = marks[event];
    if (kind === 0 || !run.shows(event)) continue;
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

interface MarkedProps extends Pick<OverlayProps, "layout" | "scene"> {
  readonly marks: Uint8Array;
}

const MARK_LOOKS: readonly string[] = ["", "time", "differs", "only"];
const MARK_SIGNS: readonly string[] = ["", "↕", "≠", "!"];

/** The events in view that are lit, and the messages between them. */
function Lit({ layout, scene, step, lights }: LitProps): VNode {
  const { timeline } = layout;
  const { first, last } = timeline.eventsBetween(scene.view.top, scene.view.bottom);
  const events: VNode[] = [];
  for (let event = first; event <= last; event++) {
    const light = event === step ? undefined : lights(event);
    if (light === undefined) continue;
    events.push(<Glow key={event} layout={layout} scene={scene} event={event} kind={light} way={false} />);
  }
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
      {events}
    </>
  );
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
  const drawn = arrow && run.shows(arrow.send.index) && isShown(run.order, arrow.send.to);
  const shape = drawn ? arrowShape(run, timeline, columns, arrow) : undefined;
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
