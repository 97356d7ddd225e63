import type { Bill, Cost } from "../../trace/bill.ts";
import { formatCount, formatTime, formatValue } from "../../trace/format.ts";

/** What a run cost, in a line: messages, then operations and decisions with their medians. */
export function billLine({ messages, lost, operations, decisions }: Bill): string {
  const parts = [formatCount(messages, "message") + (lost > 0 ? `, ${lost} of them lost` : "")];
  if (operations.length > 0)
    parts.push(`${formatCount(operations.length, "operation")}: ${medianCost(operations)}`);
  if (decisions.length > 0)
    parts.push(`${formatCount(decisions.length, "decision")}: ${medianCost(decisions)}`);
  return parts.join(" · ");
}

/** What each decision cost, a line each. */
export function decisionLines({ decisions }: Bill): string[] {
  return decisions.map(({ slot, deciders, settled, ...cost }) => {
    const all = deciders > 1 ? `, ${deciders} nodes after ${formatTime(settled)}` : "";
    return `decided ${formatValue(slot, 40)}: ${costWords(cost)}${all}`;
  });
}

function medianCost(costs: readonly Cost[]): string {
  const median = (of: (cost: Cost) => number) => {
    const sorted = costs.map(of).sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  };
  const middle = {
    messages: median(({ messages }) => messages),
    rounds: median(({ rounds }) => rounds),
    latency: median(({ latency }) => latency),
    waiting: median(({ waiting }) => waiting),
  };
  return (costs.length > 1 ? "in the middle " : "") + costWords(middle);
}

function costWords({ messages, rounds, latency, waiting }: Cost): string {
  const time = `${formatTime(latency)}${latency > 0 ? `, ${formatTime(waiting)} of it waiting` : ""}`;
  return `${formatCount(messages, "message")} in ${formatCount(rounds, "round")}, ${time}`;
}
