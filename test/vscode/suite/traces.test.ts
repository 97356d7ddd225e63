import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toJson } from "../../../src/exporters/json.ts";
import { nodeWorkers } from "../../../src/runner/nodeWorkers.ts";
import { Runner } from "../../../src/runner/runner.ts";
import { longTrace } from "../../webview/support/traces.ts";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

/** What the command line writes of a scenario. */
async function traceOf(text: string): Promise<string> {
  const dist = new URL("../../../dist/", import.meta.url);
  const runner = new Runner({
    workers: nodeWorkers(dist),
    readSource: () => Promise.resolve(text),
    limits: { time: 60_000 },
  });
  try {
    const request = { file: "/echo.scenario.ts", seed: 1, record: true };
    const { runs } = await runner.run(request, AbortSignal.timeout(60_000));
    return toJson(runs[0].trace!);
  } finally {
    runner.dispose();
  }
}

const before = await traceOf(echo);
const after = await traceOf(
  echo.replace(
    '  await hiker.call(canyon, "say", "hello");',
    (call) => `${call.replace("hello", "hey")}\n${call}`,
  ),
);

const session = await startSession({
  files: {
    "echo.scenario.ts": echo,
    "before.trace.json": before,
    "after.trace.json": after,
    "changing.trace.json": before,
    "plain.json": before,
    "lost.trace.json": before.replaceAll("echo.scenario.ts", "gone.scenario.ts"),
    "big.trace.json": toJson(longTrace(200_000)),
    "cut.trace.json": before.slice(0, 2000),
    "empty.trace.json": "",
    "newer.trace.json": before.replace("faultline-trace/1", "faultline-trace/2"),
    "other.trace.json": '{ "name": "something else" }',
    "nodeless.trace.json": before.replace(/"nodes":\[.*?\],\n/, '"nodes":[],\n'),
    "disorder.trace.json": before.replace('"index":3', '"index":7'),
    "binary.trace.json": Uint8Array.from({ length: 4000 }, (_, index) => (index * 37) % 256),
  },
});
const { workbench, preview, page } = session;
const side = (name: string) => preview.frame.getByRole("region", { name, exact: true });

async function opened(name: string): Promise<void> {
  await workbench.show(name);
  await preview.waitForRun("Echo");
}

function pressed(name: string): Promise<void> {
  return preview.frame.getByRole("button", { name, pressed: true }).waitFor();
}

describe("a saved trace", () => {
  test("opens as the diagram, which runs nothing", async () => {
    await opened("before.trace.json");
    await preview.message('say("again")').waitFor();
    expect(await preview.seed.count()).toBe(0);
    expect(await preview.button("Next seed").count()).toBe(0);
  });

  test("reveals the line of an event in the scenario beside it", async () => {
    await preview.message('say("hello")').first().dblclick({ force: true });
    await workbench.tab("echo.scenario.ts").and(page.locator("[aria-selected=true]")).waitFor();
    const line = echo.split("\n").findIndex((text) => text.includes('"hello"')) + 1;
    await page
      .locator(".statusbar")
      .getByText(new RegExp(`^Ln ${line}, `))
      .waitFor();
  });

  test("keeps its place while another one is looked at, and after the window is reloaded", async () => {
    await workbench.run("View: Close All Editors");
    await opened("before.trace.json");
    await preview.button("First event").click();
    await preview.button("Step forward").click();
    await preview.waitForStep(2);
    await preview.button("Lamport").click();
    await pressed("Lamport");
    await opened("after.trace.json");
    const { step, of } = await preview.position();
    expect(step).toBe(of);
    await preview.button("First event").click();
    await preview.waitForStep(1);
    await opened("before.trace.json");
    await preview.waitForStep(2);
    await workbench.reload();
    await preview.waitForRun("Echo");
    await preview.waitForStep(2);
    await pressed("Lamport");
  });

  test("is read again when the file changes, and stays at its event", async () => {
    await opened("changing.trace.json");
    await preview.message('say("again")').first().click({ force: true });
    const caption = preview.frame.locator(".step-caption");
    await expect.poll(() => caption.textContent()).toContain('say("again")');
    const { step, of } = await preview.position();
    await writeFile(join(session.folder, "changing.trace.json"), after);
    await preview.message('say("hey")').first().waitFor();
    await expect.poll(() => caption.textContent()).toContain('say("again")');
    const now = await preview.position();
    expect(now.of).toBeGreaterThan(of);
    expect(now.step).toBeGreaterThan(step);
  });

  test("keeps the last good picture while the file is damaged", async () => {
    await writeFile(join(session.folder, "changing.trace.json"), before.slice(0, 2000));
    await preview.banner.getByText("its end is missing").waitFor();
    await preview.message('say("hey")').first().waitFor();
    await writeFile(join(session.folder, "changing.trace.json"), before);
    await preview.banner.waitFor({ state: "detached" });
    await preview.message('say("hey")').first().waitFor({ state: "detached" });
  });

  test("says when the file is gone", async () => {
    const file = join(session.folder, "changing.trace.json");
    await rename(file, `${file}.away`);
    await preview.banner.getByText("isn't there any more").waitFor();
    await rename(`${file}.away`, file);
    await preview.banner.waitFor({ state: "detached" });
  });

  test("opens from a file of any name", async () => {
    await workbench.run("View: Close All Editors");
    await workbench.openFile("plain.json");
    await workbench.run("View: Reopen Editor With...");
    await workbench.choose("Faultline Trace");
    await preview.waitForRun("Echo");
  });

  test("is a text again on a button of the editor", async () => {
    await opened("before.trace.json");
    await workbench.titleButton("Open as Text").click();
    await page.locator(".view-line").filter({ hasText: "faultline-trace/1" }).first().waitFor();
    await workbench.titleButton("Open Diagram to the Side").click();
    await preview.waitForRun("Echo");
  });

  test("has no links where its scenario is nowhere, and says why when asked", async () => {
    await workbench.run("View: Close All Editors");
    await opened("lost.trace.json");
    expect(await preview.button("gone.scenario.ts").count()).toBe(0);
    await preview.message('say("hello")').first().dblclick({ force: true });
    await workbench
      .notifications()
      .filter({ hasText: "neither beside the trace nor in the workspace" })
      .waitFor();
    await workbench.run("Notifications: Clear All Notifications");
  });
});

