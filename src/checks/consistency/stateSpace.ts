import { canonical } from "../../trace/canonical.ts";
import type { Value } from "../../trace/value.ts";
import type { Call } from "./operation.ts";
import type { Specification } from "./specification.ts";

/** Where a transition isn't possible. */
export const IMPOSSIBLE = -1;

/** A call with what it returned, if that is to be checked. */
interface Kind {
  readonly call: Call;
  readonly output: string | undefined;
  /** For each state the one after it; a hole where it isn't known yet. */
  readonly next: number[];
}

/** The states of one object as numbers, found as they are needed: a step that was taken before is a look-up. */
export class StateSpace {
  /** Number of the initial state. */
  static readonly initial = 0;
  readonly #specification: Specification;
  readonly #states: Value[] = [];
  readonly #stateNumbers = new Map<string, number>();
  readonly #kinds: Kind[] = [];
  readonly #kindNumbers = new Map<string, number>();

  constructor(specification: Specification) {
    this.#specification = specification;
    this.#number(specification.initial);
  }

  /** Number of a kind of call. @param output What it must return; anything when absent. */
  kind(call: Call, output: Value | undefined): number {
    const wanted = output === undefined ? undefined : canonical(output);
    const name = `${call.function} ${canonical(call.input)} ${wanted ?? ""}`;
    let kind = this.#kindNumbers.get(name);
    if (kind === undefined) {
      kind = this.#kinds.push({ call, output: wanted, next: [] }) - 1;
      this.#kindNumbers.set(name, kind);
    }
    return kind;
  }

  /** The state after such a call, or {@link IMPOSSIBLE}. */
  next(state: number, kind: number): number {
    const { call, output, next } = this.#kinds[kind];
    if (state in next) return next[state];
    const effect = this.#specification.step(this.#states[state], call);
    const legal =
      effect !== undefined &&
      (output === undefined || effect.output === undefined || canonical(effect.output) === output);
    return (next[state] = legal ? this.#number(effect.state) : IMPOSSIBLE);
  }

  state(number: number): Value {
    return this.#states[number];
  }

  #number(state: Value): number {
    const text = canonical(state);
    let number = this.#stateNumbers.get(text);
    if (number === undefined) {
      number = this.#states.push(state) - 1;
      this.#stateNumbers.set(text, number);
    }
    return number;
  }
}
