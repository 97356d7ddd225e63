import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capabilities } from "../../../../src/extension/debug/adapter/capabilities.ts";
import { galleryText } from "../../../gallery/files.ts";
import { startGalleryRuns, type GalleryRuns } from "../../galleryRuns.ts";
import { TestClient, TestDebuggee } from "./support/client.ts";
import { protocolSchema, type Validate } from "./support/schema.ts";

let runs: GalleryRuns;
let validate: Validate;

beforeAll(async () => {
  runs = await startGalleryRuns();
  validate = protocolSchema();
}, 60_000);

afterAll(() => runs.end());

const PATH = "/work/shop.scenario.ts";
const source = { path: PATH };

async function shop(): Promise<TestClient> {
  const [trace] = await runs.traces("shop");
  return new TestClient(new TestDebuggee(trace, await galleryText("shop.scenario.ts")), validate);
}

/** Which capability stands for which requests; all others are for everyone. */
const DECLARED: Readonly<Record<string, readonly string[]>> = {
  supportsConfigurationDoneRequest: ["configurationDone"],
  supportsFunctionBreakpoints: ["setFunctionBreakpoints"],
  supportsDataBreakpoints: ["dataBreakpointInfo", "setDataBreakpoints"],
  supportsBreakpointLocationsRequest: ["breakpointLocations"],
  exceptionBreakpointFilters: ["setExceptionBreakpoints"],
  supportsExceptionInfoRequest: ["exceptionInfo"],
  supportsStepBack: ["stepBack", "reverseContinue"],
  supportsStepInTargetsRequest: ["stepInTargets"],
  supportsGotoTargetsRequest: ["gotoTargets", "goto"],
  supportsRestartFrame: ["restartFrame"],
  supportsRestartRequest: ["restart"],
  supportsTerminateRequest: ["terminate"],
  supportsCompletionsRequest: ["completions"],
};

describe("every request of the protocol that the capabilities stand for", () => {
  it("is answered as the protocol has it, and so is what follows it", async () => {
    const client = await shop();
    client.ask("initialize", {
      adapterID: "faultline",
      supportsVariableType: true,
      supportsVariablePaging: true,
    });
    client.events("initialized");
    client.ask("launch", { stopAt: "first" });
    client.ask("setBreakpoints", {
      source,
      breakpoints: [{ line: 16, condition: "stock == 0" }, { line: 30 }],
    });
    client.ask("setBreakpoints", { source: { path: "/elsewhere.ts" }, breakpoints: [{ line: 1 }] });
    client.ask("setFunctionBreakpoints", { breakpoints: [{ name: "sold" }, { name: "nothing" }] });
    client.ask("setExceptionBreakpoints", { filters: ["violation"], filterOptions: [{ filterId: "lost" }] });
    client.ask("configurationDone");
    expect(client.stop()).toMatchObject({
      reason: "entry",
      threadId: 6,
      text: expect.stringContaining("partition") as string,
    });
    expect(client.events("output")).not.toEqual([]);
    const { threads } = client.ask("threads");
    for (const { id } of threads) client.ask("stackTrace", { threadId: id });
    expect(client.ask("breakpointLocations", { source, line: 1, endLine: 20 }).breakpoints).toEqual([
      { line: 11 },
      { line: 16 },
      { line: 19 },
    ]);
    client.ask("continue", { threadId: 6 });
    expect(client.stop()).toMatchObject({ reason: "breakpoint", threadId: 1 });
    client.ask("next", { threadId: 1 });
    client.ask("stepIn", { threadId: 1 });
    client.ask("stepOut", { threadId: 1 });
    client.ask("stepBack", { threadId: 1 });
    client.ask("reverseContinue", { threadId: 1 });
    client.ask("pause", { threadId: 1 });
    const { targets } = client.ask("gotoTargets", { source, line: 24 });
    client.ask("goto", { threadId: 1, targetId: targets[0].id });
    const { stackFrames } = client.ask("stackTrace", { threadId: 2, startFrame: 0, levels: 20 });
    const frameId = stackFrames[0].id;
    client.ask("stepInTargets", { frameId: stackFrames[2].id });
    const { scopes } = client.ask("scopes", { frameId });
    for (const { variablesReference } of scopes) client.ask("variables", { variablesReference });
    const info = client.ask("dataBreakpointInfo", {
      variablesReference: scopes[0].variablesReference,
      name: "stock",
    });
    client.ask("setDataBreakpoints", { breakpoints: [{ dataId: info.dataId!, accessType: "write" }] });
    for (const context of ["hover", "watch", "repl", "clipboard", "variables", undefined])
      client.ask("evaluate", { expression: "london.buyers", frameId, ...(context && { context }) });
    client.ask("completions", { frameId, text: "london.", column: 8 });
    client.ask("restartFrame", { frameId: stackFrames[1].id });
    client.ask("exceptionInfo", { threadId: 1 });
    client.ask("restart", {});
    client.ask("terminate", {});
    client.ask("disconnect", {});
    expect(client.events("stopped")).toHaveLength(9);
    expect(client.events("terminated")).toHaveLength(1);

    const promised = Object.keys(capabilities).flatMap((capability) => DECLARED[capability] ?? []);
    const always = ["initialize", "launch", "setBreakpoints", "threads", "stackTrace", "scopes", "variables"];
    const stepping = ["evaluate", "continue", "next", "stepIn", "stepOut", "pause", "disconnect"];
    expect([...client.asked].sort()).toEqual([...new Set([...promised, ...always, ...stepping])].sort());
  });

  it("is all that is answered: a recorded run can't be changed", async () => {
    const [trace] = await runs.traces("shop");
    const client = new TestClient(new TestDebuggee(trace));
    client.launch();
    for (const command of ["setVariable", "setExpression", "readMemory", "attach", "constructor"])
      expect(() => void client.ask(command as "pause", { threadId: 1 })).toThrow(
        `This debugger can't “${command}”.`,
      );
  });

  it("fails in one sentence where it makes no sense, and all goes on", async () => {
    const client = await shop();
    client.launch();
    expect(() => client.ask("scopes", { frameId: 99 })).toThrow("This frame is no longer there.");
    expect(() => client.ask("variables", { variablesReference: 99 })).toThrow(
      "This is no longer there to look into.",
    );
    expect(() => client.ask("evaluate", { expression: "{x" })).toThrow(/missing }|Unexpected/);
    expect(() => client.ask("evaluate", { expression: "nobody.x" })).toThrow(
      "Nothing here is called “nobody”",
    );
    expect(client.ask("stackTrace", { threadId: 99 })).toEqual({ stackFrames: [], totalFrames: 0 });
    expect(client.ask("dataBreakpointInfo", { name: "time" }).dataId).toBeNull();
    expect(client.ask("setDataBreakpoints", { breakpoints: [{ dataId: "{" }] }).breakpoints[0]).toMatchObject(
      {
        verified: false,
      },
    );
    expect(client.ask("threads").threads).toHaveLength(6);
  });
});

