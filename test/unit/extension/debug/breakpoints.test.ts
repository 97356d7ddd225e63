import type { DebugProtocol } from "@vscode/debugprotocol";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Trace } from "../../../../src/trace/trace.ts";
import { galleryText } from "../../../gallery/files.ts";
import { startGalleryRuns, type GalleryRuns } from "../../galleryRuns.ts";
import { everyKindTrace } from "../../everyKind.ts";
import { TraceBuilder } from "../../traces.ts";
import { TestClient, TestDebuggee } from "./support/client.ts";

let runs: GalleryRuns;
let shop: Trace;
let text: string;
let raft: Trace;

beforeAll(async () => {
  runs = await startGalleryRuns();
  [shop] = await runs.traces("shop");
  text = await galleryText("shop.scenario.ts");
  raft = (await runs.traces("protocols/raft"))[3];
}, 60_000);

afterAll(() => runs.end());

const source = { path: "/work/shop.scenario.ts" };

function start(trace = shop, sourceText: string | undefined = text): TestClient {
  const client = new TestClient(new TestDebuggee(trace, sourceText));
  client.launch();
  client.events("output");
  return client;
}

function setLines(client: TestClient, ...breakpoints: DebugProtocol.SourceBreakpoint[]) {
  return client.ask("setBreakpoints", { source, breakpoints }).breakpoints;
}

/** Goes on until nothing stops it any more: why it stopped, and at which event. */
function stops(client: TestClient, command: "continue" | "reverseContinue" = "continue"): [string, number][] {
  const found: [string, number][] = [];
  for (;;) {
    client.ask(command, { threadId: 1 });
    const { reason } = client.stop();
    if (/^(end|beginning) of the run$/.test(reason)) return found;
    found.push([reason, client.debuggee.step]);
  }
}

const steps = (client: TestClient) => stops(client).map(([, step]) => step);

