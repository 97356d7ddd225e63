import type { VNode } from "preact";
import type { ComparedRuns } from "../../model/comparison.ts";
import { IconButton } from "../icons.tsx";

/** What is compared, how much differs, and the way from difference to difference. */
export function ComparisonBar(props: ComparisonBarProps): VNode {
  const { runs, row, onGo } = props;
  const { names } = runs;
  const count = runs.rows.length;
  return (
    <div class="comparison-bar" role="toolbar" aria-label="Comparison">
      <p class="compared">
        <span class="compared-run">{names.b}</span>
        <span class="quiet"> held against </span>
        <span class="compared-run">{names.a}</span>
      </p>
      <p class="quiet difference-counts" title={countsOf(runs)}>
        {countsOf(runs)}
      </p>
      <div class="comparison-steps">
        <button type="button" class="link" disabled={count === 0 || row === 0} onClick={() => onGo(0)}>
          first difference
        </button>
        <IconButton
          icon="previous"
          label="Previous difference"
          disabled={row === undefined || row === 0}
          onClick={() => onGo(row! - 1)}
        />
        <span class="quiet">{row === undefined ? count : `${row + 1} of ${count}`}</span>
        <IconButton
          icon="next"
          label="Next difference"
          disabled={count === 0 || row === count - 1}
          onClick={() => onGo(row === undefined ? 0 : row + 1)}
        />
        <IconButton icon="close" label="End the comparison" onClick={props.onClose} />
      </div>
    </div>
  );
}

interface ComparisonBarProps {
  readonly runs: ComparedRuns;
  /** Row of the difference that was gone to last. */
  readonly row: number | undefined;
  /** Goes to the difference in a row. */
  readonly onGo: (row: number) => void;
  readonly onClose: () => void;
}

function countsOf({ comparison: { counts } }: ComparedRuns): string {
  const { only, instead, differs, time } = counts;
  const parts = [
    ...(only > 0 ? [`${only} only in one`] : []),
    ...(instead > 0 ? [`${instead} ended otherwise`] : []),
    ...(differs > 0 ? [`${differs} differ`] : []),
    ...(time > 0 ? [`${time} at another time`] : []),
  ];
  return parts.join(" · ") || "no event differs";
}