describe("a client that counts from 0", () => {
  it("is answered so", async () => {
    const client = await shop();
    client.launch({ stopAt: "last" }, { linesStartAt1: false, columnsStartAt1: false });
    const [frame] = client.ask("stackTrace", { threadId: 2 }).stackFrames;
    expect(frame).toMatchObject({ line: 23, column: 2 });
    const { breakpoints } = client.ask("setBreakpoints", { source, breakpoints: [{ line: 22 }] });
    expect(breakpoints).toMatchObject([{ verified: true, line: 23 }]);
    expect(client.ask("breakpointLocations", { source, line: 23 }).breakpoints).toEqual([{ line: 23 }]);
    expect(client.ask("gotoTargets", { source, line: 23 }).targets).toMatchObject([{ line: 23 }]);
    expect(client.ask("completions", { text: "1 + tok", column: 7, line: 0 }).targets).toEqual([
      { label: "tokyo", type: "variable", start: 4, length: 3 },
    ]);
  });
});

describe("beginning", () => {
  it.each([
    [undefined, "The run ends"],
    ["first", "A partition cuts the links: london, new-york | tokyo"],
    ["violation", "Violated: sold at most once: no longer holds"],
    ["last", "The run ends"],
  ] as const)("at %s", async (stopAt, text) => {
    const client = await shop();
    expect(client.launch({ ...(stopAt && { stopAt }) }).text).toBe(text);
  });

  it("at the first breakpoint where nothing else is said, a failed check being one unless switched off", async () => {
    const client = await shop();
    client.ask("initialize", { adapterID: "faultline" });
    const on = capabilities.exceptionBreakpointFilters!.filter((filter) => filter.default);
    client.ask("setExceptionBreakpoints", { filters: on.map(({ filter }) => filter) });
    client.ask("configurationDone");
    client.ask("launch", {});
    expect(client.stop()).toMatchObject({
      reason: "exception",
      text: "Violated: sold at most once: no longer holds",
    });
    expect(client.ask("exceptionInfo", { threadId: 6 })).toEqual({
      exceptionId: "violated check “sold at most once”",
      description: "Violated: sold at most once: no longer holds",
      breakMode: "always",
      details: {
        stackTrace:
          '    tokyo.buy("bo") ← bo (shop.scenario.ts:16)\n    bo → tokyo: buy("bo") (shop.scenario.ts:44)',
      },
    });
  });

  it("says what came of the run, with links", async () => {
    const client = await shop();
    client.launch();
    expect(client.events("output").map(({ output, line }) => `${line ?? ""} ${output}`)).toEqual([
      " ✓ The last item is sold twice · fails as expected · seed 1 · 24 events · 200 ms\n",
      expect.stringMatching(/^40 ✗ sold at most once · always · violated, as expected · at 0 ms/) as string,
      expect.stringMatching(/^41 ✗ buyers · agree · violated, as expected · at 200 ms/) as string,
    ]);
  });

  it("without debugging says that, and ends", async () => {
    const client = await shop();
    client.ask("initialize", { adapterID: "faultline" });
    client.ask("launch", { noDebug: true });
    client.ask("configurationDone");
    expect(client.events("output")).toHaveLength(3);
    expect(client.events("terminated")).toHaveLength(1);
    client.debuggee.moveTo(5);
    expect(client.events("stopped")).toEqual([]);
  });
});
