import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { happensBefore } from "../../../../src/trace/happensBefore.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import { whyChain } from "../../../../src/trace/why.ts";
import { startGalleryRuns, type GalleryRuns } from "../../galleryRuns.ts";
import { TestClient, TestDebuggee } from "./support/client.ts";

let runs: GalleryRuns;
/** Runs in which all sorts of things happen. */
let traces: readonly Trace[];

beforeAll(async () => {
  runs = await startGalleryRuns();
  const files = [
    "shop",
    "twice",
    "which",
    "skew",
    "fallacies/secure",
    "protocols/raft",
    "protocols/saga-outbox",
  ];
  const all: Trace[] = [];
  for (const file of files) all.push(...(await runs.traces(file)));
  traces = all;
}, 60_000);

afterAll(() => runs.end());

function start(trace: Trace): TestClient {
  const client = new TestClient(new TestDebuggee(trace));
  client.launch();
  return client;
}

/** Anywhere in any of the runs: which of them, and where in it. */
const anywhere = fc.record({ run: fc.nat(), at: fc.nat() });

function place({ run, at }: { run: number; at: number }): { trace: Trace; step: number; threadId: number } {
  const trace = traces[run % traces.length];
  const step = at % trace.events.length;
  return { trace, step, threadId: (trace.events[step].node ?? trace.nodes.length) + 1 };
}

describe("steps", () => {
  it("lead back where they came from, however many there are", () => {
    fc.assert(
      fc.property(anywhere, fc.nat(40), (where, count) => {
        const { trace, step } = place(where);
        const client = start(trace);
        client.debuggee.moveTo(step);
        const steps = Math.min(count, trace.events.length - 1 - step);
        for (let i = 0; i < steps; i++) client.ask("next", { threadId: 1 });
        expect(client.debuggee.step).toBe(step + steps);
        for (let i = 0; i < steps; i++) client.ask("stepBack", { threadId: 1 });
        expect(client.debuggee.step).toBe(step);
      }),
    );
  });

  it("stop at both ends, as often as one tries", () => {
    const client = start(traces[0]);
    for (let i = 0; i < 3; i++) client.ask("stepBack", { threadId: 1 });
    expect(client.debuggee.step).toBe(0);
    client.events("stopped");
    client.ask("continue", { threadId: 1 });
    expect(client.stop()).toMatchObject({ reason: "end of the run", text: "The run ends" });
    client.ask("next", { threadId: 1 });
    expect(client.stop()).toMatchObject({ reason: "step", text: "The run ends" });
    client.ask("reverseContinue", { threadId: 1 });
    expect(client.stop().reason).toBe("beginning of the run");
  });

  it("into a message lead to its other end, and out again to where it came from", () => {
    const client = start(traces[0]);
    const { events } = traces[0];
    const sent = events.findIndex((event) => event.kind === "send");
    client.debuggee.moveTo(sent);
    client.events("stopped");
    client.ask("stepIn", { threadId: 1 });
    expect(client.stop().text).toBe('new-york handles sold("ana")');
    client.ask("stepOut", { threadId: 2 });
    expect(client.stop().text).toBe('london sends sold("ana") to new-york');
    client.ask("stepOut", { threadId: 1 });
    expect(client.stop().text).toBe('london handles buy("ana")');
    client.ask("stepOut", { threadId: 1 });
    expect(client.stop().text).toBe('ana asks london for buy("ana")');
    client.ask("stepOut", { threadId: 4 });
    expect(client.stop().text).toBe('ana asks london for buy("ana")');
    expect(client.events("output").at(-1)?.output).toBe("It began here: the scenario lets ana do this.\n");
  });

  it("into a lost message lead to where it is lost", () => {
    const client = start(traces[0]);
    const lost = traces[0].events.findLastIndex((event) => event.kind === "send");
    client.debuggee.moveTo(lost);
    client.events("stopped");
    client.ask("stepIn", { threadId: 3 });
    expect(client.stop()).toMatchObject({
      threadId: 6,
      text: expect.stringContaining("is lost: partition") as string,
    });
  });

  it("into anything else lead to what the thread does next, the chosen one's if another is chosen", () => {
    const client = start(traces[0]);
    const buy = traces[0].events.findIndex((event) => event.kind === "deliver");
    client.debuggee.moveTo(buy);
    client.events("stopped");
    client.ask("stepIn", { threadId: 1 });
    expect(client.stop().text).toBe('london sends sold("ana") to new-york');
    client.debuggee.moveTo(buy);
    client.events("stopped");
    client.ask("stepIn", { threadId: 3 });
    expect(client.stop().text).toBe('tokyo handles buy("bo")');
  });

  it("into one of several messages lead where one chooses", () => {
    const client = start(traces[0]);
    client.debuggee.moveTo(traces[0].events.findIndex((event) => event.kind === "deliver"));
    client.events("stopped");
    const [frame] = client.ask("stackTrace", { threadId: 1 }).stackFrames;
    const { targets } = client.ask("stepInTargets", { frameId: frame.id });
    expect(targets.map(({ label }) => label)).toEqual([
      'sold("ana") → new-york',
      'sold("ana") → tokyo (lost)',
      '"yours" → ana',
    ]);
    client.ask("stepIn", { threadId: 1, targetId: targets[0].id });
    expect(client.stop().text).toBe('new-york handles sold("ana")');
  });
});

