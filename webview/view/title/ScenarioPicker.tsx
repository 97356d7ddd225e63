import type { VNode } from "preact";
import type { Session } from "../../model/session.ts";

/** Which scenario of the file is shown; a choice where there are several. */
export function ScenarioPicker(props: {
  readonly session: Session;
  readonly onSelect: (name: string) => void;
}): VNode {
  const { scenarios, selected, run } = props.session;
  if (scenarios.length < 2) {
    const name = run?.trace.scenario ?? "";
    return (
      <h1 class="scenario" title={name}>
        {name}
      </h1>
    );
  }
  return (
    <select
      class="scenario"
      aria-label="Scenario"
      title={scenarios[selected]?.name}
      value={selected}
      onChange={(event) => props.onSelect(scenarios[Number(event.currentTarget.value)].name)}
    >
      {scenarios.map(({ name }, index) => (
        <option key={index} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
}
