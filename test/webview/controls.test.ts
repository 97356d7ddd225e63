import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { causalFuture, causalPast } from "../../src/trace/happensBefore.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { gapFor } from "../../src/exporters/picture/gap.ts";
import { Stage, type Panel, type PanelOptions } from "./support/panel.ts";
import { longTrace, shopTrace, troubleTrace } from "./support/traces.ts";

let stage: Stage;
const open: Panel[] = [];

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(async () => {
  for (const panel of open.splice(0)) await panel.close();
});
afterAll(() => stage[Symbol.asyncDispose]());

async function shown(trace: Trace, options?: PanelOptions): Promise<Panel> {
  const panel = await stage.panel(options);
  open.push(panel);
  await panel.show(trace);
  return panel;
}

const total = shopTrace().events.length;

describe("stepping", () => {
  test("by keys, with the position told to the extension", async () => {
    const panel = await shown(shopTrace());
    const position = panel.page.locator(".position");
    for (const [key, step] of [
      ["Home", 1],
      ["ArrowRight", 2],
      ["ArrowRight", 3],
      ["ArrowLeft", 2],
      ["End", total],
    ] as const) {
      await panel.page.keyboard.press(key);
      await expect.poll(() => position.textContent()).toBe(`${step} / ${total}`);
    }
    await expect
      .poll(async () => (await panel.sent("position")).map(({ step }) => step))
      .toEqual([0, 1, 2, 1, total - 1]);
  });

  test("by the buttons and by the extension's commands", async () => {
    const { page, ...panel } = await shown(shopTrace()).then((opened) => ({
      page: opened.page,
      post: opened.post.bind(opened),
    }));
    await page.getByRole("button", { name: "First event" }).click();
    await page.getByRole("button", { name: "Step forward" }).click();
    await panel.post({ kind: "step", to: "forward" });
    await page.getByText(`3 / ${total}`).waitFor();
    await expect.poll(() => page.getByRole("slider", { name: "Step" }).inputValue()).toBe("2");
  });

  test("where the debugger or a link leads, and the extension is told no other place", async () => {
    const { page, post, sent } = await shown(shopTrace()).then((opened) => ({
      page: opened.page,
      post: opened.post.bind(opened),
      sent: opened.sent.bind(opened),
    }));
    await post({ kind: "goTo", step: 4 });
    await page.getByText(`5 / ${total}`).waitFor();
    await expect.poll(async () => (await sent("position")).map(({ step }) => step)).toEqual([4]);
  });

  test("is spoken and shows the state that it changed", async () => {
    const { page } = await shown(shopTrace());
    const handled = shopTrace().events.findIndex(({ kind, node }) => kind === "deliver" && node === 1);
    await page.locator(`.mark[data-event="${handled}"]`).click();
    await expect
      .poll(() => page.locator("[aria-live]").textContent())
      .toBe(`Step ${handled + 1} of ${total}: new-york handles sold("ana")`);
    await expect.poll(() => page.locator("td.changed").allTextContents()).toEqual(["1 → 0", '[] → ["ana"]']);
    await expect.poll(() => page.locator("td.differs").count()).toBe(3);
  });

  test("plays to the end and stops there", async () => {
    const { page } = await shown(shopTrace());
    await page.clock.install();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.clock.runFor(60_000);
    await page.getByRole("button", { name: "Play" }).waitFor();
    await page.getByText(`${total} / ${total}`).waitFor();
  });

  test("dims what comes later and nothing at the end", async () => {
    const { page } = await shown(shopTrace());
    expect(await page.locator(".veil").count()).toBe(0);
    await page.keyboard.press("Home");
    await page.locator(".veil").first().waitFor({ state: "attached" });
  });

  test("keeps the play head in view", async () => {
    const { page } = await shown(longTrace(3000));
    await page.keyboard.press("Home");
    await page.keyboard.press("End");
    await page.locator(".play-head").waitFor({ state: "attached" });
    await expect
      .poll(() => page.locator(".play-head").evaluate((line) => line.getBoundingClientRect().y))
      .toBeLessThan(800);
  });
});

