import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodingJson, parseTrace, TraceError, toJson, writingJson } from "../../../src/exporters/json.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import type { EventKind } from "../../../src/trace/event.ts";
import { everyKindTrace } from "../everyKind.ts";
import { longTrace } from "../../webview/support/traces.ts";
import { anyRun } from "../trace/runs.ts";
import { anyTrouble } from "../trace/troubles.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";

type Json = Record<string, unknown>;

/** Every kind of event: the compiler notices when one is missing. */
const KINDS: Readonly<Record<EventKind, true>> = {
  start: true,
  send: true,
  call: true,
  reply: true,
  invoke: true,
  duplicate: true,
  retransmit: true,
  forge: true,
  ok: true,
  fail: true,
  unknown: true,
  deliver: true,
  drop: true,
  tamper: true,
  delay: true,
  tap: true,
  timer: true,
  timeout: true,
  crash: true,
  restart: true,
  leave: true,
  pause: true,
  resume: true,
  slow: true,
  work: true,
  flush: true,
  belief: true,
  decide: true,
  clock: true,
  partition: true,
  heal: true,
  hold: true,
  release: true,
  note: true,
  violation: true,
  end: true,
};

/** What may be missing from an event. */
const OPTIONAL = [
  ...["state", "cause", "at", "failed", "oneWay", "ring", "leaves", "size", "arrived", "due", "why"],
  ...["amnesia", "frozen"],
];

/** Reads a trace from its text. */
function read(text: string): Trace {
  return parseTrace(new TextEncoder().encode(text));
}

