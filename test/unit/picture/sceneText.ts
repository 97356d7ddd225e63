import type { PlacedText, Scene, StretchView } from "../../../src/exporters/picture/scene.ts";
import { formatValue } from "../../../src/trace/format.ts";
import type { Trace } from "../../../src/trace/trace.ts";

/**
 * What is drawn where, a line for each thing, ordered by kind and as the picture has them. Positions are in whole px,
 * so that a change of the drawing shows as a change of a few lines.
 */
export function sceneText(trace: Trace, scene: Scene): string {
  const name = (node: number) => trace.nodes[node].name;
  const lines = [
    ...scene.ticks.map(({ y, text }) => `tick ${px(y)} ${text}`),
    ...scene.breaks.map(({ y, text }) => `break ${px(y)} ${text}`),
    ...scene.lifelines.map((view) => `lifeline ${name(view.node)} ${stretch(view)}`),
    ...scene.cuts.map(
      ({ kind, left, right, top, bottom, lines, pills }) =>
        `${kind} ${point(left, top)}–${point(right, bottom)} lines at ${lines.map(({ x }) => px(x)).join(", ")}` +
        pills.map(placed).join(""),
    ),
    ...scene.conditions.map((view) => `${view.condition.kind} ${name(view.condition.node)} ${stretch(view)}`),
    ...scene.misbeliefs.map(
      (view) => `misbelief ${name(view.misbelief.node)} ${stretch(view)}${placed(view.label)}`,
    ),
    ...scene.ribbons.map(
      (view) =>
        `ribbon ${name(view.ribbon.node)} ${formatValue(view.ribbon.value)} ${stretch(view)}${placed(view.label)}`,
    ),
    ...scene.rulers.flatMap(({ key, parts, jumps, numbers }) => [
      ...parts.map(({ kind, title }) => `ruler ${key} ${kind}: ${title}`),
      ...jumps.map(({ y, label }) => `jump ${key} ${px(y)}${placed(label)}`),
      `numbers ${key}${numbers.map(placed).join("")}`,
    ]),
    ...scene.waits.map((view) => `wait ${view.key} ${stretch(view)}`),
    ...scene.arrows.map(
      ({ arrow, x1, y1, x2, y2, label, reason, queue, inbox, waitings }) =>
        `arrow #${arrow.send.index} ${name(arrow.send.node)}→${name(arrow.send.to)} ${arrow.fate} ` +
        `${point(x1, y1)}→${point(x2, y2)}${placed(label)}${placed(reason)}${waitings.map(placed).join("")}` +
        (queue ? ` queue at ${px(queue.x)}` : "") +
        (inbox ? ` inbox at ${px(inbox.x)}` : ""),
    ),
    ...scene.marks.map(
      ({ event, x, y, caption, readings }) =>
        `mark #${event.index} ${event.kind} ${point(x, y)}${placed(caption)}` +
        (readings ? ` [${readings.lines.join(", ")}]` : ""),
    ),
    ...scene.callouts.map(
      (view) =>
        `callout${placed(view)}${view.expected ? " expected" : ""}` +
        (view.anchor ? ` about ${point(view.anchor.x, view.anchor.y)}` : ""),
    ),
    ...scene.notes.map(({ y, text }) => `note ${px(y)} ${text}`),
  ];
  return `${lines.join("\n")}\n`;
}

function px(position: number): string {
  return String(Math.round(position));
}

function point(x: number, y: number): string {
  return `(${px(x)}, ${px(y)})`;
}

function stretch({ x, top, bottom, open }: StretchView): string {
  return `at ${px(x)} from ${px(top)} to ${px(bottom)}${open ? " and on" : ""}`;
}

function placed(text: PlacedText | undefined): string {
  return text ? ` «${text.text}» ${point(text.x, text.y)}` : "";
}
