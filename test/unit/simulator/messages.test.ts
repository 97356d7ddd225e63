import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendEvent, TraceEvent } from "../../../src/trace/event.ts";
import { original } from "../../../src/trace/describe.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { recordWell } from "../dsl/runHere.ts";
import { flown, type Flown } from "./naiveOrder.ts";
import { perform, plans } from "./randomScenario.ts";

/** Checks something of every run. */
function inAnyRun(check: (trace: Trace) => void, numRuns = 400) {
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
      if (ends.length === 0 && !canWait(trace) && !isBehindALoss(trace, send))
        expect(send.arrival).toBeGreaterThanOrEqual(time);
    }));

  it("a message is received where it was to arrive, and when, unless something holds it up", () =>
    forAllMessages(({ send, ends }, trace) => {
      const end = ends.at(0);
      if (end === undefined || end.kind === "drop") return;
      expect([end.node, end.cause]).toEqual([send.to, send.index]);
      const arrived = end.arrived ?? end.time;
      expect(arrived).toBeGreaterThanOrEqual(send.arrival);
      const heldUp = has(trace, "hold") || trace.events.some((event) => event.kind === "delay");
      if (!heldUp) expect(arrived).toBe(send.arrival);
    }));

  it("a message is lost at its link's middle if and only if the link is cut then", () =>
    forAllMessages(({ send, ends }, trace) => {
      const end = ends.at(0);
      if (end === undefined || has(trace, "hold")) return;
      const half = end.kind === "drop" && ["loss", "partition", "intercepted"].includes(end.reason);
      if (half) expect(Math.abs(end.time - middle(send))).toBeLessThan(0.001);
      if (end.kind === "drop" && end.reason !== "partition") return;
      const cut = isCut(trace, send);
      if (cut !== undefined) expect(half, JSON.stringify([send, end])).toBe(cut);
    }));

  it("a message that reaches a node that is down is lost there", () =>
    forAllMessages(({ send, ends }, trace) => {
      const end = ends.at(0);
      if (end?.kind !== "drop" || end.reason !== "receiver down") return;
      if (!canWait(trace)) expect(end.time).toBe(send.arrival);
      expect(isDown(trace, send.to, end.index)).toBe(true);
    }));

  it("a message waits before it leaves only for a link with a bandwidth, and leaves before it arrives", () =>
    forAllMessages(({ send }) => {
      if (send.leaves === undefined) return;
      expect(send.size).toBeGreaterThan(0);
      expect(send.leaves).toBeGreaterThanOrEqual(send.time);
      expect(send.arrival).toBeGreaterThanOrEqual(send.leaves);
    }));

  it("nothing arrives on a held link until it is released", () =>
    forAllMessages(({ send, ends }, trace) => {
      const end = ends.at(0);
      if (end === undefined || end.kind === "drop") return;
      const arrived = end.arrived ?? end.time;
      for (const hold of trace.events) {
        if (hold.kind !== "hold" || !separates(hold, send.node, send.to)) continue;
        const released = trace.events.find((event) => event.kind === "release" && event.hold === hold.hold);
        const during = arrived > hold.time && arrived < (released?.time ?? Infinity);
        expect(during, JSON.stringify([hold, send, end])).toBe(false);
      }
    }));

  it("sealed messages that were tampered with or forged are rejected, and no others", () =>
    forAllMessages(({ send, ends }, trace) => {
      const end = ends.at(0);
      if (end?.kind !== "drop" || end.reason !== "rejected") return;
      const tampered = trace.events.some(
        (event) => event.kind === "tamper" && event.message === send.message,
      );
      expect(tampered || original(trace, send).kind === "forge").toBe(true);
    }));

  it("a reliable transport hands over each message once, in the order of sending", () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const reliable = {
          ...plan,
          network: { ...plan.network, transport: "reliable" as const },
          links: [],
        };
        const { trace } = await recordWell(perform(reliable), plan);
        const handed = new Map<string, number>();
        const first = new Map<number, number>();
        for (const { send, ends } of flown(trace)) {
          const origin = send.kind === "retransmit" ? first.get(send.of)! : send.message;
          first.set(send.message, origin);
          const end = ends.at(0);
          if (end === undefined || end.kind === "drop" || trace.nodes[send.node].kind === "client") continue;
          if (trace.nodes[send.to].kind === "client") continue;
          handed.set(`${origin}`, (handed.get(`${origin}`) ?? 0) + 1);
        }
        for (const [origin, times] of handed) expect(times, origin).toBe(1);
        const order = new Map<string, number>();
        for (const event of trace.events) {
          if (event.kind !== "deliver") continue;
          const { send } = flown(trace)[event.message];
          if (trace.nodes[send.node].kind === "client") continue;
          const link = `${send.node}→${send.to}`;
          const origin = first.get(send.message)!;
          expect(order.get(link) ?? -1, link).toBeLessThan(origin);
          order.set(link, origin);
        }
      }),
      { numRuns: 200 },
    ));

  it("a paused node does nothing, and what came meanwhile is handled when it goes on", () =>
    inAnyRun((trace) => {
      const paused = new Set<number>();
      for (const event of trace.events) {
        if (event.kind === "resume" || event.kind === "crash") paused.delete(event.node);
        if (event.node !== undefined && paused.has(event.node) && !doneToIt.has(event.kind))
          expect.fail(JSON.stringify(event));
        if (event.kind === "pause") paused.add(event.node);
      }
      for (const { send, ends } of flown(trace)) {
        const end = ends.at(0);
        if (end?.kind !== "drop" || end.reason !== "receiver down") continue;
        // Only a crash takes what waits.
        expect(isDown(trace, send.to, end.index)).toBe(true);
      }
    }));

  it("a node does nothing from a crash to its restart", () =>
    inAnyRun((trace) => {
      for (const event of trace.events) {
        if (event.node === undefined || doneToIt.has(event.kind)) continue;
        expect(isDown(trace, event.node, event.index), JSON.stringify(event)).toBe(false);
      }
    }));
});

