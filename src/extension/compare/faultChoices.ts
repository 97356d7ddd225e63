import { QuickPickItemKind } from "vscode";
import { describe } from "../../trace/describe.ts";
import { faultEvents, faultOf } from "../../trace/faults.ts";
import { formatTime } from "../../trace/format.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Choice } from "./choice.ts";

/** As many faults are listed. */
const MOST = 30;

/** The run without each of its faults, under a title of their own; nothing where nothing goes wrong. */
export function faultChoices(trace: Trace): readonly Choice[] {
  const faults = faultEvents(trace);
  if (faults.length === 0) return [];
  const rest = faults.length - MOST;
  return [
    title("Without this fault"),
    ...mostTelling(trace, faults).map((index) => ({
      label: describe(trace, index),
      description: placeOf(trace, index),
      other: () => {
        const without = faultOf(trace, index);
        return without && ({ kind: "without", without } as const);
      },
    })),
    ...(rest > 0 ? [title(`and ${rest} more: go to one in the diagram and press H`)] : []),
  ];
}

/** As many as are listed, in order; there may be many messages that something befell, and few other faults. */
function mostTelling({ events }: Trace, faults: readonly number[]): readonly number[] {
  const isOfMessage = (index: number) => Number("message" in events[index]);
  return faults
    .toSorted((a, b) => isOfMessage(a) - isOfMessage(b))
    .slice(0, MOST)
    .sort((a, b) => a - b);
}

function placeOf({ events, locations }: Trace, index: number): string {
  const { time, at } = events[index];
  const { file, line } = (at === undefined ? undefined : locations.at(at)) ?? {};
  return [formatTime(time), ...(file === undefined ? [] : [`${file}:${line}`])].join(" · ");
}

function title(label: string): Choice {
  return { label, kind: QuickPickItemKind.Separator };
}