describe("comparing with a saved trace", () => {
  test("another one", async () => {
    await opened("after.trace.json");
    await workbench.run("Faultline: Compare Runs…");
    await workbench.choose("before.trace.json");
    await side("after.trace.json").getByRole("img", { name: 'say("hey") from ' }).first().waitFor();
    await side("before.trace.json").locator(".picture").waitFor();
  });

  test("the scenario as it is now", async () => {
    await workbench.run("Faultline: Compare Runs…");
    await workbench.choose("The scenario as it is now");
    await side("the scenario as it is now").locator(".picture").waitFor();
  });

  test("a live run", async () => {
    await workbench.run("View: Close All Editors");
    await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Echo");
    await workbench.run("Faultline: Compare Runs…");
    await workbench.choose("A saved trace…", "saved trace");
    await workbench.choose("after.trace.json");
    await side("after.trace.json").getByRole("img", { name: 'say("hey") from ' }).first().waitFor();
    await side("this run").locator(".picture").waitFor();
  });
});

test("a run is saved from the diagram, and opened again", async () => {
  await preview.button("End the comparison").click();
  await workbench.run("Faultline: Export Picture…");
  await workbench.choose("Trace (JSON)");
  await expect.poll(() => workbench.quickInput.inputValue()).toContain("Echo.trace.json");
  await page.keyboard.press("Enter");
  const notice = workbench.notifications().filter({ hasText: "Exported Echo.trace.json." });
  await notice.getByRole("button", { name: "Open" }).click();
  await workbench.tab("Echo.trace.json").and(page.locator("[aria-selected=true]")).waitFor();
  await workbench.run("View: Close Editors in Other Groups");
  // Only a saved run leads to the scenario that it comes from.
  await preview.button("of echo.scenario.ts").waitFor();
  await preview.waitForRun("Echo");
  expect(await readFile(join(session.folder, "Echo.trace.json"), "utf8")).toBe(before);
});

describe("what is no good trace meets one message:", () => {
  test.each([
    ["cut.trace.json", "The trace is cut off: its end is missing; export it again."],
    ["empty.trace.json", "The trace is empty; export it again."],
    [
      "newer.trace.json",
      "The trace has the format faultline-trace/2, and this version reads faultline-trace/1",
    ],
    ["other.trace.json", "This is no Faultline trace"],
    ["nodeless.trace.json", "there is no node 0"],
    ["disorder.trace.json", "must be 3: the events are out of order"],
    ["binary.trace.json", "This is no Faultline trace"],
  ])("%s", async (name, message) => {
    await workbench.run("View: Close All Editors");
    await workbench.show(name);
    await preview.banner.getByRole("heading", { name: `${name} can’t be shown` }).waitFor();
    await preview.banner.getByText(message).waitFor();
    await preview.button(/^Open as Text/).waitFor();
  });

  test("its place is one click away", async () => {
    await workbench.run("View: Close All Editors");
    await workbench.show("cut.trace.json");
    const lines = before.slice(0, 2000).split("\n");
    await preview.button(`Open as Text at Line ${lines.length}`).click();
    await page
      .locator(".statusbar")
      .getByText(`Ln ${lines.length}, Col ${lines.at(-1)!.length + 1}`)
      .waitFor();
    await expect.poll(() => page.getByRole("tab").filter({ hasText: "cut.trace.json" }).count()).toBe(1);
  });
});

test("a long one is read in the open, and one need not wait for it", async () => {
  await workbench.run("View: Close All Editors");
  await workbench.show("big.trace.json");
  const notice = workbench.notifications().filter({ hasText: "Reading big.trace.json" });
  await notice.getByRole("button", { name: "Cancel" }).click();
  await preview.banner.getByText("Reading was stopped.").waitFor();
  await preview.button("Try Again").click();
  await preview.waitForRun();
  await notice.waitFor({ state: "detached" });
});
