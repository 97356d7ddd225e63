import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../../src/trace/search/query.ts";
import { Search } from "../../../../src/trace/search/search.ts";
import { TRACE_FORMAT, type Trace } from "../../../../src/trace/trace.ts";
import type { ReceiveEvent, SendEvent, TraceEvent } from "../../../../src/trace/event.ts";
import { TraceBuilder } from "../../traces.ts";
import { find } from "./searching.ts";

const NODES = ["london", "paris", "tokyo"];
const KINDS = [
  "send",
  "call",
  "call",
  "deliver",
  "deliver",
  "answer",
  "drop",
  "duplicate",
  "timeout",
] as const;

/** Runs in which requests are answered, lost, copied, given up and sent again, in any order. */
const anyConversation: fc.Arbitrary<Trace> = fc
  .array(
    fc.record({
      what: fc.constantFrom(...KINDS, "timer"),
      a: fc.nat(2),
      b: fc.nat(2),
      which: fc.nat(20),
      wait: fc.nat(40),
      value: fc.nat(2),
    }),
    { maxLength: 80 },
  )
  .map((script) => {
    const run = new TraceBuilder(...NODES);
    const wire: number[] = [];
    const asked: number[] = [];
    const requests: number[] = [];
    for (const { what, a, b, which, wait, value } of script) {
      run.time += wait;
      const pick = (from: number[]) => from.splice(which % from.length, 1)[0];
      if (what === "timer") run.timer(NODES[a], "tick", { stock: value });
      else if (what === "send") wire.push(run.send("send", NODES[a], NODES[b], "sold", [value], wait));
      else if (what === "call") {
        requests.push(run.send("call", NODES[0], NODES[1 + (a % 2)], value === 0 ? "buy" : "vote", [], wait));
        wire.push(requests.at(-1)!);
      } else if (what === "timeout" && requests.length > 0) run.timeout(pick(requests));
      else if (what === "answer" && asked.length > 0) wire.push(run.reply(pick(asked), value));
      else if (wire.length > 0) {
        const message = pick(wire);
        if (what === "drop") run.drop(message, "loss");
        else if (what === "duplicate") wire.push(message, run.duplicate(message, wait));
        else {
          run.deliver(message, { stock: value });
          if (requests.includes(message)) asked.push(message);
        }
      }
    }
    return run.finish();
  });

const sendOf = (trace: Trace, message: number) =>
  trace.events.find((event): event is SendEvent => "arrival" in event && event.message === message)!;
const firstOf = (trace: Trace, message: number): SendEvent => {
  const send = sendOf(trace, message);
  return "of" in send ? firstOf(trace, send.of) : send;
};
const received = (event: TraceEvent): event is ReceiveEvent => event.kind === "deliver";
const answered = (trace: Trace, event: TraceEvent) => {
  const first = received(event) ? firstOf(trace, event.message) : undefined;
  return first?.kind === "reply" ? first.request : undefined;
};
/** Whether two messages are the same, as `is:twice` takes it, by event `now`. */
const same = (trace: Trace, a: number, b: number, now: number): boolean => {
  const [first, second] = [firstOf(trace, a), firstOf(trace, b)];
  const content = ({ kind, node, to, name, args }: SendEvent) => JSON.stringify([kind, node, to, name, args]);
  const again = (request: SendEvent) =>
    trace.events.some(
      (event) =>
        event.kind === "timeout" &&
        content(sendOf(trace, event.request)) === content(request) &&
        (event.index < request.index || (event.request === request.message && event.index < now)),
    );
  if (first === second) return true;
  return first.kind === "call" && content(first) === content(second) && again(first) && again(second);
};

/** Terms, and what they mean by looking at every event anew. */
const TERMS: readonly (readonly [query: string, naive: (trace: Trace, event: TraceEvent) => boolean])[] = [
  ["kind:deliver", (_, event) => event.kind === "deliver"],
  ["node:paris", (_, event) => event.node === 1],
  ["at:100..300", (_, { time }) => time >= 100 && time <= 300],
  [
    "stock<2",
    (_, event) => event.node !== undefined && event.state !== undefined && (event.state.stock as number) < 2,
  ],
  ["field:stock", (_, event) => event.node !== undefined && event.state !== undefined],
  [
    "type:b*",
    (trace, event) =>
      ("message" in event &&
        typeof event.message === "number" &&
        sendOf(trace, event.message).name === "buy") ||
      (event.kind === "timeout" && sendOf(trace, event.request).name === "buy"),
  ],
  [
    "from:tokyo",
    (trace, event) =>
      "message" in event && typeof event.message === "number"
        ? sendOf(trace, event.message).node === 2
        : event.kind === "timeout" && event.node === 2,
  ],
  [
    "is:unanswered",
    (trace, event) =>
      event.kind === "call" && !trace.events.some((other) => answered(trace, other) === event.message),
  ],
  [
    "is:late",
    (trace, event) =>
      answered(trace, event) !== undefined &&
      trace.events.some(
        (other) =>
          other.kind === "timeout" && other.request === answered(trace, event) && other.index < event.index,
      ),
  ],
  [
    "is:twice",
    (trace, event) =>
      received(event) &&
      trace.events.some(
        (other) =>
          received(other) &&
          other.index < event.index &&
          same(trace, other.message, event.message, event.index),
      ),
  ],
  [
    "reply>60ms",
    (trace, event) => {
      const request = answered(trace, event);
      return request !== undefined && event.time - sendOf(trace, request).time > 60;
    },
  ],
  ["flight>30", (trace, event) => received(event) && event.time - sendOf(trace, event.message).time > 30],
  ["handles", (trace, event) => received(event) && firstOf(trace, event.message).kind !== "reply"],
];