type Groups = readonly (readonly number[])[];

/** What is done to a node that is down: by the scenario, and by the network with what it sent before. */
const doneToIt = new Set<TraceEvent["kind"]>([
  "restart",
  "crash",
  "clock",
  "duplicate",
  "retransmit",
  "slow",
  "pause",
  "resume",
]);

function middle({ time, leaves = time, arrival }: SendEvent): number {
  return (leaves + arrival) / 2;
}

function has(trace: Trace, kind: TraceEvent["kind"]): boolean {
  return trace.events.some((event) => event.kind === kind);
}

/** Whether there is anything in the run that makes messages wait other than on their way. */
function canWait(trace: Trace): boolean {
  return trace.events.some(
    ({ kind }) =>
      kind === "hold" ||
      kind === "pause" ||
      kind === "slow" ||
      kind === "work" ||
      kind === "delay" ||
      kind === "retransmit",
  );
}

/** Whether an earlier message on the same link was lost, for which a reliable transport lets this one wait. */
function isBehindALoss(trace: Trace, { message, node, to }: SendEvent): boolean {
  return flown(trace).some(
    ({ send, ends }) =>
      send.message < message && send.node === node && send.to === to && ends.at(0)?.kind === "drop",
  );
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
  { groups, oneWay, ring }: { readonly groups: Groups; readonly oneWay?: true; readonly ring?: true },
  from: number,
  to: number,
): boolean {
  const [fromGroup, toGroup] = [from, to].map((node) => groups.findIndex((group) => group.includes(node)));
  if (fromGroup === -1 || toGroup === -1 || fromGroup === toGroup) return false;
  const distance = Math.abs(fromGroup - toGroup);
  if (ring) return distance !== 1 && distance !== groups.length - 1;
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
