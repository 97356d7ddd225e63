import { readModule } from "./module.ts";
import type { Module } from "./module.ts";
import { Tokens } from "./tokens.ts";
import { NO_SCENARIOS, Values } from "./values.ts";

/** A stretch of a text: offsets of its first character, and of the one behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A call of `scenario` in the text of a scenario file. */
export interface DiscoveredScenario {
  /** `undefined` where it is computed, so that only a run can tell. */
  readonly name: string | undefined;
  /** The name as it is written; empty where there is none yet. */
  readonly nameSpan: Span;
  /** The whole call, with what it is said to violate. */
  readonly span: Span;
  /** How the file exports it. `perhaps`: the default export is computed, so that only a run can tell. */
  readonly exported: "alone" | "in a list" | "perhaps" | "no";
  /** Names of the checks that it is said to violate, as far as the text says them; likewise those it may violate. */
  readonly violates: readonly string[];
  readonly mayViolate: readonly string[];
}

/** What the text of a scenario file says of its scenarios. */
export interface Discovery {
  /** In the order of the text. */
  readonly scenarios: readonly DiscoveredScenario[];
  /** Whether the text says of all scenarios that the file exports what they are called. */
  readonly complete: boolean;
}

/**
 * Finds the scenarios of a file by its text alone: nothing is compiled or run, and half-typed text will do. What only
 * a run can tell, because a function computes it, is not guessed at.
 */
export function discover(text: string): Discovery {
  const tokens = new Tokens(text);
  const module = readModule(tokens);
  const calls = findCalls(tokens, module);
  const values = new Values(tokens, module.constants, calls);
  const exported = module.defaultExport === undefined ? NO_SCENARIOS : values.scenarios(module.defaultExport);
  const scenarios = Array.from(calls, ([call, opening]): DiscoveredScenario => {
    const [from, to] = tokens.pieces(opening).at(0) ?? [opening + 1, opening + 1];
    const [made, behind] = values.call(call);
    const found = exported.scenarios.find((each) => each.call === call);
    const { violates, mayViolate } = found ?? made;
    const nameStart = tokens.startOf(from);
    return {
      name: values.text(from, to),
      nameSpan: { start: nameStart, end: Math.max(nameStart, tokens.endOf(to - 1)) },
      span: { start: tokens.startOf(call), end: tokens.endOf(behind - 1) },
      exported: found ? (exported.isList ? "in a list" : "alone") : exported.complete ? "no" : "perhaps",
      violates,
      mayViolate,
    };
  });
  const named = scenarios.every((each) => each.name !== undefined || each.exported === "no");
  return { scenarios, complete: exported.complete && named };
}

/** For the first token of each call of `scenario` the bracket that its arguments stand in. */
function findCalls(tokens: Tokens, { scenario, dsl }: Module): Map<number, number> {
  const calls = new Map<number, number>();
  tokens.list.forEach(({ value }, index) => {
    const before = tokens.at(index - 1);
    if (before === "." || before === "?." || before === "function") return;
    const ofDsl = dsl.has(value) && tokens.at(index + 1) === "." && tokens.at(index + 2) === "scenario";
    if (!ofDsl && !scenario.has(value)) return;
    const opening = ofDsl ? index + 3 : index + 1;
    // A method may have that name as well; its body follows.
    const isCall = tokens.at(opening) === "(" && tokens.at(tokens.behind(opening)) !== "{";
    if (isCall) calls.set(index, opening);
  });
  return calls;
}
