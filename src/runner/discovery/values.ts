import { stringOf } from "./literal.ts";
import type { Module } from "./module.ts";
import type { Tokens } from "./tokens.ts";

/** A scenario, as an expression makes it. */
export interface ScenarioValue {
  /** The token that its call of `scenario` begins with. */
  readonly call: number;
  /** Names of the checks, as far as the text says them. */
  readonly violates: readonly string[];
  readonly mayViolate: readonly string[];
}

/** Scenarios, one or several in a list. */
export interface ScenarioValues {
  readonly scenarios: readonly ScenarioValue[];
  readonly isList: boolean;
  /** Whether these are all: what a function returns, only a run can tell. */
  readonly complete: boolean;
}

/** What a file without a default export exports. */
export const NO_SCENARIOS: ScenarioValues = { scenarios: [], isList: false, complete: true };

const NOTHING_KNOWN: ScenarioValues = { scenarios: [], isList: false, complete: false };

/** Something read, with the token that follows it. */
type Read<T> = readonly [value: T, next: number];

/** Reads expressions, as far as the text alone says what they stand for. */
export class Values {
  readonly #tokens: Tokens;
  readonly #constants: Module["constants"];
  readonly #calls: ReadonlyMap<number, number>;
  /** Constants that are being read: none can be a part of itself. */
  readonly #reading = new Set<string>();

  /** @param calls for the first token of each call of `scenario` the bracket that its arguments stand in */
  constructor(tokens: Tokens, constants: Module["constants"], calls: ReadonlyMap<number, number>) {
    this.#tokens = tokens;
    this.#constants = constants;
    this.#calls = calls;
  }

  /** What the expression stands for that begins at a token, to its end. */
  scenarios(index: number): ScenarioValues {
    const [values, next] = this.#withExpectations(this.#operand(index));
    return this.#ends(next) ? values : NOTHING_KNOWN;
  }

  /** A call of `scenario` with what is said at its end to be violated, and the token behind all of it. */
  call(index: number): Read<ScenarioValue> {
    const [{ scenarios }, next] = this.#withExpectations(this.#operand(index));
    return [scenarios[0], next];
  }

  /** The string that a piece of a list stands for; `undefined` where only a run can tell. */
  text(from: number, to: number): string | undefined {
    const [text, next] = this.#text(from);
    return next === to ? text : undefined;
  }

  #operand(index: number): Read<ScenarioValues> {
    const tokens = this.#tokens;
    const opening = this.#calls.get(index);
    if (opening !== undefined) {
      const scenario = { call: index, violates: [], mayViolate: [] };
      return [{ scenarios: [scenario], isList: false, complete: true }, tokens.behind(opening)];
    }
    const behind = tokens.behind(index);
    if (tokens.at(index) === "(") return [this.scenarios(index + 1), behind];
    if (tokens.at(index) === "[") return [this.#list(index), behind];
    const named = this.#constant(index, (value) => this.scenarios(value));
    return [named ?? NOTHING_KNOWN, behind];
  }

  #list(opening: number): ScenarioValues {
    const scenarios: ScenarioValue[] = [];
    let complete = true;
    for (const [from] of this.#tokens.pieces(opening)) {
      const spread = this.#tokens.at(from) === "...";
      const element = this.scenarios(spread ? from + 1 : from);
      scenarios.push(...element.scenarios);
      complete &&= element.complete && element.isList === spread;
    }
    return { scenarios, isList: true, complete };
  }

  /** Adds what is called on a scenario. */
  #withExpectations([values, from]: Read<ScenarioValues>): Read<ScenarioValues> {
    const tokens = this.#tokens;
    let { scenarios } = values;
    let next = from;
    for (;;) {
      const method = tokens.at(next + 1);
      const opening = next + 2;
      const isExpectation = method === "violates" || method === "mayViolate";
      if (!isExpectation || tokens.at(next) !== "." || tokens.at(opening) !== "(") break;
      const names = tokens.pieces(opening).flatMap(([start, end]) => this.text(start, end) ?? []);
      scenarios = scenarios.map((each) => ({ ...each, [method]: [...each[method], ...names] }));
      next = tokens.behind(opening);
    }
    // What a list is asked for isn't known.
    return [next > from && values.isList ? NOTHING_KNOWN : { ...values, scenarios }, next];
  }

  #text(index: number): Read<string | undefined> {
    let text = "";
    for (let next = index; ; next += 2) {
      const piece =
        stringOf(this.#tokens.list.at(next)) ?? this.#constant(next, (value) => this.#wholeText(value));
      if (piece === undefined) return [undefined, next + 1];
      text += piece;
      if (this.#tokens.at(next + 1) !== "+") return [text, next + 1];
    }
  }

  #wholeText(index: number): string | undefined {
    const [text, next] = this.#text(index);
    return this.#ends(next) ? text : undefined;
  }

  /** What is read of a constant's value, if a token names one. */
  #constant<T>(index: number, read: (value: number) => T): T | undefined {
    const name = this.#tokens.at(index);
    const value = this.#constants.get(name);
    if (value === undefined || this.#reading.has(name)) return undefined;
    this.#reading.add(name);
    const result = read(value);
    this.#reading.delete(name);
    return result;
  }

  /** Whether an expression is over before a token. */
  #ends(index: number): boolean {
    const token = this.#tokens.list.at(index);
    if (token === undefined || /^[;,)\]}]$/.test(token.value)) return true;
    // What follows these two is a type, and changes no value.
    if (token.value === "as" || token.value === "satisfies") return true;
    return token.beginsLine && token.type === "IdentifierName";
  }
}