describe("the way to the source", () => {
  test("a click selects an event and shows its line, a double click moves the focus there", async () => {
    const panel = await shown(shopTrace());
    await panel.page.locator(".mark.invoke").first().click();
    const location = { file: "shop.scenario.ts", line: 38, column: 5 };
    await expect.poll(() => panel.sent("reveal")).toEqual([{ kind: "reveal", location, focus: false }]);
    await panel.page.locator(".mark.invoke").first().dblclick();
    await expect
      .poll(async () => (await panel.sent("reveal")).at(-1))
      .toEqual({ kind: "reveal", location, focus: true });
    await panel.page.keyboard.press("Enter");
    await expect.poll(async () => (await panel.sent("reveal")).length).toBe(5);
  });

  test("a click on a message takes the nearer one of its ends", async () => {
    const { page } = await shown(shopTrace());
    const trace = shopTrace();
    const send = trace.events.find((event) => event.kind === "send" && event.to === 1)!;
    const hit = page.locator(`.arrow[data-event="${send.index}"] .hit`);
    const end = await page.locator(`.arrow[data-event="${send.index}"]`).getAttribute("data-end");
    const at = (part: number) =>
      hit.evaluate((path: SVGPathElement, share) => {
        const { x, y } = path
          .getPointAtLength(path.getTotalLength() * share)
          .matrixTransform(path.getScreenCTM()!);
        return [x, y] as const;
      }, part);
    await page.mouse.click(...(await at(0.9)));
    await page.getByText(`${Number(end) + 1} / ${total}`).waitFor();
    await page.mouse.click(...(await at(0.12)));
    await page.getByText(`${send.index + 1} / ${total}`).waitFor();
  });

  test("the events of the line under the cursor light up", async () => {
    const { page, ...panel } = await shown(shopTrace()).then((opened) => ({
      page: opened.page,
      post: opened.post.bind(opened),
    }));
    await panel.post({ kind: "cursor", line: { file: "shop.scenario.ts", line: 12 } });
    await expect.poll(() => page.locator(".glow.lit").count()).toBe(4);
    await panel.post({ kind: "cursor" });
    await expect.poll(() => page.locator(".glow.lit").count()).toBe(0);
  });

  test("what led to an event and what it led to light up, and the rest steps back", async () => {
    const { page } = await shown(shopTrace());
    const trace = shopTrace();
    const handled = trace.events.findIndex(({ kind, node }) => kind === "deliver" && node === 1);
    await page.locator(`.mark[data-event="${handled}"]`).click();
    const past = () => page.locator(".glow.past").count();
    await expect.poll(past).toBe(causalPast(trace, handled).length);
    expect(await page.locator(".glow.future").count()).toBe(causalFuture(trace, handled).length);
    await page.getByRole("button", { name: "Causes and effects", pressed: true }).click();
    await expect.poll(past).toBe(0);
    await page.keyboard.press("c");
    await expect.poll(past).toBeGreaterThan(0);
    await page.locator(".canvas").click({ position: { x: 80, y: 300 } });
    await expect.poll(past).toBe(0);
    await page.keyboard.press("o");
    await expect.poll(() => page.locator(".glow.own").count()).toBeGreaterThan(3);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".glow.own").count()).toBe(0);
  });

  test("the cause and the checks lead to their events", async () => {
    const { page } = await shown(shopTrace());
    await page.locator(".arrow.lost").first().locator(".cross").click();
    await page.getByRole("button", { name: /^caused by #/ }).click();
    await expect.poll(() => page.locator(".sentence").textContent()).toContain("sends sold");
    await page.getByRole("button", { name: /Show checks/ }).click();
    const first = page.getByRole("listitem").first();
    expect(await first.textContent()).toContain("violated, as expected");
    await first.getByTitle("Go to this event").click();
    await expect.poll(() => page.locator(".sentence").textContent()).toContain('tokyo handles buy("bo")');
    await page.keyboard.press("Escape");
    await page.getByRole("list", { name: "Checks" }).waitFor({ state: "detached" });
  });
});

