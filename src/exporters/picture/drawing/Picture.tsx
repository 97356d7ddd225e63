import type { VNode } from "preact";
import { describe } from "../../../trace/describe.ts";
import type { Trace } from "../../../trace/trace.ts";
import type { CalloutView, MarkView, MisbeliefView, RibbonView, Scene } from "../scene.ts";
import { PILL_HEIGHT } from "../composeCuts.ts";
import { Arrow } from "./Arrow.tsx";
import { Condition } from "./Condition.tsx";
import { Fold } from "./Fold.tsx";
import { Definitions } from "./Definitions.tsx";
import { MarkSymbol } from "./Mark.tsx";
import { Ruler, RulerWords } from "./Ruler.tsx";
import { Text } from "./Text.tsx";

/** Draws a scene. It depends on nothing else, so that stepping doesn't touch it. */
export function Picture({ scene, trace, width }: PictureProps): VNode {
  const { top, bottom } = scene.view;
  return (
    <svg
      class="picture"
      style={{ top: `${top}px` }}
      width={width}
      height={bottom - top}
      viewBox={`0 ${top} ${width} ${bottom - top}`}
      role="group"
      aria-label="Messages and events in view"
    >
      <Definitions />
      {scene.cuts.map(({ key, kind, left, right, top: from, bottom: to }) => (
        <rect
          key={key}
          class={`band ${kind}`}
          x={left}
          y={from}
          width={right - left}
          height={Math.max(0, to - from)}
        />
      ))}
      {scene.ticks.map(({ y, round }) => (
        <line key={y} class={round ? "grid" : "grid instant"} x1="0" x2={width} y1={y} y2={y} />
      ))}
      {scene.conditions.map(
        (view) => view.condition.kind === "slow" && <Condition key={view.key} view={view} />,
      )}
      {scene.ribbons.map((view) => (
        <Ribbon key={view.key} view={view} />
      ))}
      {scene.lifelines.map(({ key, x, top: from, bottom: to, client }) => (
        <line key={key} class={client ? "lifeline client" : "lifeline"} x1={x} x2={x} y1={from} y2={to} />
      ))}
      {scene.rulers.map((ruler) => (
        <Ruler key={ruler.key} view={ruler} />
      ))}
      {scene.waits.map(({ key, x, top: from, bottom: to, open }) => (
        <rect
          key={key}
          class={open ? "wait open" : "wait"}
          x={x - 2.5}
          y={from}
          width="5"
          height={Math.max(0, to - from)}
        />
      ))}
      {scene.conditions.map(
        (view) => view.condition.kind !== "slow" && <Condition key={view.key} view={view} />,
      )}
      {scene.absences.map(({ key, crash, x, top: from, bottom: to }) => (
        <line key={key} class="absence" data-event={crash} x1={x} x2={x} y1={from} y2={Math.max(from, to)} />
      ))}
      {scene.misbeliefs.map((view) => (
        <Misbelief key={view.key} view={view} />
      ))}
      {scene.cuts.map(({ key, kind, from, lines, title }) => (
        <g key={key} class={`fissure ${kind}`} data-event={from}>
          {lines.map(({ x, path }) => (
            <path key={x} d={path}>
              <title>{title}</title>
            </path>
          ))}
        </g>
      ))}
      {scene.breaks.map(({ y }) => (
        <rect key={y} class="break" x="0" y={y - 5} width={width} height="10" />
      ))}
      {scene.notes.map(({ event, y, text }) => (
        <g key={event} class="remark" data-event={event}>
          <line x1="0" x2={width} y1={y} y2={y} />
          <text x={width / 2} y={y - 5}>
            {text}
          </text>
        </g>
      ))}
      {scene.arrows.map((arrow) => (
        <Arrow key={arrow.arrow.message} view={arrow} trace={trace} />
      ))}
      {scene.transits.map(({ transit, path, title }) => (
        <path key={`${transit.from}-${transit.to}`} class="transit" data-event={transit.to} d={path}>
          <title>{title}</title>
        </path>
      ))}
      {scene.ribbons.map(
        ({ key, label }) => label && <Text key={key} place={label} class="ribbon-label mono" />,
      )}
      {scene.misbeliefs.map(
        ({ key, label }) => label && <Text key={key} place={label} class="misbelief-label" />,
      )}
      {scene.rulers.map((ruler) => (
        <RulerWords key={ruler.key} view={ruler} />
      ))}
      {scene.marks.map((mark) => (
        <Mark key={mark.event.index} view={mark} trace={trace} />
      ))}
      {scene.folds.map((fold) => (
        <Fold key={fold.key} view={fold} trace={trace} />
      ))}
      {scene.callouts.map((callout) => (
        <Callout key={callout.violation.event} view={callout} trace={trace} />
      ))}
      {scene.cuts.flatMap(({ pills, title }) =>
        pills.map(({ event, kind, x, y, width: pillWidth, text }) => (
          <g key={event} class={`pill ${kind}`} data-event={event}>
            <title>{title}</title>
            <rect
              x={x - pillWidth / 2}
              y={y - PILL_HEIGHT / 2}
              width={pillWidth}
              height={PILL_HEIGHT}
              rx="10"
            />
            <text x={x} y={y + 4}>
              {text}
            </text>
          </g>
        )),
      )}
    </svg>
  );
}

