import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProcessEvent } from "../../../src/trace/lifelines.ts";
import { contradictions } from "../../../src/trace/inversion.ts";
import { eventsOf, recordWell } from "../dsl/runHere.ts";
import { perform, Peer, plans } from "../simulator/randomScenario.ts";
import { naiveCausality } from "./naiveCausality.ts";

describe("contradictions of wall clocks with cause and effect", () => {
  it("are messages received before they were sent, and clocks that are set back", async () => {
    const { trace } = await recordWell(async (world) => {
      const [a, b] = world.nodes(Peer, ["a", "b"]);
      await world.sleep(100);
      world.clock(a).offset(50);
      await world.client("ana").call(a, "tell", { do: "send", to: 1, hops: 0 });
      await world.sleep(100);
      world.clock(a).jump(-200);
      world.clock(b).offset(0);
    });
    const [, hop] = eventsOf(trace, "deliver");
    const [answered] = eventsOf(trace, "ok");
    const sent = eventsOf(trace, "reply")[0];
    const back = eventsOf(trace, "clock").find(({ by }) => by === "jump")!;
    expect(contradictions(trace)).toEqual([
      { earlier: sent.index, later: answered.index, by: 50 },
      { earlier: hop.cause, later: hop.index, by: expect.closeTo(150 - hop.time, 3) as number },
      { earlier: sent.index, later: back.index, by: 100 },
    ]);
  });

  it("are direct, and every longer contradiction contains one on each of its ways", { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        const { causes, pasts } = naiveCausality(trace);
        const wall = (index: number) => (trace.events[index] as ProcessEvent).clocks.wall;
        const found = new Set(contradictions(trace).map(({ earlier, later }) => `${earlier} ${later}`));
        for (const { earlier, later, by } of contradictions(trace)) {
          expect(causes[later].has(earlier)).toBe(true);
          expect(wall(earlier) - wall(later)).toBeCloseTo(by, 3);
          expect(by).toBeGreaterThan(0);
        }
        for (const [later, direct] of causes.entries()) {
          for (const earlier of direct.keys()) {
            const local = trace.events[earlier].node === trace.events[later].node && pasts[later].size > 0;
            if (wall(earlier) > wall(later) && !(local && direct.get(earlier) === 1))
              expect(found).toContain(`${earlier} ${later}`);
          }
        }
      }),
      { numRuns: 150 },
    ),
  );
});
