import type { VNode } from "preact";
import type { TimeAxis } from "../../../src/exporters/picture/timeline.ts";

const AXES: readonly (readonly [axis: TimeAxis, name: string, meaning: string])[] = [
  ["true", "to scale", "Time to scale"],
  ["compressed", "shortened", "Time to scale; where nothing happens it is cut short"],
  ["causal", "causal", "The order of cause and effect, a row for each event"],
];

/** What the height of the diagram stands for. */
export function AxisChoice(props: {
  readonly axis: TimeAxis;
  readonly onAxis: (axis: TimeAxis) => void;
}): VNode {
  return (
    <select
      class="axis-choice"
      aria-label="Time axis"
      title={`${AXES.find(([axis]) => axis === props.axis)![2]} (T)`}
      value={props.axis}
      onChange={({ currentTarget }) => props.onAxis(currentTarget.value as TimeAxis)}
    >
      {AXES.map(([axis, name, meaning]) => (
        <option key={axis} value={axis} title={meaning}>
          {name}
        </option>
      ))}
    </select>
  );
}
