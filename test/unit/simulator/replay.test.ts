import fc from "fast-check";
import { expect, it } from "vitest";
import { scenario } from "../../../src/dsl/scenario.ts";
import { record, runHere } from "../dsl/runHere.ts";
import { perform, plans } from "./randomScenario.ts";

it("a run with the same seed is the same run, byte for byte", () =>
  fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const first = await record(perform(plan), plan);
      const second = await record(perform(plan), plan);
      expect(JSON.stringify(second.trace)).toBe(JSON.stringify(first.trace));
      expect(second.trace.hash).toMatch(/^[0-9a-f]{16}$/);
    }),
  ));

it("a run with another seed is another run, and its hash tells", async () => {
  const hashes = new Set<string>();
  for (let seed = 0; seed < 50; seed++) {
    const { trace } = await record((world) => world.note(String(world.random())), { seed });
    hashes.add(trace.hash);
  }
  expect(hashes.size).toBe(50);
});

it("a run is the same whether it is recorded or not", () =>
  fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const seen = await record(perform(plan), plan);
      const unseen = await runHere(scenario("test", perform(plan)), { ...plan, record: false });
      expect(unseen.trace).toBeUndefined();
      // A check names its line and the copies it compared only where there is a trace to show them in.
      const told = ({ status, error, checks, events, virtualTime }: typeof unseen) => {
        const found = checks.map(({ name, status, event, time, message }) => ({
          name,
          status,
          event,
          time,
          message,
        }));
        return { status, error, events, virtualTime, found };
      };
      expect(told(unseen)).toEqual(told(seen));
      expect(seen.trace.events.length).toBe(seen.events);
    }),
  ));

it("a run stopped by its budget is stopped at the same event each time", () =>
  fc.assert(
    fc.asyncProperty(plans, fc.integer({ min: 1, max: 60 }), async (plan, budget) => {
      const options = { ...plan, budget };
      const { status, events, trace } = await record(perform(plan), options);
      if (status === "stopped") expect(events).toBe(budget + 1);
      else expect(events).toBeLessThanOrEqual(budget + trace.checks.length + 1);
      expect((await record(perform(plan), options)).trace.hash).toBe(trace.hash);
    }),
  ));
