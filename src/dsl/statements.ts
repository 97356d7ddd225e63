import type { Belief } from "../checks/suspicions.ts";
import type { Decision } from "../checks/decisions.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { Value } from "../trace/value.ts";

/** Words by which a node says that it takes another for dead. */
const DEAD = new Set(["dead", "down", "crashed", "failed", "faulty", "gone"]);

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
      dead: DEAD.has(belief.toLowerCase()),
      up: about.up,
      time: this.#simulator.now,
    });
  }

  decided(by: Machine, slot: Value, value: Value): void {
    this.decisions.push({ node: by.name, slot, value });
  }
}
