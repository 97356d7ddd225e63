import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isArrival } from "../../../src/trace/event.ts";
import { flights } from "../../../src/trace/flights.ts";
import { sendsOf, shopTrace, TraceBuilder } from "../traces.ts";
import { anyRun } from "./runs.ts";

describe("flights", () => {
  it("pairs each message with the event that ended its flight", () => {
    const { trace, events } = shopTrace();
    const lost = flights(trace).filter(({ end }) => end?.kind === "drop");
    expect(lost.map(({ send }) => trace.nodes[send.to].name)).toEqual(["tokyo", "london", "new-york"]);
    expect(flights(trace).find(({ end }) => end?.index === events.newYorkSold)?.send.name).toBe("sold");
  });

  it("leaves a message without an end that was still on its way", () => {
    const run = new TraceBuilder("a", "b");
    const message = run.send("send", "a", "b", "ping", [], 50);
    expect(flights(run.finish())[message].end).toBeUndefined();
  });

  it("loses no message and no arrival", () => {
    fc.assert(
      fc.property(anyRun, (trace) => {
        const all = flights(trace);
        expect(all.map(({ send }) => send)).toEqual(sendsOf(trace));
        expect(all.every(({ message, send }) => send.message === message)).toBe(true);
        const ends = all.flatMap(({ end }) => end ?? []);
        expect(ends.toSorted((a, b) => a.index - b.index)).toEqual(trace.events.filter(isArrival));
      }),
    );
  });
});
