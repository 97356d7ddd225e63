import fc from "fast-check";
import { expect, it } from "vitest";
import { Ladder } from "../../../../src/checks/consistency/ladder.ts";
import { MODELS, type ModelName } from "../../../../src/checks/consistency/models.ts";
import type { Value } from "../../../../src/trace/value.ts";
import { canonical } from "../../../../src/trace/canonical.ts";
import { histories } from "./histories.ts";

it.each(Object.keys(MODELS) as ModelName[])(
  "a linearization of a %s explains what was returned, in time",
  (model) => {
    fc.assert(
      fc.property(histories(model, 10), (operations) => {
        const specification = MODELS[model]();
        const ladder = new Ladder(operations, specification);
        const order = ladder.linearization();
        expect(order !== undefined).toBe(ladder.rung("linearizable").verdict === "holds");
        if (order === undefined) return;

        const states = new Map<string, Value>();
        for (const index of order) {
          const operation = operations[index];
          const part = canonical(specification.key?.(operation) ?? null);
          const effect = specification.step(states.get(part) ?? specification.initial, operation)!;
          expect(effect).toBeDefined();
          if (operation.outcome === "ok" && operation.output !== undefined) {
            expect(canonical(effect.output ?? null)).toBe(canonical(operation.output));
          }
          states.set(part, effect.state);
        }

        for (const [place, index] of order.entries()) {
          const overtaken = order
            .slice(0, place)
            .filter((before) => operations[before].invoked > operations[index].completed);
          if (operations[index].outcome === "ok") expect(overtaken).toEqual([]);
        }

        const missing = operations.filter(
          ({ outcome, output, function: name }, index) =>
            outcome === "ok" &&
            (output !== undefined || specification.functions[name] === "update") &&
            !order.includes(index),
        );
        expect(missing).toEqual([]);
      }),
      { numRuns: 500 },
    );
  },
);