describe("the title bar", () => {
  test("asks for other seeds and scenarios", async () => {
    const panel = await shown(shopTrace());
    await panel.page.getByRole("button", { name: "Next seed" }).click();
    await panel.page.getByRole("spinbutton", { name: "seed" }).fill("42");
    await panel.page.keyboard.press("Enter");
    await expect.poll(async () => (await panel.sent("setSeed")).map(({ seed }) => seed)).toEqual([8, 42]);
    await panel.show(shopTrace(), { scenarios: [{ name: "one" }, { name: "two" }], selected: 0 });
    await panel.page.getByRole("combobox", { name: "Scenario" }).selectOption("two");
    await expect.poll(() => panel.sent("selectScenario")).toEqual([{ kind: "selectScenario", name: "two" }]);
  });

  test.each([320, 640, 1200])("shows the checks and the bill inside a panel of %i px", async (width) => {
    const { page } = await shown(shopTrace(), { width });
    await page.getByRole("button", { name: /Show checks/ }).click();
    const bill = page.getByRole("region", { name: "The bill" });
    await bill.waitFor();
    const box = (await page.locator(".popover").boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    await bill.getByRole("button").first().click();
    await expect.poll(() => page.locator(".sentence").textContent()).toContain('ana gets "yours"');
  });

  test("keys of a field are the field's own", async () => {
    const { page } = await shown(shopTrace());
    await page.getByRole("spinbutton", { name: "seed" }).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("0");
    expect(await page.locator(".position").textContent()).toBe(`${total} / ${total}`);
  });

  test("explains the keys", async () => {
    const { page } = await shown(shopTrace());
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys and signs" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});

test("keys of the diagram change nothing of it while a table is shown, and do again afterwards", async () => {
  const panel = await shown(shopTrace());
  const { page } = panel;
  await page.getByRole("tab", { name: "Table" }).click();
  await page.getByRole("grid", { name: /^Events/ }).waitFor();
  for (const key of ["+", "+", "-", "t", "s"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: "Lamport" }).click();
  await expect.poll(async () => (await panel.state())?.view.clocks).toEqual(["lamport"]);
  expect((await panel.state())?.view).toMatchObject({ axis: "true", tab: "table" });
  expect((await panel.state())?.view.zoom).toBeUndefined();
  await page.getByRole("tab", { name: "Diagram" }).click();
  await page.locator(".picture").waitFor();
  await page.keyboard.press("+");
  await expect.poll(async () => (await panel.state())?.view.zoom).toBeGreaterThan(0);
  await page.getByRole("tab", { name: "Table" }).click();
  await page.getByRole("grid", { name: /^Events/ }).waitFor();
  await page.keyboard.press("0");
  await page.getByRole("button", { name: "Lamport" }).click();
  await expect.poll(async () => (await panel.state())?.view.clocks).toEqual([]);
  expect((await panel.state())?.view.zoom).toBeGreaterThan(0);
});

describe("what is remembered", () => {
  test("is remembered at once, for whoever turns to another tab right after", async () => {
    const panel = await shown(shopTrace());
    await expect.poll(async () => (await panel.state())?.view.clocks).toEqual([]);
    await panel.page.clock.install();
    await panel.page.clock.pauseAt(Date.now() + 60_000);
    await panel.page.getByRole("button", { name: "Lamport" }).click();
    // A few frames, in which what waits for the view to rest doesn't come.
    await panel.page.clock.runFor(100);
    expect((await panel.state())?.view.clocks).toEqual(["lamport"]);
  });

  test("comes back after a reload: step, zoom, place, clocks, height of the state", async () => {
    const first = await shown(longTrace(1000));
    await first.page.getByRole("button", { name: "wall" }).click();
    await first.page.keyboard.press("+");
    await first.page.locator(".scroller").evaluate((element) => (element.scrollTop = 4000));
    await first.page.locator(".mark").nth(30).click();
    await first.page.getByRole("button", { name: "Hide state" }).click();
    await expect.poll(async () => (await first.state())?.view.stateHeight).toBe(0);
    await expect.poll(async () => (await first.state())?.view.step).toBeGreaterThan(0);
    const remembered = (await first.state())!;
    const scrolled = await first.page.locator(".scroller").evaluate((element) => element.scrollTop);

    const second = await shown(longTrace(1000), { state: remembered });
    expect(await second.sent("ready")).toEqual([{ kind: "ready", state: remembered }]);
    await second.page.getByText(`${remembered.view.step! + 1} / 1002`).waitFor();
    await second.page.locator(".readings").first().waitFor();
    await second.page.locator("table").waitFor({ state: "detached" });
    await expect
      .poll(async () => {
        const again = await second.page.locator(".scroller").evaluate((element) => element.scrollTop);
        return Math.abs(again - scrolled);
      })
      // Within the row that stood at the upper edge.
      .toBeLessThanOrEqual(gapFor(["wall"]));
  });
});

test("the state can be resized by keys and closed", async () => {
  const { page } = await shown(troubleTrace());
  const splitter = page.getByRole("separator", { name: "Height of the state" });
  await splitter.focus();
  const before = Number(await splitter.getAttribute("aria-valuenow"));
  await page.keyboard.press("ArrowUp");
  await expect.poll(async () => Number(await splitter.getAttribute("aria-valuenow"))).toBeGreaterThan(before);
  await splitter.dblclick();
  await page.locator("table").waitFor({ state: "detached" });
});
