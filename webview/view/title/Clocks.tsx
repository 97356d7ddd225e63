import type { VNode } from "preact";
import { CLOCKS } from "../../../src/exporters/picture/readings.ts";
import type { ClockName } from "../../../src/trace/event.ts";
import { IconButton } from "../icons.tsx";

const CLOCK_TITLES: Readonly<Record<ClockName, string>> = {
  wall: "What each node's own clock shows, in ms",
  lamport: "Lamport clock: one counter that never runs behind a cause",
  vector: "Vector clock: one counter per node, in the order of the scenario",
  hybrid: "Hybrid logical clock: physical time, and a counter that breaks ties",
};

/** Which clocks stand beside each event, and whether rulers show the wall clocks. */
export function Clocks(props: {
  readonly on: readonly ClockName[];
  readonly onToggle: (clock: ClockName) => void;
  /** Absent where there is nothing that rulers could stand beside. */
  readonly rulers?: boolean;
  readonly onRulers: (show: boolean) => void;
}): VNode {
  const { rulers, onRulers } = props;
  return (
    <div class="clocks" role="group" aria-label="Clocks beside each event">
      <div class="segments">
        {CLOCKS.map((clock) => (
          <button
            key={clock}
            type="button"
            aria-pressed={props.on.includes(clock)}
            title={CLOCK_TITLES[clock]}
            onClick={() => props.onToggle(clock)}
          >
            {clock === "lamport" ? "Lamport" : clock}
          </button>
        ))}
      </div>
      {rulers !== undefined && (
        <IconButton
          icon="ruler"
          label="Each node's own clock to scale (K)"
          pressed={rulers}
          onClick={() => onRulers(!rulers)}
        />
      )}
    </div>
  );
}
