import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { formatOperation } from "../checks/consistency/explain.ts";
import type { Operation } from "../checks/consistency/operation.ts";
import { canonical } from "../trace/canonical.ts";
import { formatCount, formatValue } from "../trace/format.ts";
import type { Value } from "../trace/value.ts";
import { layOut, type Bar, type HistoryLayout } from "./history/layout.ts";
import { excerptOf, type Excerpt } from "./history/excerpt.ts";
import type { JudgedHistory } from "./history/judge.ts";
import style from "./history/history.css" with { type: "text" };
import { fit } from "./svg/fit.ts";
import { compact, PALETTE, SURROUNDINGS } from "./svg/style.ts";
import { estimateWidth } from "./svg/textWidths.ts";
import { toXml } from "./svg/xml.ts";
import { wrap } from "./svg/wrap.ts";

const MARGIN = 16;
/** Columns are as wide as their texts want, within these limits in px. */
const LEAST_COLUMN = 96;
const MOST_COLUMN = 210;
/** Between two columns. */
const GAP = 10;
/** Room for the place of an operation in the order. */
const PLACE = 24;
const HEADING = 48;
const LINE = 16;
const HEADS = 28;

/**
 * Draws a history as an SVG document that needs nothing else: a column for each client, a bar for each operation, and
 * down through them the order that explains what they returned, as far as there is one.
 */
export function toHistorySvg(history: JudgedHistory, name: string): string {
  const document = <Document history={history} name={name} />;
  return toXml(`<?xml version="1.0" encoding="UTF-8"?>\n${renderToString(document)}\n`);
}

function Document({ history, name }: { readonly history: JudgedHistory; readonly name: string }): VNode {
  const { rung, operations, specification } = history;
  const excerpt = excerptOf(history);
  const layout = layOut(history, excerpt);
  const count = layout.clients.length;
  const labels = new Map(layout.bars.map((bar) => [bar, labelOf(operations[bar.operation], excerpt)]));
  const widest = Math.max(...[...labels.values()].map((label) => estimateWidth(label, "label")));
  const column = Math.min(MOST_COLUMN, Math.max(LEAST_COLUMN, widest + PLACE + 2 * GAP));
  const width = Math.max(480, Math.ceil(2 * MARGIN + column * count));
  const room = width - 2 * MARGIN;
  const reasons =
    rung.reason === undefined ? [] : wrap(rung.reason, room, (text) => estimateWidth(text, "strong"));
  const heads = HEADING + reasons.length * LINE;
  const height = Math.ceil(heads + HEADS + layout.height);
  const facts = [
    specification.name,
    formatCount(operations.length, "operation"),
    ...(excerpt.key === undefined ? [] : [`key ${formatValue(excerpt.key, 40)}`]),
    ...(layout.bars.length < operations.length ? [`${layout.bars.length} of them shown`] : []),
    name,
  ].join(" · ");
  const { verdict, level } = rung;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="faultline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title>{`${name}: ${level} ${verdict}`}</title>
      <style>{PALETTE + SURROUNDINGS + compact(style)}</style>
      <rect class="paper" width={width} height={height} />
      <text class={`heading verdict ${verdict}`} x={MARGIN} y="22">
        {`${SIGNS[verdict]} ${level}: ${verdict}`}
      </text>
      <text class="facts" x={MARGIN} y="39">
        {fit(facts, room, (text) => estimateWidth(text, "label"))}
      </text>
      {reasons.map((line, index) => (
        <text key={index} class={`reason ${verdict}`} x={MARGIN} y={HEADING + index * LINE + 10}>
          {line}
        </text>
      ))}
      <g transform={`translate(${MARGIN} ${heads})`}>
        {layout.clients.map((client, index) => (
          <g key={client} class="head client" transform={`translate(${(index + 0.5) * column} 0)`}>
            <text class="name" y="18">
              {fit(client, column - GAP, (text) => estimateWidth(text, "strong"))}
            </text>
          </g>
        ))}
        <line class="rule" x1={-MARGIN} x2={width - MARGIN} y1={HEADS} y2={HEADS} />
        <g transform={`translate(0 ${HEADS})`}>
          <Order layout={layout} column={column} />
          {layout.bars.map((bar) => (
            <OperationBar
              key={bar.operation}
              bar={bar}
              label={labels.get(bar)!}
              history={history}
              column={column}
            />
          ))}
        </g>
      </g>
    </svg>
  );
}

/** An operation as text, without the key if all are about the same one. */
function labelOf(operation: Operation, { key }: Excerpt): string {
  const { input } = operation;
  const isKeyed =
    key !== undefined && Array.isArray(input) && canonical(input[0] as Value) === canonical(key);
  return formatOperation(isKeyed ? { ...operation, input: input.slice(1) as Value[] } : operation);
}

const SIGNS = { holds: "✓", broken: "✗", unknown: "?" };

function OperationBar({ bar, label, history, column }: OperationBarProps): VNode {
  const { operations, specification, rung } = history;
  const operation = operations[bar.operation];
  const stuck = rung.verdict !== "holds" && rung.reached?.stuck === bar.operation;
  const telling = rung.witness?.includes(bar.operation) === true;
  const kind = specification.functions[operation.function] === "read" ? "read" : "update";
  const look = [kind, operation.outcome, bar.open && "open", stuck && "stuck", telling && "telling"];
  const x = bar.column * column + GAP / 2;
  const width = column - GAP;
  const indent = bar.place === undefined && !stuck ? 8 : PLACE;
  return (
    <g class={["operation", ...look].filter(Boolean).join(" ")}>
      <title>{`${operation.client}: ${formatOperation(operation)}`}</title>
      <rect x={x} y={bar.top} width={width} height={bar.bottom - bar.top} rx="4" />
      {bar.place !== undefined && <circle cx={x + PLACE / 2} cy={bar.point} r="8.5" />}
      {bar.place !== undefined && (
        <text class="place" x={x + PLACE / 2} y={bar.point + 3}>
          {bar.place}
        </text>
      )}
      {stuck && bar.place === undefined && (
        <path class="cross" d={`M${x + PLACE / 2 - 4} ${bar.point - 4}l8 8m0 -8l-8 8`} />
      )}
      <text class="label" x={x + indent} y={bar.point + 4}>
        {fit(label, width - indent - 4, (one) => estimateWidth(one, "label"))}
      </text>
    </g>
  );
}

interface OperationBarProps {
  readonly bar: Bar;
  readonly label: string;
  readonly history: JudgedHistory;
  readonly column: number;
}

/** From point to point, in the order in which operations take effect. */
function Order({
  layout,
  column,
}: {
  readonly layout: HistoryLayout;
  readonly column: number;
}): VNode | null {
  const placed = layout.bars
    .filter(({ place }) => place !== undefined)
    .sort((a, b) => a.place! - b.place!)
    .map((bar) => `${bar.column * column + GAP / 2 + PLACE / 2} ${bar.point}`);
  return layout.timed && placed.length > 1 ? <path class="order" d={`M${placed.join("L")}`} /> : null;
}
