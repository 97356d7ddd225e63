import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ViewState } from "../../src/protocol/messages.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { Stage, type Panel } from "./support/panel.ts";
import { TraceBuilder } from "./support/traceBuilder.ts";

let stage: Stage;
let panel: Panel;

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => panel.close());
afterAll(() => stage[Symbol.asyncDispose]());

/** Twelve ticks of a node, and then a message to another one. Index of the first tick: 2. */
function ticking(): Trace {
  const run = new TraceBuilder(["a", "b"].map((name) => ({ name, kind: "node", type: "Peer" })));
  run.start(0);
  run.start(1);
  for (let tick = 1; tick <= 12; tick++) run.at(10 * tick).timer(0, "tick");
  const sent = run.at(130).send("send", 0, 1, "told", [], 20);
  run.at(150).deliver(sent);
  run.at(160);
  return run.build("Ticking");
}

const FIRST = 2;

async function shown(view: ViewState = {}, trace = ticking()) {
  panel = await stage.panel({ state: { uri: "file:///shop.scenario.ts", seed: trace.seed, view } });
  await panel.show(trace);
  return panel.page;
}

const step = (event: number) => panel.page.getByRole("slider", { name: "Step" }).fill(String(event));

describe("a run of local events", () => {
  test("is one bar with its number on the user's wish, which is remembered, and undone", async () => {
    const page = await shown();
    await expect.poll(() => page.locator(".mark.timer").count()).toBe(12);
    await page.getByRole("button", { name: "Nodes and messages" }).click();
    await page.getByRole("checkbox", { name: "Runs of local events as one" }).check();
    await page.locator(".fold", { hasText: "12 × tick" }).waitFor();
    expect(await page.locator(".mark.timer").count()).toBe(0);
    expect(await page.locator(".arrow").count()).toBe(1);
    expect(await page.locator(".fold").getAttribute("aria-label")).toBe("12 × tick, from 10 ms to 120 ms");
    await expect.poll(() => panel.state().then((state) => state?.view.folded)).toBe(true);
    await page.getByRole("button", { name: "Show everything" }).click();
    await expect.poll(() => page.locator(".mark.timer").count()).toBe(12);
    await page.keyboard.press("Escape");
    await page.getByRole("region", { name: "Diagram of " }).focus();
    await page.keyboard.press("l");
    await expect.poll(() => page.locator(".fold").count()).toBe(1);
  });

  test("says on which of them one stands, and leads to each", async () => {
    const page = await shown({ folded: true });
    await step(FIRST + 2);
    await page.locator(".fold-place", { hasText: "3 of 12" }).waitFor();
    await page.getByRole("region", { name: "Diagram of " }).focus();
    await page.keyboard.press("ArrowRight");
    await page.locator(".fold-place", { hasText: "4 of 12" }).waitFor();
    const bar = (await page.locator(".fold rect").boundingBox())!;
    await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height - 9);
    await page.locator(".fold-place", { hasText: "12 of 12" }).waitFor();
    await expect.poll(() => page.locator("rect.glow.own").count()).toBe(1);
    await step(FIRST + 12);
    await expect.poll(() => page.locator(".fold-place").count()).toBe(0);
  });

  test("tells on hover what it consists of", async () => {
    const page = await shown({ folded: true });
    await page.locator(".fold rect").hover();
    const card = page.locator(".hover-card");
    await card.getByText("12 events with nothing else in between, from 10 ms to 120 ms").waitFor();
    await card.getByText("#3 · 10 ms · a's timer tick fires").waitFor();
    await card.getByText("and 5 more").waitFor();
  });

  test("takes one row in causal order, with the play head above what comes after it", async () => {
    const page = await shown({ folded: true, axis: "causal" });
    await step(FIRST + 5);
    await page.locator(".fold-place", { hasText: "6 of 12" }).waitFor();
    const bar = (await page.locator(".fold rect").boundingBox())!;
    expect(bar.height).toBeLessThan(22);
    const head = (await page.locator(".play-head").boundingBox())!;
    expect(Math.abs(head.y + 1 - (bar.y + bar.height / 2))).toBeLessThan(2);
  });

  test("keeps the event that one stands on where it is when it closes and opens", async () => {
    const page = await shown({}, longTicking());
    await step(900);
    const distance = async () => (await page.locator(".glow.selected circle").boundingBox())!.y;
    await expect.poll(distance).toBeGreaterThan(100);
    const before = await distance();
    await page.getByRole("region", { name: "Diagram of " }).focus();
    for (const folds of [true, false]) {
      await page.keyboard.press("l");
      await expect
        .poll(() =>
          page
            .locator(".fold")
            .count()
            .then((count) => count > 0),
        )
        .toBe(folds);
      expect(Math.abs((await distance()) - before)).toBeLessThan(2);
    }
  });

  test("shows where what was found is, and is drawn in files and comparisons", async () => {
    const page = await shown({ folded: true });
    await page.keyboard.press("Control+f");
    await page.locator(".find-field input").fill("kind:timer");
    await expect.poll(() => page.locator(".glow.found").count()).toBe(12);
    await panel.post({ kind: "export", format: "svg", part: "run" });
    await expect.poll(async () => (await panel.sent("exported")).length).toBe(1);
    const [file] = await panel.sent("exported");
    expect("content" in file && file.content).toContain("12 × tick");
    const trace = ticking();
    const events = trace.events.map((event) =>
      event.index === FIRST + 3 && event.kind === "timer" ? { ...event, name: "tock" } : event,
    );
    await panel.post({ kind: "compared", other: { kind: "saved" }, trace: { ...trace, events } });
    await expect.poll(() => page.locator(".fold").count()).toBe(2);
    await expect.poll(() => page.locator(".compared-mark").count()).toBeGreaterThan(1);
  });
});

/** A thousand ticks between messages, too many for a window. */
function longTicking(): Trace {
  const run = new TraceBuilder(["a", "b"].map((name) => ({ name, kind: "node", type: "Peer" })));
  for (let round = 0; round < 100; round++) {
    for (let tick = 0; tick < 10; tick++) run.at(run.time + 5).timer(0, "tick");
    run.deliver(run.send("send", 0, 1, "told", [], 0));
  }
  return run.build("Ticking on");
}
