import type { VNode } from "preact";
import type { Bill, Cost } from "../../../src/trace/bill.ts";
import { describe } from "../../../src/trace/describe.ts";
import { formatCount, formatTime, formatValue } from "../../../src/trace/format.ts";
import type { Trace } from "../../../src/trace/trace.ts";

/** Rows that are shown; of more, the dearest ones. */
const MOST_ROWS = 12;

/** What the run cost that had to cross the network: each operation and each decision leads to its event. */
export function BillTable({ trace, onGo }: BillTableProps): VNode {
  const { messages, lost, operations, decisions } = trace.bill;
  const rows = dearest([
    ...operations.map((cost) => ({ ...cost, what: describe(trace, cost.from) })),
    ...decisions.map((cost) => ({ ...cost, what: `decision about ${formatValue(cost.slot, 40)}` })),
  ]);
  return (
    <section class="bill" aria-label="The bill">
      <h2>
        The bill <span class="quiet">{totals(trace.bill)}</span>
      </h2>
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">for</th>
              <th scope="col">messages</th>
              <th
                scope="col"
                title="Messages in a row, none of which could leave before the one before had come"
              >
                rounds
              </th>
              <th scope="col">took</th>
              <th scope="col" title="While messages were on their way or waited">
                waiting
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.from}-${row.to}`}>
                <th scope="row">
                  <button type="button" class="link" title="Go to its end" onClick={() => onGo(row.to)}>
                    {row.what}
                  </button>
                </th>
                <td>{row.messages}</td>
                <td>{row.rounds}</td>
                <td>{formatTime(row.latency)}</td>
                <td>{formatTime(row.waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {operations.length + decisions.length > rows.length && (
        <p class="quiet">
          The {rows.length} dearest of {operations.length + decisions.length}.
        </p>
      )}
      {messages === 0 && lost === 0 && <p class="quiet">Nothing crossed the network.</p>}
    </section>
  );
}

interface BillTableProps {
  readonly trace: Trace;
  readonly onGo: (event: number) => void;
}

function totals({ messages, lost }: Bill): string {
  return formatCount(messages, "message") + (lost > 0 ? `, ${lost} lost` : "");
}

/** The rows in their order, or those that took longest if there are too many. */
function dearest<T extends Cost>(rows: readonly T[]): readonly T[] {
  if (rows.length <= MOST_ROWS) return rows;
  const longest = new Set(rows.toSorted((a, b) => b.latency - a.latency).slice(0, MOST_ROWS));
  return rows.filter((row) => longest.has(row));
}