interface PictureProps {
  readonly scene: Scene;
  readonly trace: Trace;
  readonly width: number;
}

function Mark({ view, trace }: { readonly view: MarkView; readonly trace: Trace }): VNode {
  const { event, tint, x, y, caption, readings } = view;
  return (
    <g
      class={tint === undefined ? `mark ${event.kind}` : `mark ${event.kind} tint-${tint}`}
      data-event={event.index}
      role="img"
      aria-label={describe(trace, event.index)}
    >
      <g transform={`translate(${x} ${y})`}>
        <circle class="hit" r="9" />
        <MarkSymbol event={event} />
      </g>
      {caption && <Text place={caption} class={caption.owner ? "caption" : `caption ${event.kind}`} />}
      {readings && (
        <text class="readings mono">
          {readings.lines.map((line, row) => (
            <tspan
              key={row}
              x={readings.x < x ? readings.x + readings.width / 2 : readings.x - readings.width / 2}
              y={readings.y + 12 * (row - (readings.lines.length - 1) / 2) + 3.5}
              text-anchor={readings.x < x ? "end" : "start"}
            >
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  );
}

function Ribbon({ view }: { readonly view: RibbonView }): VNode {
  const { ribbon, x, width, top, bottom } = view;
  return (
    <rect
      class={`ribbon group-${Math.min(ribbon.group, 2)}`}
      data-event={ribbon.from}
      x={x - width / 2}
      y={top}
      width={width}
      height={Math.max(0, bottom - top)}
      rx={width / 2}
    />
  );
}

function Misbelief({ view }: { readonly view: MisbeliefView }): VNode {
  const { misbelief, x, top, bottom, label } = view;
  return (
    <line class="misbelief" data-event={misbelief.from} x1={x} x2={x} y1={top} y2={Math.max(top, bottom)}>
      {label && <title>{label.text}</title>}
    </line>
  );
}

function Callout({ view, trace }: { readonly view: CalloutView; readonly trace: Trace }): VNode {
  const { violation, expected, anchor, x, y, width, text } = view;
  return (
    <g
      class={expected ? "callout expected" : "callout"}
      data-event={violation.event}
      role="img"
      aria-label={describe(trace, violation.event)}
    >
      <title>{violation.message}</title>
      {anchor && <circle cx={anchor.x} cy={anchor.y} r="9.5" />}
      {anchor && <path d={leader(view, anchor)} />}
      <rect x={x - width / 2} y={y - 10} width={width} height="20" rx="4" />
      <text x={x} y={y + 4}>
        {text}
      </text>
    </g>
  );
}

/** The line from the ring around the point to the nearer side of the label. */
function leader({ x, y, width }: CalloutView, anchor: { readonly x: number; readonly y: number }): string {
  const side = x < anchor.x ? -1 : 1;
  return `M${anchor.x + side * 7} ${anchor.y + Math.sign(y - anchor.y) * 7}L${x - (side * width) / 2} ${y}`;
}