describe("breakpoints on lines", () => {
  it("stop at each visit of the line; that a handler is over is none", () => {
    const client = start();
    expect(setLines(client, { line: 16 })).toMatchObject([{ verified: true, line: 16 }]);
    expect(stops(client)).toEqual([
      ["breakpoint", 6],
      ["breakpoint", 10],
    ]);
  });

  it("say which of them it was", () => {
    const client = start();
    const [, { id }] = setLines(client, { line: 16 }, { line: 24 });
    client.debuggee.moveTo(12);
    client.events("stopped");
    client.ask("continue", { threadId: 1 });
    expect(client.stop()).toMatchObject({ hitBreakpointIds: [id], text: 'new-york handles sold("ana")' });
  });

  it("move to the next line of the same block from which something comes", () => {
    const lines = [1, 10, 12, 15, 17, 18, 22, 23, 25, 30, 33, 38, 45, 48, 999].map((line) => ({ line }));
    const told = setLines(start(), ...lines).map(({ verified, line }) => (verified ? line : undefined));
    expect(told).toEqual([
      ...[11, 11, 16, 16, 19, 19, 24, 24],
      ...[undefined, undefined, 43, 43, 46, undefined, undefined],
    ]);
    expect(setLines(start(), { line: 30 })).toMatchObject([
      { verified: false, line: 30, message: "Nothing in this run comes from this line." },
    ]);
  });

  it("move however far where the text is not to be had", () => {
    const client = new TestClient(new TestDebuggee(shop));
    client.launch();
    expect(setLines(client, { line: 30 })).toMatchObject([{ verified: true, line: 43 }]);
  });

  it("in a file that has nothing to do with the run are none", () => {
    const other = { path: "/work/other.ts" };
    expect(
      start().ask("setBreakpoints", { source: other, breakpoints: [{ line: 3 }] }).breakpoints,
    ).toMatchObject([{ verified: false }]);
  });

  it("are replaced by those that are set next", () => {
    const client = start();
    setLines(client, { line: 16 });
    setLines(client, { line: 24 });
    expect(steps(client)).toEqual([20]);
    setLines(client);
    client.ask("restart", {});
    client.events("stopped");
    expect(steps(client)).toEqual([]);
  });

  it.each([
    ['customer == "bo"', [10]],
    ["stock == 0 && event.node == london", [6]],
    ["$before.stock === 1", [6, 10]],
    ["nodes.tokyo.stock + newYork.stock < 2", [10]],
    ["args[0].startsWith('a')", [6]],
    ["false", []],
  ])("stop only where their condition is true: %s", (condition, hits) => {
    const client = start();
    expect(setLines(client, { line: 16, condition })[0].verified).toBe(true);
    expect(steps(client)).toEqual(hits);
  });

  it.each([
    ["1", [6]],
    ["2", [10]],
    ["== 2", [10]],
    [">1", [10]],
    [">= 1", [6, 10]],
    ["<2", [6]],
    ["%2", [10]],
  ])("stop only at some of their hits: %s", (hitCondition, hits) => {
    const client = start();
    setLines(client, { line: 16, hitCondition });
    expect(steps(client)).toEqual(hits);
    expect(stops(client, "reverseContinue").map(([, step]) => step)).toEqual([...hits].reverse());
  });

  it("count only the hits for which the condition is true", () => {
    const client = start();
    setLines(client, { line: 16, condition: 'customer == "bo"', hitCondition: "1" });
    expect(steps(client)).toEqual([10]);
  });

  it("with a mistake say so and stop nowhere", () => {
    const client = start();
    expect(
      setLines(
        client,
        { line: 16, condition: "stock =" },
        { line: 19, hitCondition: "often" },
        { line: 24, logMessage: "{" },
      ),
    ).toMatchObject([
      { verified: false, message: expect.stringContaining("A recorded run can't be changed") as string },
      { verified: false, message: "“often” is no number of hits; write 5, >3, or %2 for every second one." },
      { verified: false, message: expect.stringContaining("A brace is not closed") as string },
    ]);
    expect(steps(client)).toEqual([]);
  });

  it("with a condition that can't be worked out don't stop there, and say so once", () => {
    const client = start();
    setLines(client, { line: 16, condition: "nobody.stock == 1" });
    expect(steps(client)).toEqual([]);
    const output = client.events("output");
    expect(output).toMatchObject([
      {
        category: "stderr",
        output: expect.stringMatching(
          /^A condition can't be worked out: Nothing here is called “nobody”/,
        ) as string,
      },
    ]);
  });

  it("whose condition would take for ever give up, and say so", () => {
    const run = new TraceBuilder("shop");
    run.start("shop");
    const at = run.location("shop.scenario.ts", 16);
    for (let i = 0; i < 500; i++) run.note("again", "shop");
    const trace = run.finish();
    const events = trace.events.map((event) => ({ ...event, at }));
    const client = start({ ...trace, events });
    const text = '"' + "x".repeat(100) + '"';
    const condition = `[...${text}].map(() => [...${text}].map(() => [...${text}].length)).length < 0`;
    setLines(client, { line: 16, condition });
    client.ask("continue", { threadId: 1 });
    expect(client.stop().reason).toBe("pause");
    expect(client.events("output").map(({ output }) => output)).toEqual([
      "A condition can't be worked out: This takes too long to work out.\n",
      "The conditions take too long to work out; one stops here.\n",
    ]);
    expect(client.debuggee.step).toBeGreaterThan(0);
    expect(client.debuggee.step).toBeLessThan(trace.events.length - 1);
  });
});

describe("breakpoints that only say something", () => {
  it("say it when the run comes by, at their line, and stop nothing", () => {
    const client = start();
    setLines(client, { line: 16, logMessage: "{customer} buys, {stock} left" }, { line: 24 });
    client.ask("continue", { threadId: 1 });
    expect(client.stop().text).toBe('new-york handles sold("ana")');
    expect(client.events("output")).toMatchObject([
      { category: "stdout", output: "ana buys, 0 left\n", source: { path: source.path }, line: 16 },
      { category: "stdout", output: "bo buys, 0 left\n", line: 16 },
    ]);
  });

  it("say it in single steps, too, but not on the way back, nor when somebody jumps", () => {
    const client = start();
    setLines(client, { line: 16, logMessage: "sold", condition: 'customer == "ana"' });
    client.debuggee.moveTo(5);
    client.ask("next", { threadId: 1 });
    client.ask("next", { threadId: 1 });
    expect(client.events("output")).toHaveLength(1);
    client.ask("stepBack", { threadId: 1 });
    client.ask("reverseContinue", { threadId: 1 });
    client.debuggee.moveTo(23);
    expect(client.events("output")).toEqual([]);
  });

  it("say no more than one can read", () => {
    const run = new TraceBuilder("shop");
    const at = run.location("shop.scenario.ts", 16);
    for (let i = 0; i < 3000; i++) run.note("again", "shop");
    const trace = run.finish();
    const client = start({ ...trace, events: trace.events.map((event) => ({ ...event, at })) });
    setLines(client, { line: 16, logMessage: "{time}" });
    client.ask("continue", { threadId: 1 });
    const output = client.events("output");
    expect(output).toHaveLength(1001);
    expect(output.at(-1)?.output).toBe("… and more of them.\n");
  });
});