describe("going somewhere", () => {
  it("leads to any event of a line, the next one first", () => {
    fc.assert(
      fc.property(anywhere, (where) => {
        const { trace, step } = place(where);
        const client = start(trace);
        const { at } = trace.events[step];
        if (at === undefined) return;
        const { file, line } = trace.locations[at];
        client.debuggee.moveTo(step);
        const { targets } = client.ask("gotoTargets", { source: { path: `/work/${file}` }, line });
        const ids = targets.map(({ id }) => id);
        const after = ids.filter((id) => id > step);
        expect(ids.slice(0, after.length)).toEqual(after.sort((a, b) => a - b));
        if (ids.length === 0) return;
        client.events("stopped");
        client.ask("goto", { threadId: 1, targetId: ids[0] });
        expect(client.stop().reason).toBe("goto");
        expect(client.debuggee.step).toBe(ids[0]);
      }),
    );
  });

  it("by somebody else is told of, once", () => {
    const client = start(traces[0]);
    client.debuggee.moveTo(7);
    expect(client.stop()).toMatchObject({ reason: "goto", threadId: 1, allThreadsStopped: true });
    client.ask("next", { threadId: 1 });
    expect(client.stop().reason).toBe("step");
  });

  it("back to a frame leads to its event", () => {
    const client = start(traces[0]);
    client.debuggee.moveTo(20);
    client.events("stopped");
    const { stackFrames } = client.ask("stackTrace", { threadId: 2 });
    client.ask("restartFrame", { frameId: stackFrames[2].id });
    expect(client.stop()).toMatchObject({ reason: "restart", text: 'london handles buy("ana")' });
    expect(() => client.ask("scopes", { frameId: stackFrames[2].id })).toThrow(
      "This frame is no longer there.",
    );
  });
});

describe("call stacks", () => {
  it("are what led to each event, everything in them before it", () => {
    fc.assert(
      fc.property(anywhere, (where) => {
        const { trace, step, threadId } = place(where);
        const client = start(trace);
        client.debuggee.moveTo(step);
        const { totalFrames, stackFrames } = client.ask("stackTrace", { threadId });
        const events = stackFrames.map(({ id }) =>
          Number(client.ask("evaluate", { expression: "$event.number", frameId: id }).result),
        );
        expect(events).toEqual(whyChain(trace, step).map((event) => event + 1));
        expect(totalFrames).toBe(events.length);
        for (const event of whyChain(trace, step).slice(1)) {
          const onLifelines = [event, step].every((index) => trace.events[index].node !== undefined);
          expect(onLifelines ? happensBefore(trace, event, step) : event < step).toBe(true);
        }
      }),
    );
  });

  it("of the other threads begin with what happened there last", () => {
    fc.assert(
      fc.property(anywhere, (where) => {
        const { trace, step } = place(where);
        const client = start(trace);
        client.debuggee.moveTo(step);
        for (const { id } of client.ask("threads").threads) {
          const latest = trace.events.findLastIndex(
            (event) => event.index <= step && (event.node ?? trace.nodes.length) === id - 1,
          );
          const { stackFrames } = client.ask("stackTrace", { threadId: id, levels: 1 });
          expect(stackFrames).toHaveLength(latest < 0 ? 0 : 1);
          if (latest < 0) continue;
          const evaluated = client.ask("evaluate", {
            expression: "$event.number",
            frameId: stackFrames[0].id,
          });
          expect(evaluated.result).toBe(String(latest + 1));
        }
      }),
    );
  });

  it("come piece by piece", () => {
    fc.assert(
      fc.property(anywhere, fc.nat(5), fc.integer({ min: 1, max: 5 }), (where, startFrame, levels) => {
        const { trace, step, threadId } = place(where);
        const client = start(trace);
        client.debuggee.moveTo(step);
        const { stackFrames } = client.ask("stackTrace", { threadId });
        const part = client.ask("stackTrace", { threadId, startFrame, levels });
        expect(part.stackFrames).toEqual(stackFrames.slice(startFrame, startFrame + levels));
        expect(part.totalFrames).toBe(stackFrames.length);
      }),
    );
  });

  it("name handlers, messages and what else happens, each at its line", () => {
    const client = start(traces[0]);
    const told = (threadId: number) =>
      client
        .ask("stackTrace", { threadId })
        .stackFrames.map(({ name, line, presentationHint = "" }) =>
          `${line} ${name} ${presentationHint}`.trim(),
        );
    client.debuggee.moveTo(20);
    expect(told(2)).toEqual([
      '24 new-york.sold("ana") ← london',
      '19 london → new-york: sold("ana")',
      '16 london.buy("ana") ← ana',
      '44 ana → london: buy("ana")',
    ]);
    // What has no line of its own stands where what led to it stands, a failed check where it is demanded.
    client.debuggee.moveTo(19);
    expect(told(6)[0]).toBe('19 sold("bo") from tokyo to london is lost: partition');
    client.debuggee.moveTo(14);
    expect(told(6).slice(0, 2)).toEqual([
      "40 Violated: sold at most once: no longer holds",
      '16 tokyo.buy("bo") ← bo',
    ]);
    client.debuggee.moveTo(23);
    expect(told(6)).toEqual(["41 The run ends"]);
  });

  it("say of nodes that are down that they are", async () => {
    const [trace] = await runs.traces("protocols/raft");
    const client = start(trace);
    client.debuggee.moveTo(trace.events.findIndex(({ kind }) => kind === "crash"));
    expect(client.ask("threads").threads.map(({ name }) => name)).toContain("c (down)");
  });
});
