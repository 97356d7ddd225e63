import type { VNode } from "preact";

/** A menu in the title of a column: one of its values, or all. */
export function Choice(props: {
  readonly label: string;
  /** What stands there when nothing is chosen. */
  readonly all: string;
  readonly chosen: string | undefined;
  /** Each value with what it is called. */
  readonly choices: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string | undefined) => void;
}): VNode {
  const { chosen, choices } = props;
  // What was chosen stays chosen in a run that has none of it.
  const known = chosen === undefined || choices.some(([value]) => value === chosen);
  return (
    <select
      class={chosen === undefined ? "choice" : "choice chosen"}
      aria-label={props.label}
      title={props.label}
      value={chosen === undefined ? "" : `=${chosen}`}
      onChange={({ currentTarget: { value } }) => props.onChoose(value === "" ? undefined : value.slice(1))}
    >
      <option value="">{props.all}</option>
      {!known && <option value={`=${chosen}`}>{chosen}</option>}
      {choices.map(([value, name]) => (
        <option key={value} value={`=${value}`}>
          {name}
        </option>
      ))}
    </select>
  );
}
