import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { formatOperation } from "../checks/consistency/explain.ts";
import { formatCount } from "../trace/format.ts";
import { layOut, type Bar, type HistoryLayout } from "./history/layout.ts";
import type { JudgedHistory } from "./history/excerpt.ts";
import style from "./history/history.css" with { type: "text" };
import { fit } from "./svg/fit.ts";
import { compact, PALETTE, SURROUNDINGS } from "./svg/style.ts";
import { estimateWidth } from "./svg/textWidths.ts";
import { toXml } from "./svg/xml.ts";
import { wrap } from "./svg/wrap.ts";

const MARGIN = 16;
/** The picture is as wide as this, in px, unless its columns would be narrower than the least. */
const WIDTH = 1000;
const LEAST_COLUMN = 118;
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
  const layout = layOut(history);
  const count = layout.clients.length;
  const column = Math.min(MOST_COLUMN, Math.max(LEAST_COLUMN, (WIDTH - 2 * MARGIN) / Math.max(1, count)));
  const width = Math.max(480, Math.ceil(2 * MARGIN + column * count));
  const room = width - 2 * MARGIN;
  const reasons =
    rung.reason === undefined ? [] : wrap(rung.reason, room, (text) => estimateWidth(text, "strong"));
  const heads = HEADING + reasons.length * LINE;
  const height = Math.ceil(heads + HEADS + layout.height);
  const facts = [
    specification.name,
    formatCount(operations.length, "operation"),
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
            <Operation key={bar.operation} bar={bar} history={history} column={column} />
          ))}
        </g>
      </g>
    </svg>
  );
}

const SIGNS = { holds: "✓", broken: "✗", unknown: "?" };

function Operation({ bar, history, column }: OperationProps): VNode {
  const { operations, specification, rung } = history;
  const operation = operations[bar.operation];
  const stuck = rung.verdict !== "holds" && rung.reached?.stuck === bar.operation;
  const telling = rung.witness?.includes(bar.operation) === true;
  const kind = specification.functions[operation.function] === "read" ? "read" : "update";
  const look = [kind, operation.outcome, bar.open && "open", stuck && "stuck", telling && "telling"];
  const text = formatOperation(operation);
  const x = bar.column * column + GAP / 2;
  const width = column - GAP;
  const indent = bar.place === undefined && !stuck ? 8 : PLACE;
  return (
    <g class={["operation", ...look].filter(Boolean).join(" ")}>
      <title>{`${operation.client}: ${text}`}</title>
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
      <text x={x + indent} y={bar.point + 4}>
        {fit(text, width - indent - 4, (one) => estimateWidth(one, "label"))}
      </text>
    </g>
  );
}

interface OperationProps {
  readonly bar: Bar;
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
