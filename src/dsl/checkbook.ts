import type { Check, Finding, Moment, RunView } from "../checks/check.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Observer } from "../simulator/host.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { CheckResult } from "../trace/trace.ts";
import { ScenarioError } from "./errors.ts";
import type { Faults } from "./faults.ts";
import type { Scenario } from "./scenario.ts";

/** Keeps a run's checks, lets them look after each step, and writes down what they find. */
export class Checkbook implements Observer, RunView {
  readonly #simulator: Simulator;
  readonly #faults: Faults;
  readonly #checks: Check[] = [];
  readonly #entries: (Entry | undefined)[] = [];

  constructor(simulator: Simulator, faults: Faults) {
    this.#simulator = simulator;
    this.#faults = faults;
    simulator.observers.push(this);
  }

  get calmSince(): number | undefined {
    return this.#faults.calmSince;
  }

  lookAt(time: number, reached: () => void): () => void {
    return this.#simulator.lookAt(time, reached);
  }

  add(check: Check): void {
    if (this.#checks.some(({ name }) => name === check.name)) {
      throw new ScenarioError(`two checks are named "${check.name}"; give each a name of its own`);
    }
    this.#checks.push(check);
    this.#entries.push(undefined);
  }

  afterStep(event: number | undefined, touched: readonly Machine[]): void {
    if (this.#checks.length === 0) return;
    const moment: Moment = {
      event: event ?? this.#simulator.events - 1,
      time: this.#simulator.now,
      touched: touched.map((machine) => machine.index),
    };
    for (const [index, check] of this.#checks.entries()) {
      if (this.#entries[index] !== undefined && check.copies === undefined) continue;
      const finding = check.afterStep(moment);
      if (finding !== undefined && this.#entries[index] === undefined) this.#write(index, finding, event);
    }
  }

  /** Lets every check that has found nothing yet look at the end. */
  close(): void {
    for (const [index, check] of this.#checks.entries()) {
      if (this.#entries[index] === undefined) this.#write(index, check.atEnd(), undefined);
    }
  }

  /** @throws {ScenarioError} If the scenario says of something that it is violated, and there is no such check. */
  requireKnown({ violated, tolerated }: Expectations): void {
    const unknown = [...violated, ...tolerated].find((name) =>
      this.#checks.every((check) => check.name !== name),
    );
    if (unknown === undefined) return;
    const verb = violated.includes(unknown) ? "violates" : "mayViolate";
    throw new ScenarioError(
      `.${verb} names "${unknown}", and there is no such check; ` +
        (this.#checks.length === 0
          ? "the scenario has none"
          : `there are ${this.#checks.map(({ name }) => `"${name}"`).join(", ")}`),
    );
  }

  /** What became of each check. */
  results({ violated, tolerated }: Expectations): CheckResult[] {
    return this.#checks.map((check, index) => {
      const { name, kind, location, copies } = check;
      const entry = this.#entries[index] ?? {
        status: "undecided",
        message: "the run broke off before this was decided",
      };
      const may = tolerated.includes(name) ? { tolerated: true as const } : {};
      return { name, kind, ...entry, expected: violated.includes(name), ...may, location, copies };
    });
  }

  /** @param event Index of the event that brought it about; `undefined` when it only came to light with time. */
  #write(index: number, finding: Finding, event: number | undefined): void {
    const { events, now } = this.#simulator;
    const violated = finding.status === "violated";
    const at = event ?? (violated ? events : undefined);
    this.#entries[index] = { ...finding, ...(at === undefined ? {} : { event: at, time: now }) };
    if (!violated) return;
    const { name } = this.#checks[index];
    this.#simulator.record(() => ({
      kind: "violation",
      time: now,
      cause: event,
      check: index,
      message: `${name}: ${finding.message}`,
    }));
  }
}

/** The checks that a scenario says are violated, and those that it says may be, by name. */
type Expectations = Pick<Scenario, "violated" | "tolerated">;

/** What is written down of a check: what it found, and where. */
type Entry = Pick<CheckResult, "status" | "message" | "event" | "time">;
