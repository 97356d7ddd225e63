import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProcessEvent } from "../../../src/trace/lifelines.ts";
import { contradictions } from "../../../src/trace/inversion.ts";
import { eventsOf, recordWell } from "../dsl/runHere.ts";
import { perform, Peer, plans } from "../simulator/randomScenario.ts";
import { TraceBuilder } from "../traces.ts";
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

  it("are one where a clock is set back, even if a message to oneself is under way then", () => {
    const run = new TraceBuilder("london");
    const message = run.send("send", "london", "london", "sold");
    const [sent, back] = [0, run.clock("london", -5, 0)];
    run.deliver(message);
    const trace = run.finish();
    const events = trace.events.map((event) =>
      event.node === undefined || event.index < back
        ? event
        : { ...event, clocks: { ...event.clocks, wall: -5 } },
    );
    expect(contradictions({ ...trace, events })).toEqual([{ earlier: sent, later: back, by: 5 }]);
  });

  it("are all the direct ones, which every longer one contains", { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        const wall = (index: number) => (trace.events[index] as ProcessEvent).clocks.wall;
        const expected = naiveCausality(trace).causes.flatMap((direct, later) =>
          [...direct]
            .filter(
              ([earlier, messages]) =>
                wall(earlier) > wall(later) &&
                // What a process sends to itself stays on its lifeline, where the clock was set back.
                (messages === 0 || trace.events[earlier].node !== trace.events[later].node),
            )
            .map(([earlier]) => ({
              earlier,
              later,
              by: expect.closeTo(wall(earlier) - wall(later), 3) as number,
            })),
        );
        const found = contradictions(trace);
        expect(found).toHaveLength(expected.length);
        expect(found).toEqual(expect.arrayContaining(expected));
        expect(found.map(({ later }) => later)).toEqual(expected.map(({ later }) => later));
      }),
      { numRuns: 150 },
    ),
  );
});
