import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statementOf } from "../../../../src/extension/edit/statement.ts";
import { canWrite, writeStatement } from "../../../../src/extension/edit/writeStatement.ts";
import { discover } from "../../../../src/runner/discovery/discover.ts";
import { nodeWorkers } from "../../../../src/runner/nodeWorkers.ts";
import { Runner } from "../../../../src/runner/runner.ts";
import { flights } from "../../../../src/trace/flights.ts";
import {
  eventsAfterArrival,
  intervention,
  interventionsAt,
  type Offer,
} from "../../../../src/trace/interventions.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import { galleryFiles, galleryText } from "../../../gallery/files.ts";
import { bundle, type Bundles } from "../../runner/bundles.ts";

let bundles: Bundles;
/** Texts by path; the one under test is changed. */
const texts = new Map<string, string>();
let runner: Runner;

beforeAll(async () => {
  bundles = await bundle("worker.cjs", "compiler.cjs");
  for (const name of await galleryFiles()) texts.set(name, await galleryText(name));
  runner = new Runner({
    workers: nodeWorkers(bundles.folder),
    readSource: (path) => Promise.resolve(texts.get(path)),
  });
}, 60_000);

afterAll(async () => {
  runner.dispose();
  await bundles.remove();
});

async function run(file: string, scenario: string): Promise<Trace> {
  const { runs, error } = await runner.run({ file, only: scenario, seed: 1, record: true });
  if (!runs[0]?.trace) throw new Error(`${file}: ${error?.message}`);
  return runs[0].trace;
}

/** Runs the scenario with what is written into it for an event. */
async function intervened(
  file: string,
  trace: Trace,
  event: number,
  kind: Offer["kind"],
  by = 0,
): Promise<Trace> {
  const text = texts.get(file)!;
  const writing = writeStatement(text, trace.scenario, statementOf(intervention(trace, event, kind, by)));
  const changed = writing!.changes
    .toSorted((a, b) => b.start - a.start)
    .reduce((before, { start, end, text }) => before.slice(0, start) + text + before.slice(end), text);
  texts.set(file, changed);
  try {
    return await run(file, trace.scenario);
  } finally {
    texts.set(file, text);
  }
}

const FILE = "shop.scenario.ts";
const SCENARIO = "The last item is sold twice";

/** The first "sold" that is delivered, by the event that sends it; and how it ends. */
function firstSold(trace: Trace) {
  const delivered = flights(trace).filter(({ send, end }) => send.name === "sold" && end?.kind === "deliver");
  const { send, end, message } = delivered[0];
  return { send: send.index, arrival: end!.index, message };
}

function offered(trace: Trace, event: number): string[] {
  return interventionsAt(trace, event).map(({ label }) => label);
}

/** What an event is, apart from where its line is now. */
function outline({ events }: Trace, until: number) {
  return events.slice(0, until + 1).map(({ kind, time, node }) => ({ kind, time, node }));
}

describe("what is written makes the run go as it says", () => {
  it("a message is dropped", async () => {
    const before = await run(FILE, SCENARIO);
    const { send, message } = firstSold(before);
    const after = await intervened(FILE, before, send, "drop");
    expect(outline(after, send)).toEqual(outline(before, send));
    expect(flights(after)[message].end).toMatchObject({ kind: "drop", reason: "intercepted" });
  });

  it("a message is delivered twice", async () => {
    const before = await run(FILE, SCENARIO);
    const { arrival, message } = firstSold(before);
    const after = await intervened(FILE, before, arrival, "duplicate");
    expect(after.events.filter((event) => event.kind === "duplicate" && event.of === message)).toHaveLength(
      1,
    );
  });

  it("a message is delayed until after something else at its receiver", async () => {
    const before = await firstScenario("order.scenario.ts");
    const early = flights(before).find(
      ({ send, end }) => end?.kind === "deliver" && eventsAfterArrival(before, send.index).length > 0,
    )!;
    const [later] = eventsAfterArrival(before, early.send.index);
    const after = await intervened("order.scenario.ts", before, early.send.index, "delay", later.by);
    const { time } = before.events[later.event];
    expect(flights(after)[early.message].end!.time).toBeGreaterThan(time);
    expect(flights(after)[early.message].end!.time).toBeLessThan(time + 2);
  });

  it("a node crashes after an event, or before a message reaches it", async () => {
    const before = await run(FILE, SCENARIO);
    const { send, arrival, message } = firstSold(before);
    const crashOf = ({ events }: Trace) => events.find(({ kind }) => kind === "crash")!;
    const late = await intervened(FILE, before, arrival, "crash");
    expect(outline(late, arrival)).toEqual(outline(before, arrival));
    expect(crashOf(late).time).toBeCloseTo(before.events[arrival].time + 0.001, 9);
    expect(crashOf(late).node).toBe(before.events[arrival].node);
    const early = await intervened(FILE, before, send, "crash");
    expect(flights(early)[message].end).toMatchObject({ kind: "drop", reason: "receiver down" });
  });

  it("a link is cut under a message", async () => {
    const before = await run(FILE, SCENARIO);
    const { send, message } = firstSold(before);
    const after = await intervened(FILE, before, send, "cut");
    expect(flights(after)[message].end).toMatchObject({ kind: "drop", reason: "partition" });
  });

  it(
    "in every file of the gallery, for a message in the midst of its run",
    { timeout: 120_000 },
    async () => {
      for (const [file, text] of texts) {
        const trace = await firstScenario(file);
        // To drop a copy, its original is dropped.
        const arrived = flights(trace).filter(
          ({ send, end }) => send.kind !== "duplicate" && end && end.kind !== "drop",
        );
        const chosen = arrived.at(arrived.length >> 1);
        if (!chosen) continue;
        const after = await intervened(file, trace, chosen.end!.index, "drop");
        const { send, message } = chosen;
        expect(outline(after, send.index), file).toEqual(outline(trace, send.index));
        expect(flights(after)[message].end, file).toMatchObject({ kind: "drop", reason: "intercepted" });
        for (const { name } of discover(text).scenarios) expect(canWrite(text, name!), name).toBe(true);
      }
    },
  );
});

describe("what is offered", () => {
  it("of a message that arrives: all; of a lost one: nothing that would need it", async () => {
    const trace = await run(FILE, SCENARIO);
    const { send, arrival } = firstSold(trace);
    const receiver = trace.nodes[trace.events[arrival].node!].name;
    const sender = trace.nodes[trace.events[send].node!].name;
    expect(offered(trace, send)).toEqual([
      "Drop this message",
      "Delay it until after…",
      "Deliver it twice",
      `Crash ${receiver} before it arrives`,
      `Cut the link of ${sender} and ${receiver} here`,
    ]);
    expect(offered(trace, arrival)).toContain(`Crash ${receiver} here`);
    const lost = trace.events.find(({ kind }) => kind === "drop")!;
    expect(offered(trace, lost.index).filter((label) => !label.startsWith("Crash"))).toEqual([]);
  });

  it("nothing at what the scenario itself does", async () => {
    const trace = await run(FILE, SCENARIO);
    for (const { kind, index } of trace.events) {
      if (kind === "partition" || kind === "heal" || kind === "violation" || kind === "end")
        expect(offered(trace, index)).toEqual([]);
    }
  });
});

async function firstScenario(file: string): Promise<Trace> {
  const { runs } = await runner.run({ file, first: true, seed: 1, record: true });
  return runs[0].trace!;
}
