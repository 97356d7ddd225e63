import type { World } from "./world.ts";

/** What happens in a scenario, as a script in virtual time. */
export type Script = (world: World) => unknown;

/** A scenario: a name, a script, and what is expected to fail. A file's default export is one, or a list of them. */
export class Scenario {
  readonly name: string;
  readonly script: Script;
  /** Names of the checks that it violates. */
  readonly violated: readonly string[];
  /** Names of the checks that it may violate, or not, as the seed has it. */
  readonly tolerated: readonly string[];
  /** Where it was made; its stack tells the line. */
  readonly origin: Error;

  /** @internal Made by {@link scenario}. */
  constructor(
    name: string,
    script: Script,
    violated: readonly string[],
    tolerated: readonly string[],
    origin: Error,
  ) {
    this.name = name;
    this.script = script;
    this.violated = violated;
    this.tolerated = tolerated;
    this.origin = origin;
  }

  /** This scenario is meant to fail: it passes if exactly the checks of these names are violated. */
  violates(...checks: readonly [string, ...string[]]): Scenario {
    return new Scenario(this.name, this.script, [...this.violated, ...checks], this.tolerated, this.origin);
  }

  /**
   * With some seeds the checks of these names are violated, with others not: it passes either way. Over many seeds
   * (`faultline run --seeds 1..1000`) it ought to happen at least once.
   */
  mayViolate(...checks: readonly [string, ...string[]]): Scenario {
    return new Scenario(this.name, this.script, this.violated, [...this.tolerated, ...checks], this.origin);
  }
}

/**
 * Describes a scenario.
 * @param name What it is about, in a few words; each scenario of a file has its own.
 * @param script Makes nodes and clients, says what must stay true, and then what happens.
 */
export function scenario(name: string, script: Script): Scenario {
  return new Scenario(name, script, [], [], new Error("scenario"));
}