/** Why and where a text can't be read. */
function failure(text: string): { message: string; place: unknown } | undefined {
  try {
    read(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    return { message: error.message, place: error.place };
  }
}

/** The message with which a damaged copy of a run is refused. */
function refusal(damage: (trace: Json & { events: Json[] }) => void, run = shopTrace().trace): string {
  const trace = JSON.parse(toJson(run)) as Json & { events: Json[] };
  damage(trace);
  try {
    read(JSON.stringify(trace));
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

  it("comes in pieces where it is long", () => {
    const trace = longTrace(5000);
    const pieces = [...writingJson(trace)];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(toJson(trace).length / 2);
    expect(read(pieces.join(""))).toEqual(trace);
    const work = encodingJson(trace);
    let step = work.next();
    while (!step.done) step = work.next();
    expect(new TextDecoder().decode(step.value)).toBe(toJson(trace));
  });
});

describe("parseTrace", () => {
  it("reads what was written", () => {
    fc.assert(
      fc.property(fc.oneof(anyRun, anyTrouble), (trace) => {
        expect(read(toJson(trace))).toEqual(trace);
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
    expect(read(toJson(trace))).toEqual(trace);
    for (const without of ["faults", { kind: "crash", whom: "a", nth: 2 }] as const)
      expect(read(toJson({ ...trace, without }))).toEqual({ ...trace, without });
    const everything = everyKindTrace();
    expect(new Set(everything.events.map(({ kind }) => kind))).toEqual(new Set(Object.keys(KINDS)));
    expect(read(toJson(everything))).toEqual(everything);
  });

  it("says what is cut off, where", () => {
    const text = toJson(shopTrace().trace);
    const cut = text.slice(0, 900);
    expect(failure(cut)).toEqual({
      message: "the trace is cut off: its end is missing; export it again",
      place: { line: cut.split("\n").length, column: cut.length - cut.lastIndexOf("\n") },
    });
    expect(() => read(" ")).toThrow("the trace is empty");
    expect(() => read("")).toThrow("the trace is empty");
    expect(refusal((trace) => trace.events.pop())).toBe(
      "the trace is damaged at events: the end of the run is missing; export it again",
    );
  });

  it("knows other formats and other documents", () => {
    expect(refusal((trace) => (trace.format = "faultline-trace/2"))).toBe(
      "the trace has the format faultline-trace/2, and this version reads faultline-trace/1; " +
        "use the version of Faultline that wrote it, or run the scenario again",
    );
    expect(() => read("[]")).toThrow("this is no Faultline trace");
    expect(() => read('{"format":"something/1"}')).toThrow("this is no Faultline trace");
    expect(() => read("\0\0ELF")).toThrow("this is no Faultline trace");
  });

  it("says where it isn't JSON, and which", () => {
    const lines = toJson(shopTrace().trace).split("\n");
    const line = lines.findIndex((candidate) => candidate.includes('"kind":"send"'));
    lines[line] = lines[line].replace('"kind"', "kind");
    expect(failure(lines.join("\n"))).toEqual({
      message: 'the trace is no JSON: “kind:"send","time":0” can\'t stand there; export it again',
      place: { line: line + 1, column: lines[line].indexOf("kind") + 1 },
    });
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${toJson(shopTrace().trace)}`, "utf16le"));
    expect(() => parseTrace(utf16)).toThrow(
      "the trace is in UTF-16, not in UTF-8; export it with --out FILE",
    );
  });

  it("says in which line and column it is damaged, however it is written", () => {
    const trace = JSON.parse(toJson(shopTrace().trace)) as Json & { events: Json[] };
    trace.events[4].node = 77;
    const text = JSON.stringify(trace, undefined, 2);
    const at = text.lastIndexOf("77", text.indexOf('"index": 5'));
    const before = text.slice(0, at).split("\n");
    expect(failure(text)).toEqual({
      message: "the trace is damaged at events[4].node: there is no node 77; export it again",
      place: { line: before.length, column: before.at(-1)!.length + 1 },
    });
  });

  it("takes no number that is none, no place that no file has, and nothing that is nested without end", () => {
    const text = toJson(shopTrace().trace);
    expect(() => read(text.replace('"time":0,', '"time":1e999,'))).toThrow("time: must be a number");
    expect(refusal((trace) => (trace.locations = [{ file: "a.ts", line: 0, column: 1 }]))).toContain(
      "damaged at locations[0].line: must be a whole number from 1",
    );
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(() => read(text.replace('"hash"', `"more":${deep},"hash"`))).toThrow("is nested too deeply");
  });

  it("quotes no more of what is wrong than one can read", () => {
    const long = "x".repeat(1_000_000);
    for (const message of [
      refusal(({ events }) => (events[4].kind = long)),
      refusal((trace) => (trace.format = `faultline-trace/${long}`)),
      refusal(({ events }) => (events[4].state = { [long]: [{ $map: 5 }] })),
    ]) {
      expect(message).toContain("xxx");
      expect(message.length).toBeLessThan(300);
    }
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
      "a time beyond all times",
      (trace) => (trace.events[4].time = 1e13),
      "events[4].time: is beyond 9007199254740.99 ms, the latest time there is",
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

  it.each<[kind: EventKind, field: string, wrong: unknown, message: string]>([
    ["call", "leaves", "later", "must be a number"],
    ["call", "size", null, "must be a number"],
    ["deliver", "arrived", "early", "must be a number"],
    ["ok", "arrived", "early", "must be a number"],
    ["fail", "arrived", [], "must be a number"],
    ["timer", "due", true, "must be a number"],
    ["retransmit", "of", 99, "there is no message 99"],
    ["duplicate", "of", -1, "must be a whole number from 0"],
    ["forge", "as", 5, "there is no node 5"],
    ["forge", "as", "bank", "must be a whole number from 0"],
    ["drop", "reason", "bad luck", "must be one of"],
    ["drop", "why", 5, "must be a text"],
    ["drop", "message", 99, "there is no message 99"],
    ["tamper", "message", 99, "there is no message 99"],
    ["tamper", "message", 0, "message 0 is not under way"],
    ["tamper", "before", 10, "must be a list"],
    ["tamper", "after", "all", "must be a list"],
    ["delay", "by", "long", "must be a number"],
    ["delay", "message", 0, "message 0 is not under way"],
    ["tap", "message", 0, "message 0 is not under way"],
    ["tap", "node", 5, "there is no node 5"],
    ["crash", "amnesia", false, "must be true or absent"],
    ["leave", "node", 5, "there is no node 5"],
    ["pause", "clocks", 0, "must be an object"],
    ["resume", "node", -1, "must be a whole number from 0"],
    ["slow", "by", "much", "must be a number"],
    ["work", "until", null, "must be a number"],
    ["flush", "state", [], "must be an object"],
    ["belief", "about", 5, "there is no node 5"],
    ["belief", "belief", true, "must be a text"],
    ["clock", "by", "hand", "must be one of"],
    ["clock", "frozen", 1, "must be true or absent"],
    ["partition", "ring", "yes", "must be true or absent"],
    ["hold", "hold", "0", "must be a number"],
    ["hold", "groups", [1], "must be a list"],
    ["release", "hold", null, "must be a number"],
  ])("names the place in a %s: %s", (kind, field, wrong, message) => {
    const run = everyKindTrace();
    const index = run.events.findIndex((event) => event.kind === kind);
    const found = refusal(({ events }) => (events[index][field] = wrong), run);
    expect(found).toMatch(new RegExp(`damaged at events\\[${index}\\]\\.${field}[^ ]*: .*${message}`));
  });

  it("names the place inside a decision and a group", () => {
    const run = everyKindTrace();
    const decision = run.events.findIndex(({ kind }) => kind === "decide");
    const hold = run.events.findIndex(({ kind }) => kind === "hold");
    expect(refusal(({ events }) => (events[decision].slot = { $map: 5 }), run)).toContain(
      `events[${decision}].slot.$map: must be a list`,
    );
    expect(refusal(({ events }) => (events[decision].value = [{ $bytes: ["a"] }]), run)).toContain(
      `events[${decision}].value[0].$bytes[0]: must be a number`,
    );
    expect(refusal(({ events }) => (events[hold].groups = [[0], [5]]), run)).toContain(
      `events[${hold}].groups[1][0]: there is no node 5`,
    );
  });

  it("never lets through what breaks a reader later: whatever is deleted is noticed or optional", () => {
    const run = everyKindTrace();
    const text = toJson(run);
    const count = run.events.length;
    fc.assert(
      fc.property(fc.nat(count - 1), fc.nat(20), (event, position) => {
        const trace = JSON.parse(text) as { events: Json[] };
        const keys = Object.keys(trace.events[event]);
        const key = keys[position % keys.length];
        trace.events[event] = Object.fromEntries(
          Object.entries(trace.events[event]).filter(([name]) => name !== key),
        );
        // A note is on a node or on the whole, so without its node it is one on the whole.
        const noteOnWhole = trace.events[event].kind === "note" && (key === "node" || key === "clocks");
        if (noteOnWhole) return;
        if (OPTIONAL.includes(key)) expect(() => read(JSON.stringify(trace))).not.toThrow();
        else expect(() => read(JSON.stringify(trace))).toThrow("the trace is damaged");
      }),
      { numRuns: 400 },
    );
  });
});
