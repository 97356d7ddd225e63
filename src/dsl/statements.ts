import type { Belief } from "../checks/suspicions.ts";
import type { Decision } from "../checks/decisions.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { claim } from "../trace/beliefs.ts";
import type { Value } from "../trace/value.ts";

/** What the nodes of a run have stated, for the checks that look at it. */
export class Statements {
  readonly decisions: Decision[] = [];
  readonly beliefs: Belief[] = [];
  readonly #simulator: Simulator;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  believed(believer: Machine, about: Machine, belief: string): void {
    this.beliefs.push({
      believer: believer.name,
      about: about.name,
      dead: claim(belief) === "dead",
      up: about.up,
      time: this.#simulator.now,
    });
  }

  decided(by: Machine, slot: Value, value: Value): void {
    this.decisions.push({ node: by.name, slot, value });
  }
}
