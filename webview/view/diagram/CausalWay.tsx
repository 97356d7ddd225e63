import type { VNode } from "preact";
import { arrowPath, arrowShape } from "../../../src/exporters/picture/arrowShape.ts";
import { isShown } from "../../../src/exporters/picture/columnOrder.ts";
import { longestLeg, polylinePath, withPoint, type Point } from "../../../src/exporters/picture/polyline.ts";
import type { Layout, Scene, View } from "../../../src/exporters/picture/scene.ts";
import { pointOf, stagesMeeting, type Stage } from "../../model/causalWay.ts";

/** How far a lifeline is drawn beyond what is in view, in px. */
const BEYOND = 40;
/** A stage shorter than this has no room for a sign of its direction, in px. */
const SHORT = 18;

/** A way of cause and effect: a broad line along messages and lifelines, with signs that say which way it runs. */
export function CausalWay({ layout, scene, way }: CausalWayProps): VNode {
  const { first, last } = layout.timeline.eventsBetween(scene.view.top, scene.view.bottom);
  const lines = stagesMeeting(layout.run, way, first, last).flatMap((stage) => {
    const line = lineOf(layout, scene.view, stage);
    return line ? [line] : [];
  });
  return (
    <g class="causal-way">
      {lines.map(({ path }) => (
        <path key={`ground ${path}`} class="ground" d={path} />
      ))}
      {lines.map(({ path }) => (
        <path key={path} class="line" d={path} />
      ))}
      {lines.map(({ path, sign }) => sign && <path key={`sign ${path}`} class="sign" d={sign} />)}
    </g>
  );
}

interface CausalWayProps {
  readonly layout: Layout;
  readonly scene: Scene;
  /** Indices of events, ascending. */
  readonly way: readonly number[];
}

interface Line {
  readonly path: string;
  readonly sign?: string;
}

function lineOf(layout: Layout, view: View, stage: Stage): Line | undefined {
  const points = stage.kind === "stay" ? stayPoints(layout, view, stage) : messagePoints(layout, stage);
  if (!points) return undefined;
  if (typeof points === "string") return { path: points };
  return { path: polylinePath(points), sign: signOn(points, view) };
}

function stayPoints(
  { run, timeline, columns }: Layout,
  { top, bottom }: View,
  { node, from, to }: Extract<Stage, { kind: "stay" }>,
): readonly Point[] | undefined {
  const x = columns.x[node];
  const start = Math.max(top - BEYOND, timeline.yOf(pointOf(run, from)));
  const end = Math.min(bottom + BEYOND, timeline.yOf(pointOf(run, to)));
  return isShown(run.order, node) && start < end
    ? [
        { x, y: start },
        { x, y: end },
      ]
    : undefined;
}

/** The part of a message's way between two events that happen to it; of one to its own node all of it. */
function messagePoints(
  { run, timeline, columns }: Layout,
  { arrow, from, to }: Extract<Stage, { kind: "message" }>,
): readonly Point[] | string | undefined {
  if (!run.draws(arrow)) return undefined;
  const shape = arrowShape(run, timeline, columns, arrow);
  if (shape.pull !== undefined) return arrowPath(shape);
  let { points } = shape;
  for (const sign of shape.signs) {
    const { event } = sign;
    if (event.index !== from && event.index !== to) continue;
    const cut = withPoint(points, sign);
    points = event.index === from ? cut.points.slice(cut.index) : cut.points.slice(0, cut.index + 1);
    if (event.kind === "tap" && run.shows(to)) {
      points = [...points, { x: columns.x[event.node], y: timeline.yOf(to) }];
    }
  }
  return points;
}

/** A chevron in the middle of the longest part in view, pointing onwards. */
function signOn(points: readonly Point[], { top, bottom }: View): string | undefined {
  const { x1, y1, x2, y2 } = longestLeg(points);
  const at = (y: number) => (y1 === y2 ? x1 : x1 + ((x2 - x1) * (y - y1)) / (y2 - y1));
  const [from, to] = [Math.max(y1, top), Math.min(y2, bottom)];
  const start = y1 === y2 ? { x: x1, y: y1 } : { x: at(from), y: from };
  const end = y1 === y2 ? { x: x2, y: y2 } : { x: at(to), y: to };
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (to < from || length < SHORT) return undefined;
  const along = { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
  const tip = { x: (start.x + end.x) / 2 + 4 * along.x, y: (start.y + end.y) / 2 + 4 * along.y };
  const back = (side: number) => ({
    x: tip.x - 7 * along.x - side * 6 * along.y,
    y: tip.y - 7 * along.y + side * 6 * along.x,
  });
  return polylinePath([back(1), tip, back(-1)]);
}
