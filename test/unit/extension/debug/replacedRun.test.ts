import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { galleryText } from "../../../gallery/files.ts";
import { startGalleryRuns, type GalleryRuns } from "../../galleryRuns.ts";
import { TestClient, TestDebuggee } from "./support/client.ts";

let runs: GalleryRuns;
let text: string;

beforeAll(async () => {
  runs = await startGalleryRuns();
  text = await galleryText("shop.scenario.ts");
}, 60_000);

afterAll(() => runs.end());

/** A session in the run of a text, at an event. */
async function start(step: number): Promise<TestClient> {
  const [trace] = await runs.tracesOf(text);
  const client = new TestClient(new TestDebuggee(trace, text));
  client.launch();
  client.debuggee.moveTo(step);
  for (const name of ["stopped", "output"] as const) client.events(name);
  return client;
}

async function edit(client: TestClient, from: string, to: string): Promise<void> {
  expect(text).toContain(from);
  const [trace] = await runs.tracesOf(text.replace(from, to));
  client.debuggee.replace(trace);
}

const sold = 'new-york handles sold("ana")';

describe("an edit while one debugs", () => {
  it("keeps the place by what happens there, whatever else happens now", async () => {
    const client = await start(20);
    await edit(client, "  world.partition(", '  world.note("here we go");\n  world.partition(');
    expect(client.stop()).toMatchObject({ reason: "goto", text: sold });
    expect(client.debuggee.step).toBe(21);
    expect(client.events("output")).toEqual([]);
    client.ask("stepBack", { threadId: 1 });
    expect(client.stop().text).toContain("is lost: partition");
  });

  it("says so where what happened there happens no more", async () => {
    const client = await start(20);
    await edit(client, '    this.broadcast("sold", customer);\n', "");
    expect(client.events("stopped")).toHaveLength(1);
    expect(client.events("output")).toMatchObject([
      {
        output: expect.stringContaining("no event that corresponds to the one at which you stood") as string,
      },
    ]);
  });

  it("lets what was seen before go, and shows what is there now", async () => {
    const client = await start(20);
    const [{ id }] = client.ask("stackTrace", { threadId: 2 }).stackFrames;
    await edit(client, "  stock = 1;", "  stock = 5;");
    expect(() => client.ask("scopes", { frameId: id })).toThrow("This frame is no longer there.");
    expect(client.ask("evaluate", { expression: "newYork.stock" }).result).toBe("4");
    expect(client.ask("threads").threads.map(({ name }) => name)).toContain("tokyo");
  });

  it("moves breakpoints, and tells of those that move", async () => {
    const client = await start(0);
    const source = { path: client.debuggee.pathOf("text.scenario.ts") };
    const lines = [16, 19].map((line) => ({ line }));
    const [, sold] = client.ask("setBreakpoints", { source, breakpoints: lines }).breakpoints;
    await edit(client, '    this.broadcast("sold", customer);\n', "\n");
    expect(client.events("breakpoint")).toMatchObject([
      { reason: "changed", breakpoint: { id: sold.id, verified: false } },
    ]);
    client.events("stopped");
    client.ask("continue", { threadId: 1 });
    expect(client.stop().text).toBe('london handles buy("ana")');
    const [trace] = await runs.tracesOf(text);
    client.debuggee.replace(trace);
    expect(client.events("breakpoint")).toMatchObject([
      { breakpoint: { id: sold.id, verified: true, line: 19 } },
    ]);
  });

  it("before the session has begun is not told of", async () => {
    const [trace] = await runs.tracesOf(text);
    const client = new TestClient(new TestDebuggee(trace, text));
    client.ask("initialize", { adapterID: "faultline" });
    await edit(client, "  stock = 1;", "  stock = 5;");
    expect(client.events("stopped")).toEqual([]);
    client.ask("launch", { stopAt: "last" });
    client.ask("configurationDone");
    expect(client.stop().text).toBe("The run ends");
    expect(client.ask("evaluate", { expression: "newYork.stock" }).result).toBe("4");
  });
});
