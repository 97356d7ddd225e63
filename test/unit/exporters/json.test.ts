import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTrace, toJson } from "../../../src/exporters/json.ts";
import { anyRun } from "../trace/runs.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";

type Json = Record<string, unknown>;

/** The message with which a damaged copy of the example is refused. */
function refusal(damage: (trace: Json & { events: Json[] }) => void): string {
  const trace = JSON.parse(toJson(shopTrace().trace)) as Json & { events: Json[] };
  damage(trace);
  try {
    parseTrace(JSON.stringify(trace));
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("toJson", () => {
  it("writes one line per event", () => {
    const { trace } = shopTrace();
    const lines = toJson(trace).split("\n");
    expect(lines).toContain(`${JSON.stringify(trace.events[3])},`);
    expect(JSON.parse(toJson(trace))).toEqual(trace);
  });
});

describe("parseTrace", () => {
  it("reads what was written", () => {
    fc.assert(
      fc.property(anyRun, (trace) => {
        expect(parseTrace(toJson(trace))).toEqual(trace);
      }),
    );
  });

  it("reads every kind of event", () => {
    const run = new TraceBuilder("a", "b", "@c");
    const vote = run.send("call", "a", "b", "vote", [{ $map: [["x", { $set: [{ $undefined: true }] }]] }]);
    run.deliver(run.duplicate(vote));
    run.deliver(run.reply(vote, "no", { failed: true }));
    run.timeout(vote);
    const get = run.send("invoke", "c", "a", "get");
    run.fail(run.reply(get, "no", { failed: true }), get, "no");
    run.unknown(get);
    run.timer("a", "tick");
    run.crash("a");
    run.restart("a");
    run.clock("a", 1, 2);
    run.partition(0, [["a"], ["b"]], true);
    run.heal(0);
    run.note("here", "a");
    run.note("there");
    const trace = run.finish({ status: "error", error: { message: "no" } });
    expect(parseTrace(toJson(trace))).toEqual(trace);
  });

  it("says what is cut off, where", () => {
    const text = toJson(shopTrace().trace);
    expect(() => parseTrace(text.slice(0, 900))).toThrow(
      /^the trace is cut off or no JSON \(.+\); export it again$/,
    );
    expect(() => parseTrace(" ")).toThrow("the trace is empty");
    expect(refusal((trace) => trace.events.pop())).toBe(
      "the trace is damaged at events: the end of the run is missing; export it again",
    );
  });

  it("knows other formats and other documents", () => {
    expect(refusal((trace) => (trace.format = "faultline-trace/2"))).toBe(
      "the trace has the format faultline-trace/2, and this version reads faultline-trace/1; " +
        "use the version of Faultline that wrote it, or run the scenario again",
    );
    expect(() => parseTrace("[]")).toThrow("this is no Faultline trace");
    expect(() => parseTrace('{"format":"something/1"}')).toThrow("this is no Faultline trace");
  });

  it.each<[string, (trace: Json & { events: Json[] }) => void, string]>([
    ["nodes missing", (trace) => delete trace.nodes, "nodes: is missing"],
    ["a node missing", (trace) => (trace.nodes as unknown[]).pop(), "events[5].node: there is no node 4"],
    [
      "events swapped",
      (trace) => trace.events.reverse(),
      "events[0].index: must be 0: the events are out of order",
    ],
    [
      "time going back",
      (trace) => (trace.events[4].time = -1),
      "events[4].time: is before that of the previous event",
    ],
    [
      "an unknown kind",
      (trace) => (trace.events[4].kind = "teleport"),
      'events[4].kind: "teleport" is no kind of event',
    ],
    ["a wrong type", (trace) => (trace.events[4].args = "ana"), "events[4].args: must be a list"],
    [
      "half clocks",
      (trace) => (trace.events[4].clocks = { wall: 1 }),
      "events[4].clocks.lamport: is missing",
    ],
    ["a later cause", (trace) => (trace.events[4].cause = 9), "events[4].cause: there is no earlier event 9"],
    [
      "a message twice",
      (trace) => (trace.events[18].message = 5),
      "events[18].message: message 5 is not under way",
    ],
    [
      "a broken value",
      (trace) => (trace.events[4].args = [{ $map: 5 }]),
      "events[4].args[0].$map: must be a list",
    ],
    [
      "a check of another kind",
      (trace) => ((trace.checks as Json[])[0].kind = "never"),
      "checks[0].kind: must be one of",
    ],
    [
      "a copy of nobody",
      (trace) => {
        ((trace.checks as Json[])[1].copies as Json[])[0].node = 77;
      },
      "checks[1].copies[0].node: there is no node 77",
    ],
  ])("names the place: %s", (_, damage, place) => {
    expect(refusal(damage)).toContain(`the trace is damaged at ${place}`);
  });

  it("never lets through what breaks a reader later: whatever is deleted is noticed or optional", () => {
    const text = toJson(shopTrace().trace);
    const count = shopTrace().trace.events.length;
    fc.assert(
      fc.property(fc.nat(count - 1), fc.nat(20), (event, position) => {
        const trace = JSON.parse(text) as { events: Json[] };
        const keys = Object.keys(trace.events[event]);
        const key = keys[position % keys.length];
        trace.events[event] = Object.fromEntries(
          Object.entries(trace.events[event]).filter(([name]) => name !== key),
        );
        const optional = ["state", "cause", "at", "failed", "oneWay"].includes(key);
        if (optional) expect(() => parseTrace(JSON.stringify(trace))).not.toThrow();
        else expect(() => parseTrace(JSON.stringify(trace))).toThrow("the trace is damaged");
      }),
    );
  });
});