describe("breakpoints on messages", () => {
  it.each([
    ["sold", [20]],
    ["buy", [6, 10]],
    ["Shop.buy", [6, 10]],
    ["tokyo.buy", [10]],
    ["new-york.*", [20]],
    ["*", [6, 10, 20]],
  ])("stop where they are handled: %s", (name, hits) => {
    const client = start();
    const { breakpoints } = client.ask("setFunctionBreakpoints", { breakpoints: [{ name }] });
    expect(breakpoints).toMatchObject([{ verified: true }]);
    expect(stops(client)).toEqual(hits.map((hit) => ["function breakpoint", hit]));
  });

  it("take conditions and count hits", () => {
    const client = start();
    client.ask("setFunctionBreakpoints", {
      breakpoints: [
        { name: "buy", condition: "event.node == tokyo" },
        { name: "sold", hitCondition: ">1" },
      ],
    });
    expect(steps(client)).toEqual([10]);
  });

  it("that nobody handles say which ones there are", () => {
    const { breakpoints } = start().ask("setFunctionBreakpoints", { breakpoints: [{ name: "Shop.solt" }] });
    expect(breakpoints).toMatchObject([
      { verified: false, message: "No node handles “Shop.solt” in this run; there are sold, buy." },
    ]);
  });
});

describe("breakpoints on fields", () => {
  function watch(client: TestClient, name: string): string | null {
    return client.ask("dataBreakpointInfo", { name }).dataId;
  }

  it("stop where the field changes", () => {
    const client = start();
    const { dataId, description, accessTypes } = client.ask("dataBreakpointInfo", { name: "london.stock" });
    expect([description, accessTypes]).toEqual(["london.stock", ["write"]]);
    client.ask("setDataBreakpoints", { breakpoints: [{ dataId: dataId! }] });
    expect(stops(client)).toEqual([["data breakpoint", 6]]);
  });

  it("are set on what is shown, parts of values as well", () => {
    const client = start(raft);
    const step = raft.events.findLastIndex(({ kind }) => kind === "deliver");
    client.debuggee.moveTo(step);
    const threadId = (raft.events[step].node ?? 0) + 1;
    const [{ id }] = client.ask("stackTrace", { threadId }).stackFrames;
    const [{ variablesReference: state }] = client.ask("scopes", { frameId: id }).scopes;
    const log = client
      .ask("variables", { variablesReference: state })
      .variables.find(({ name }) => name === "log")!;
    const info = client.ask("dataBreakpointInfo", { variablesReference: log.variablesReference, name: "0" });
    expect(info.description).toMatch(/^\w\.log\[0\]$/);
    client.ask("restart", {});
    client.events("stopped");
    client.ask("setDataBreakpoints", { breakpoints: [{ dataId: info.dataId! }] });
    const whole = client.debuggee.trace.events.filter(
      (event) => event.node === threadId - 1 && event.state?.log !== undefined,
    );
    const hits = steps(client);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.length).toBeLessThan(whole.length);
  });

  it("are none on anything else, or on what isn't in the run", () => {
    const client = start();
    expect(["time", "london", "london.stok", "1 +", "stock"].map((name) => watch(client, name))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    const [{ message }] = client.ask("setDataBreakpoints", {
      breakpoints: [{ dataId: '["paris","stock"]' }],
    }).breakpoints;
    expect(message).toBe("There is no paris.stock in this run.");
  });
});

