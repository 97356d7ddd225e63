import { useMemo, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { Trace } from "../../../src/trace/trace.ts";
import { walk, type Pair, type PairKind } from "../../model/pairWalk.ts";
import { IconButton } from "../icons.tsx";
import { Panel } from "./Panel.tsx";

const KINDS: readonly (readonly [kind: PairKind, label: string])[] = [
  ["wall", "Wall clocks"],
  ["lamport", "Lamport"],
  ["event", "Lamport, one event"],
];

/** Steps through the pairs of events whose timestamps mislead: against cause and effect, or in order without cause. */
export function Pairs({ trace, pinned, selected, onPair, onClose }: PairsProps): VNode {
  const [kind, setKind] = useState<PairKind>("wall");
  const { summary, remark, previous, next } = useMemo(
    () => walk(trace, kind, pinned, selected),
    [trace, kind, pinned, selected],
  );
  return (
    <Panel title="Timestamps that mislead" onClose={onClose}>
      <div class="pair-controls">
        <div class="segments" role="group" aria-label="Which timestamps">
          {KINDS.map(([value, label]) => (
            <button key={value} type="button" aria-pressed={kind === value} onClick={() => setKind(value)}>
              {label}
            </button>
          ))}
        </div>
        <span class="buttons">
          <IconButton
            icon="previous"
            label="Previous pair"
            disabled={!previous}
            onClick={() => previous && onPair(previous)}
          />
          <IconButton icon="next" label="Next pair" disabled={!next} onClick={() => next && onPair(next)} />
        </span>
      </div>
      <p role="status">
        {summary}.{remark && ` ${remark}`}
      </p>
    </Panel>
  );
}

interface PairsProps {
  readonly trace: Trace;
  readonly pinned: number | undefined;
  /** The event under the play head. */
  readonly selected: number;
  /** Called to show another pair: pin the one event, go to the other. */
  readonly onPair: (pair: Pair) => void;
  readonly onClose: () => void;
}
