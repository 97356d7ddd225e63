import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../../../src/checks/consistency/decide.ts";
import { Ladder } from "../../../../src/checks/consistency/ladder.ts";
import { includes, LEVELS } from "../../../../src/checks/consistency/levels.ts";
import { MODELS, type ModelName } from "../../../../src/checks/consistency/models.ts";
import { Subject } from "../../../../src/checks/consistency/subject.ts";
import { histories } from "./histories.ts";
import { hasLevel } from "./oracle.ts";

const models = Object.keys(MODELS) as ModelName[];

/** More than a small history needs. */
const BUDGET = 1_000_000;

/** Enough for nearly all. */
const FEW = 20_000;

describe.each(models)("every level of a %s", (model) => {
  const specification = MODELS[model]();

  it.each(LEVELS)(
    "says of %s what trying every order says",
    (level) => {
      fc.assert(
        fc.property(histories(model, 5), (history) => {
          const subject = new Subject(history, specification);
          const { verdict } = decide(subject, level, subject.steps, [], BUDGET);
          expect(verdict).toBe(hasLevel(history, specification, level) ? "holds" : "broken");
        }),
        { numRuns: 1500 },
      );
    },
    60_000,
  );

  it("never contradicts the order of the levels", () => {
    fc.assert(
      fc.property(histories(model, 6), (history) => {
        const subject = new Subject(history, specification);
        const verdicts = new Map(
          LEVELS.map((level) => [level, decide(subject, level, subject.steps, [], FEW).verdict]),
        );
        for (const level of LEVELS) {
          for (const other of LEVELS.filter((one) => includes(level, one))) {
            if (verdicts.get(level) === "holds")
              expect(verdicts.get(other), `${level} ${other}`).not.toBe("broken");
          }
        }
        for (const rung of new Ladder(history, specification, FEW).rungs()) {
          // What another level says may decide what a search of its own leaves open.
          if (verdicts.get(rung.level) === "unknown") continue;
          expect(rung.verdict, rung.level).toBe(verdicts.get(rung.level));
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
