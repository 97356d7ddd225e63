import type { Value } from "../../../../trace/value.ts";
import type { FieldPath } from "../fieldPath.ts";
import type { Moment } from "../expression/moment.ts";

/** Something that is shown under a name; what is in it is found out when someone looks. */
export interface Entry {
  readonly name: string;
  readonly value: Value;
  /** Where its references lead. */
  readonly moment: Moment;
  /** What is shown of it in one line, where that is not how the value is written. */
  readonly text?: string;
  /** What it was before; there when it has changed. */
  readonly before?: Value;
  /** An expression for it. */
  readonly expression?: string;
  /** The field of a node that it is, or is in. */
  readonly field?: FieldPath;
}

/** Things that are shown below another one. */
export interface Container {
  readonly count: number;
  /** Whether they are told apart by position, so that a long list of them is shown piece by piece. */
  readonly indexed: boolean;
  /** Some of them, by position. */
  entries(from: number, to: number): readonly Entry[];
}

/** A container of entries that are few, or cheap to make all at once. */
export function containerOf(make: () => readonly Entry[], indexed = false): Container {
  let entries: readonly Entry[] | undefined;
  const all = () => (entries ??= make());
  return {
    get count() {
      return all().length;
    },
    indexed,
    entries: (from, to) => all().slice(from, to),
  };
}
