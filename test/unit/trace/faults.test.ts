import { describe, expect, it } from "vitest";
import type { TraceEvent } from "../../../src/trace/event.ts";
import { tellWithout } from "../../../src/trace/fault.ts";
import { faultEvents, faultOf } from "../../../src/trace/faults.ts";
import { everyKindTrace } from "../everyKind.ts";
import { TraceBuilder } from "../traces.ts";

/** The faults of a run, as a run without them is called. */
function told(run: TraceBuilder): string[] {
  const trace = run.finish();
  return faultEvents(trace).map((index) => tellWithout(faultOf(trace, index)!));
}

describe("faults", () => {
  it("are what goes wrong, and not what mends it", () => {
    const run = new TraceBuilder("a", "b", "c");
    run.partition(0, [["a", "b"], ["c"]]);
    run.partition(1, [["a"], ["c"]], true);
    run.heal(0);
    run.hold(0, [["a"], ["b"]]);
    run.release(0);
    run.crash("a");
    run.restart("a");
    run.happens("pause", "b");
    run.happens("resume", "b");
    run.slow("c", 5);
    run.slow("c", 0);
    run.clock("a", -20, 0);
    run.clock("a", 0, 0);
    run.clock("b", 0, 50, "drift");
    run.clock("b", 30, 0, "jump");
    run.clock("b", 2, 0, "sync");
    run.clock("c", 0, 0, "freeze");
    run.clock("c", -5, 0, "thaw");
    run.happens("leave", "c");
    expect(told(run)).toEqual([
      "without the partition a, b | c",
      "without the partition a → c",
      "without the hold a | b",
      "without the crash of a",
      "without the pause of b",
      "without the slowness of c",
      "without the offset of a's clock",
      "without the drift of b's clock",
      "without the jump of b's clock",
      "without the freeze of c's clock",
    ]);
  });

  it("are told apart by how often they happened to the same nodes, whatever else there was", () => {
    const run = new TraceBuilder("a", "b");
    run.crash("a");
    run.restart("a");
    run.crash("b");
    run.crash("a");
    run.partition(0, [["a"], ["b"]]);
    run.heal(0);
    run.partition(1, [["b"], ["a"]]);
    run.partition(2, [["a"], ["b"]]);
    expect(told(run)).toEqual([
      "without the crash of a",
      "without the crash of b",
      "without the 2nd crash of a",
      "without the partition a | b",
      "without the partition b | a",
      "without the 2nd partition a | b",
    ]);
  });

  it("of messages count the messages on their link, lost or not", () => {
    const run = new TraceBuilder("a", "b");
    const messages = [0, 1, 2].map(() => run.send("send", "a", "b", "hear"));
    run.send("send", "b", "a", "hear");
    run.duplicate(messages[1]);
    const other = run.send("send", "a", "b", "listen");
    const last = run.send("send", "a", "b", "hear");
    run.drop(messages[2], "loss");
    run.drop(messages[0], "intercepted");
    run.tamper(messages[1], "what");
    run.delay(other, 5);
    run.drop(last, "loss");
    expect(told(run)).toEqual([
      "without the second copy of the 2nd hear from a to b",
      "without the loss of the 3rd hear from a to b",
      "without the interception of hear from a to b",
      "without the tampering with the 2nd hear from a to b",
      "without the delay of listen from a to b",
      "without the loss of the 4th hear from a to b",
    ]);
  });

  it("of a run may be all of them", () => {
    expect(tellWithout("faults")).toBe("without its faults");
    expect(
      [2, 3, 4, 11, 12, 13, 21, 22, 111].map(
        (nth) => tellWithout({ kind: "crash", whom: "a", nth }).split(" ")[2],
      ),
    ).toEqual(["2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "111th"]);
  });

  it("are looked for in any event of any run", () => {
    const trace = everyKindTrace();
    const kinds = new Set(faultEvents(trace).map((index) => faultOf(trace, index)!.kind));
    expect(kinds.size).toBeGreaterThan(8);
    for (const { index } of trace.events) faultOf(trace, index);
  });
});

describe("the fault behind a lost message", () => {
  const run = new TraceBuilder("a", "b", "c", "d");
  const names = ["a", "b", "c", "d"];
  const lose = (
    from: string,
    to: string,
    reason: "partition" | "receiver down" | "queue full",
  ): TraceEvent["index"] => run.drop(run.send("send", from, to, "hear"), reason);
  const ring = run.partition(
    0,
    names.map((name) => [name]),
    false,
    true,
  );
  const acrossTheRing = lose("a", "c", "partition");
  const oneWay = run.partition(1, [["b"], ["a"]], true);
  const there = lose("b", "a", "partition");
  run.partition(2, [["c"], ["d"]]);
  run.heal(2);
  const later = run.partition(3, [
    ["a", "b"],
    ["c", "d"],
  ]);
  const across = lose("b", "d", "partition");
  const backThere = lose("b", "a", "partition");
  run.crash("a");
  run.restart("a");
  const crash = run.crash("a");
  run.crash("b");
  const down = lose("c", "a", "receiver down");
  const full = lose("c", "d", "queue full");
  const early = run.drop(run.send("send", "a", "d", "hear"), "receiver down");
  const trace = run.finish();

  it("is the latest partition that cuts its link", () => {
    for (const [lost, cut] of [
      [acrossTheRing, ring],
      [there, oneWay],
      [across, later],
      [backThere, oneWay],
    ])
      expect(faultOf(trace, lost)).toEqual(faultOf(trace, cut));
  });

  it("is the crash of its receiver", () => expect(faultOf(trace, down)).toEqual(faultOf(trace, crash)));

  it("may be none", () => {
    expect(faultOf(trace, full)).toBeUndefined();
    expect(faultOf(trace, early)).toBeUndefined();
  });
});