describe("a search", () => {
  it("finds what looking at every event anew finds", () => {
    fc.assert(
      fc.property(anyConversation, (trace) => {
        for (const [query, naive] of TERMS) {
          const expected = trace.events.filter((event) => naive(trace, event)).map(({ index }) => index);
          expect([query, find(trace, query)]).toEqual([query, expected]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("finds where all terms hold, in order, in slices of any size", () => {
    const anyTerm = fc.record({ term: fc.constantFrom(...TERMS), negated: fc.boolean() });
    fc.assert(
      fc.property(
        anyConversation,
        fc.array(anyTerm, { maxLength: 3 }),
        fc.integer({ min: 1, max: 50 }),
        (trace, terms, slice) => {
          const query = terms.map(({ term: [text], negated }) => (negated ? `-${text}` : text)).join(" ");
          const search = new Search(trace, parseQuery(query));
          const count = trace.events.length;
          for (let slices = 1; slices <= Math.ceil(count / slice); slices++) {
            expect(search.done).toBe(false);
            search.advance(slice);
            expect(search.examined).toBe(Math.min(count, slices * slice));
          }
          expect(search.done).toBe(true);
          const naive = trace.events.filter((event) =>
            terms.every(({ term: [, test], negated }) => test(trace, event) !== negated),
          );
          expect(search.found).toEqual(naive.map(({ index }) => index));
        },
      ),
    );
  });

  it("fails on no text at all, except by saying what is wrong with it", () => {
    const trace = new TraceBuilder("a").finish();
    const piece = fc.constantFrom(
      "a",
      '"',
      "\\",
      ":",
      "=",
      "!=",
      ">",
      "<=",
      "-",
      " ",
      "..",
      "is",
      "node",
      "at",
      "1",
      "*",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join("")),
        ),
        (text) => {
          try {
            new Search(trace, parseQuery(text)).advance(1);
          } catch (error) {
            expect(error).toMatchObject({ name: "QueryError" });
            const { from, to } = error as { from: number; to: number };
            expect(from >= 0 && from < to && to <= text.length).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("goes through a million events in slices", { timeout: 60_000 }, () => {
    const trace = longRun(1_000_000);
    for (const [query, expected] of [
      ["is:twice", 0],
      ["is:unanswered", 500_000],
      ['handles "ask(77777)"', 1],
    ] as const) {
      const search = new Search(trace, parseQuery(query));
      for (let slice = 1; slice <= 100; slice++) {
        search.advance(10_000);
        expect(search.examined).toBe(slice * 10_000);
      }
      expect(search.done).toBe(true);
      expect(search.found).toHaveLength(expected);
    }
  });
});

/** Requests that arrive and are never answered. */
function longRun(count: number): Trace {
  const clocks = { wall: 0, lamport: 0, vector: [0, 0], hybrid: [0, 0] } as const;
  const events: TraceEvent[] = [];
  for (let index = 0; index < count; index += 2) {
    const message = index / 2;
    const sent = { message, to: 1, name: "ask", args: [message], arrival: index + 1 };
    events.push({ index, time: index, kind: "call", node: 0, clocks, ...sent });
    events.push({ index: index + 1, time: index + 1, kind: "deliver", node: 1, clocks, message });
  }
  return {
    format: TRACE_FORMAT,
    scenario: "A long run",
    file: "long.scenario.ts",
    seed: 1,
    status: "passed",
    nodes: ["a", "b"].map((name) => ({ name, kind: "node", type: "Peer" })),
    locations: [],
    events,
    checks: [],
    bill: { messages: count / 2, lost: 0, operations: [], decisions: [] },
    hash: "0123456789abcdef",
  };
}
