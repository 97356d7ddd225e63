import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendEvent, TraceEvent } from "../../../src/trace/event.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { recordWell } from "../dsl/runHere.ts";
import { flown, type Flown } from "./naiveOrder.ts";
import { perform, plans } from "./randomScenario.ts";

/** Checks something of every run. */
function inAnyRun(check: (trace: Trace) => void, numRuns = 100) {
  return fc.assert(
    fc.asyncProperty(plans, async (plan) => check((await recordWell(perform(plan), plan)).trace)),
    { numRuns },
  );
}

function forAllMessages(check: (message: Flown, trace: Trace) => void) {
  return inAnyRun((trace) => {
    for (const message of flown(trace)) check(message, trace);
  });
}

describe("in any run", { timeout: 60_000 }, () => {
  it("events are numbered in order, time never goes back, and causes come first", () =>
    inAnyRun((trace) => {
      let time = 0;
      trace.events.forEach((event, i) => {
        expect(event.index).toBe(i);
        expect(event.time).toBeGreaterThanOrEqual(time);
        if (event.cause !== undefined) expect(event.cause).toBeLessThan(i);
        time = event.time;
      });
    }));

  it("times are whole microseconds", () =>
    inAnyRun((trace) => {
      for (const { time } of trace.events) expect(Math.round(time * 1000) / 1000).toBe(time);
    }));

  it("a message's flight ends once: received, lost, or under way when the run ends", () =>
    forAllMessages(({ send, ends }, trace) => {
      const { time } = trace.events.at(-1)!;
      expect(ends.length).toBeLessThanOrEqual(1);
      if (ends.length === 0) expect(send.arrival).toBeGreaterThanOrEqual(time);
    }));

  it("a message is received where and when it was to arrive", () =>
    forAllMessages(({ send, ends }) => {
      const end = ends.at(0);
      if (end === undefined || end.kind === "drop") return;
      expect([end.node, end.time, end.cause]).toEqual([send.to, send.arrival, send.index]);
    }));

  it("a message is lost at its link's middle if and only if the link is cut then", () =>
    forAllMessages(({ send, ends }, trace) => {
      const end = ends.at(0);
      if (end === undefined) return;
      const lost = end.kind === "drop" && end.reason !== "receiver down";
      if (lost) expect(Math.abs(end.time - middle(send))).toBeLessThan(0.001);
      if (lost && end.reason === "loss") return;
      const cut = isCut(trace, send);
      if (cut !== undefined) expect(lost, JSON.stringify([send, end])).toBe(cut);
    }));

  it("a message that reaches a node that is down is lost there", () =>
    forAllMessages(({ send, ends }, trace) => {
      const end = ends.at(0);
      if (end?.kind !== "drop" || end.reason !== "receiver down") return;
      expect(end.time).toBe(send.arrival);
      expect(isDown(trace, send.to, end.index)).toBe(true);
    }));

  it("a node does nothing from a crash to its restart", () =>
    inAnyRun((trace) => {
      for (const event of trace.events) {
        if (event.node === undefined || doneToIt.has(event.kind)) continue;
        expect(isDown(trace, event.node, event.index), JSON.stringify(event)).toBe(false);
      }
    }));
});

/** What is done to a node that is down: by the scenario, and by the network with what it sent before. */
const doneToIt = new Set<TraceEvent["kind"]>(["restart", "crash", "clock", "duplicate"]);

function middle({ time, arrival }: SendEvent): number {
  return (time + arrival) / 2;
}

/** Whether the message's link is cut at its middle; `undefined` when that changes at this very moment. */
function isCut(trace: Trace, send: SendEvent): boolean | undefined {
  const moment = middle(send);
  let cut = false;
  for (const event of trace.events) {
    if (event.kind !== "partition" || !separates(event, send.node, send.to)) continue;
    const end =
      trace.events.find((other) => other.kind === "heal" && other.cut === event.cut)?.time ?? Infinity;
    if (Math.abs(event.time - moment) < 0.002 || Math.abs(end - moment) < 0.002) return undefined;
    cut ||= event.time < moment && moment < end;
  }
  return cut;
}

function separates(
  { groups, oneWay }: Extract<TraceEvent, { kind: "partition" }>,
  from: number,
  to: number,
): boolean {
  const [fromGroup, toGroup] = [from, to].map((node) => groups.findIndex((group) => group.includes(node)));
  if (fromGroup === -1 || toGroup === -1 || fromGroup === toGroup) return false;
  return oneWay === undefined || fromGroup === 0;
}

/** Whether the node's latest crash before an event was followed by no restart before it. */
function isDown(trace: Trace, node: number, index: number): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const event = trace.events[i];
    if (event.node !== node) continue;
    if (event.kind === "crash") return true;
    if (event.kind === "restart") return false;
  }
  return false;
}