describe("breakpoints on what happens wherever in the source", () => {
  it.each([
    ["violation", undefined, [14, 22]],
    ["lost", undefined, [17, 18, 19]],
    ["lost", "message.to == london", [19]],
    ["fault", undefined, [0]],
    ["divergence", undefined, [6]],
    ["error", undefined, []],
  ])("%s %s", (filterId, condition, hits) => {
    const client = start();
    client.ask("setExceptionBreakpoints", {
      filters: [],
      filterOptions: [{ filterId, ...(condition !== undefined && { condition }) }],
    });
    // From before the first event.
    client.ask("setFunctionBreakpoints", { breakpoints: [] });
    const found = steps(client);
    expect(filterId === "fault" ? [0, ...found] : found).toEqual(hits);
  });

  it("stop in single steps as well, and tell what it is", () => {
    const client = start();
    client.ask("setExceptionBreakpoints", { filters: ["violation"] });
    client.debuggee.moveTo(13);
    client.events("stopped");
    client.ask("next", { threadId: 1 });
    expect(client.stop().reason).toBe("exception");
    expect(client.ask("exceptionInfo", { threadId: 6 }).exceptionId).toBe(
      "violated check “sold at most once”",
    );
  });

  it("stop where a handler throws", async () => {
    const [trace] = await runs.tracesOf(`
      import { Node, scenario } from "faultline";
      class Shop extends Node<Shop> {
        buy() { throw new Error("closed"); }
      }
      export default scenario("closed", async (world) => {
        const shop = world.node(Shop, "shop");
        const ana = world.client("ana");
        await ana.call(shop, "buy").catch(() => "no");
      });`);
    const client = start(trace);
    client.ask("setExceptionBreakpoints", { filters: ["error"] });
    client.ask("continue", { threadId: 1 });
    expect(client.stop()).toMatchObject({
      reason: "exception",
      text: expect.stringContaining("closed") as string,
    });
    expect(client.ask("exceptionInfo", { threadId: 1 }).exceptionId).toBe("exception in a handler");
  });

  it("stop where the run breaks off", () => {
    const run = new TraceBuilder("shop");
    run.start("shop");
    const client = start(run.finish({ status: "error", error: { message: "a call on a crashed node" } }));
    client.ask("setExceptionBreakpoints", { filters: ["error"] });
    client.ask("continue", { threadId: 1 });
    expect(client.stop().reason).toBe("exception");
    expect(client.ask("exceptionInfo", { threadId: 2 }).exceptionId).toBe("the run broke off");
  });

  it("that there are not say so", () => {
    const { breakpoints } = start().ask("setExceptionBreakpoints", { filters: ["rain"] })!;
    expect(breakpoints).toMatchObject([{ verified: false }]);
  });
});

describe("whatever is set", () => {
  it("is met in reverse order on the way back", () => {
    const every = everyKindTrace();
    fc.assert(
      fc.property(
        fc.constantFrom("shop", "raft", "every"),
        fc.subarray(["violation", "lost", "fault", "divergence"]),
        fc.subarray(["vote", "append", "buy", "sold", "pay"]),
        fc.option(fc.constantFrom("event.number % 3 == 0", "time > 50", "args.length > 1"), {
          nil: undefined,
        }),
        fc.option(fc.constantFrom("%2", ">2", "<4"), { nil: undefined }),
        (name, filters, messages, condition, hitCondition) => {
          const client = start({ shop, raft, every }[name]);
          client.ask("setExceptionBreakpoints", { filters });
          const options = { ...(condition && { condition }), ...(hitCondition && { hitCondition }) };
          client.ask("setFunctionBreakpoints", {
            breakpoints: messages.map((message) => ({ name: message, ...options })),
          });
          const there = stops(client);
          const back = stops(client, "reverseContinue");
          // The ends are places to be, hit or not.
          const inside = (found: [string, number][]) =>
            found
              .map(([, step]) => step)
              .filter((step) => step > 0 && step < client.debuggee.trace.events.length - 1);
          expect(inside(back)).toEqual(inside(there).reverse());
        },
      ),
      { numRuns: 60 },
    );
  });
});
