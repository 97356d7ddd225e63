import type { Check, Finding, Moment, RunView } from "../checks/check.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Observer } from "../simulator/host.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { CheckResult } from "../trace/trace.ts";
import { ScenarioError } from "./errors.ts";
import type { Faults } from "./faults.ts";

/** Keeps a run's checks, lets them look after each step, and writes down what they find. */
export class Checkbook implements Observer, RunView {
  readonly #simulator: Simulator;
  readonly #faults: Faults;
  readonly #checks: Check[] = [];
  readonly #findings: (Finding | undefined)[] = [];

  constructor(simulator: Simulator, faults: Faults) {
    this.#simulator = simulator;
    this.#faults = faults;
    simulator.observers.push(this);
  }

  get calmSince(): number | undefined {
    return this.#faults.calmSince;
  }

  lookAt(time: number): () => void {
    return this.#simulator.lookAt(time);
  }

  add(check: Check): void {
    if (this.#checks.some(({ name }) => name === check.name)) {
      throw new ScenarioError(`two checks are named "${check.name}"; give each a name of its own`);
    }
    this.#checks.push(check);
    this.#findings.push(undefined);
  }

  afterStep(event: number, touched: readonly Machine[]): void {
    if (this.#checks.length === 0) return;
    const moment = { event, time: this.#simulator.now, touched: touched.map((machine) => machine.index) };
    for (const [index, check] of this.#checks.entries()) {
      if (this.#findings[index] !== undefined && check.copies === undefined) continue;
      const finding = check.afterStep(moment);
      if (finding !== undefined && this.#findings[index] === undefined) this.#write(index, finding);
    }
  }

  /** Lets every check that has found nothing yet look at the end. */
  close(): void {
    const { now, events } = this.#simulator;
    const moment: Moment = { event: Math.max(events - 1, 0), time: now, touched: [] };
    for (const [index, check] of this.#checks.entries()) {
      if (this.#findings[index] === undefined) this.#write(index, check.atEnd(moment));
    }
  }

  /**
   * What became of each check.
   * @param expected Names of the checks that the scenario says are violated.
   * @throws {ScenarioError} If one of them is no check's name.
   */
  results(expected: readonly string[]): CheckResult[] {
    const unknown = expected.find((name) => this.#checks.every((check) => check.name !== name));
    if (unknown !== undefined) {
      throw new ScenarioError(
        `.violates names "${unknown}", and there is no such check; ` +
          (this.#checks.length === 0
            ? "the scenario has none"
            : `there are ${this.#checks.map(({ name }) => `"${name}"`).join(", ")}`),
      );
    }
    return this.#checks.map((check, index) => {
      const { name, kind, location, copies } = check;
      const finding = this.#findings[index] ?? {
        status: "passed",
        message: "nothing was found before the run ended",
      };
      return { name, kind, ...finding, expected: expected.includes(name), location, copies };
    });
  }

  #write(index: number, finding: Finding): void {
    this.#findings[index] = finding;
    if (finding.status !== "violated") return;
    const { name } = this.#checks[index];
    this.#simulator.record(() => ({
      kind: "violation",
      time: this.#simulator.now,
      cause: finding.event,
      check: index,
      message: `${name}: ${finding.message}`,
    }));
  }
}
