import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Group } from "../../src/exporters/picture/groups.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { Stage, type Panel } from "./support/panel.ts";
import { longTrace, shopTrace, troubleTrace } from "./support/traces.ts";

let stage: Stage;
let panel: Panel;

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => panel.close());
afterAll(() => stage[Symbol.asyncDispose]());

async function shown(trace: Trace, groups: readonly Group[] = [], width = 640) {
  const arrangement = { order: [], hidden: [], groups };
  const view = groups.length > 0 ? { arrangement } : {};
  panel = await stage.panel({ width, state: { uri: "file:///shop.scenario.ts", seed: trace.seed, view } });
  await panel.show(trace);
  return panel.page;
}

const heads = () => panel.page.locator(".head .name, .group button").allTextContents();
const groups = () => panel.page.locator(".group button");
const remembered = () => panel.state().then((state) => state?.view.arrangement?.groups);
const middle = async (selector: string) => {
  const { x, width } = (await panel.page.locator(selector).first().boundingBox())!;
  return x + width / 2;
};

describe("nodes of a class", () => {
  test("are made one lifeline, and the other way round, by the keyboard alone", async () => {
    const page = await shown(shopTrace());
    const choice = page.getByRole("combobox", { name: /^Shop ×3/ });
    await page.getByRole("button", { name: "Nodes and messages" }).click();
    await choice.selectOption("as one lifeline");
    await expect.poll(heads).toEqual(["ana", "", "bo", "Shop ×3"]);
    await expect.poll(remembered).toEqual([{ name: "Shop", collapsed: true }]);
    await page.keyboard.press("Escape");

    const button = page.getByRole("button", { name: "Show the 3 lifelines of Shop" });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect.poll(heads).toEqual(["ana", "london", "new-york", "tokyo", "bo", "Shop ×3"]);
    const open = page.getByRole("button", { name: "Make one lifeline of the 3 of Shop" });
    expect(await open.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await open.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".lifeline").count()).toBe(3);
    expect(await page.locator(".arrow").count()).toBe(8);
  });

  test("all go together with one key: as one lifeline, side by side, and as before", async () => {
    const page = await shown(shopTrace());
    const natural = await heads();
    await page.getByRole("region", { name: "Diagram of " }).focus();
    await page.keyboard.press("g");
    await expect.poll(() => groups().allTextContents()).toEqual(["clients ×2", "Shop ×3"]);
    await expect.poll(() => page.locator(".head").count()).toBe(2);
    await page.keyboard.press("g");
    await expect.poll(() => page.locator(".head").count()).toBe(5);
    await page.keyboard.press("g");
    await expect.poll(heads).toEqual(natural);
  });

  test("are as they were after a reload", async () => {
    await shown(shopTrace(), [{ name: "Shop", collapsed: true }]);
    expect(await heads()).toEqual(["ana", "", "bo", "Shop ×3"]);
  });

  test("are sixty: all of them fit into half an editor, side by side their name stays in view", async () => {
    const page = await shown(longTrace(600, 60), [{ name: "Peer", collapsed: true }]);
    const scroller = page.locator(".scroller");
    const wide = () => scroller.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    await expect.poll(wide).toBe(false);
    await groups().click();
    await expect.poll(wide).toBe(true);
    await scroller.evaluate((element) => (element.scrollLeft = 3000));
    const box = (await scroller.boundingBox())!;
    await expect
      .poll(async () => {
        const name = (await groups().boundingBox())!;
        return name.x >= box.x && name.x + name.width <= box.x + box.width;
      })
      .toBe(true);
  });
});

test("chosen nodes become a group with a name, which is gone when they stand apart again", async () => {
  const page = await shown(shopTrace());
  await page.getByRole("button", { name: "Nodes and messages" }).click();
  await page.getByRole("button", { name: "Group chosen nodes…" }).click();
  const done = page.getByRole("button", { name: "Group them" });
  await page.getByRole("checkbox", { name: "tokyo in the group" }).check();
  await page.getByRole("textbox", { name: "Name of the group" }).fill("Shop");
  await page.getByRole("checkbox", { name: "bo in the group" }).check();
  expect(await done.isDisabled()).toBe(true);
  await page.getByRole("textbox", { name: "Name of the group" }).fill("far away");
  await page.keyboard.press("Enter");
  await expect.poll(heads).toEqual(["ana", "london", "new-york", "", "far away ×2"]);
  await page.getByRole("button", { name: "Move far away to the left" }).click();
  await expect.poll(heads).toEqual(["ana", "london", "", "new-york", "far away ×2"]);
  await page.getByRole("combobox", { name: /^far away ×2/ }).selectOption("side by side");
  await page.getByRole("button", { name: "Move bo to the left" }).click();
  await expect.poll(heads).toEqual(["ana", "london", "bo", "tokyo", "new-york", "far away ×2"]);
  await page.getByRole("checkbox", { name: "far away ×2" }).uncheck();
  await expect.poll(heads).toEqual(["ana", "london", "new-york"]);
  await page.getByRole("combobox", { name: /^far away ×2/ }).selectOption("one by one");
  await expect.poll(remembered).toEqual([]);
});

describe("a lifeline that several nodes share", () => {
  test("is where one steps to, what one hovers and finds, and says how many are down", async () => {
    const page = await shown(troubleTrace(), [{ name: "Replica", collapsed: true }]);
    const { events } = troubleTrace();
    const crash = events.findIndex(({ kind }) => kind === "crash");
    await page.getByRole("slider", { name: "Step" }).fill(String(crash));
    await page.locator(".head.shared .state", { hasText: "1 of 4 down" }).waitFor();
    expect(await middle(".glow.selected circle")).toBeCloseTo(await middle(".lifeline"), 0);
    expect(await page.locator(".head.shared").getAttribute("title")).toContain("n2  ✕ down");
    await page.locator(".mark.crash .mark-crash").hover();
    await page.locator(".hover-card", { hasText: "n2 crashes" }).waitFor();
    await page.locator(".mark.crash .mark-crash").click();
    await expect.poll(() => page.locator(".glow.past").count()).toBeGreaterThan(2);
    await page.keyboard.press("Control+f");
    await page.locator(".find-field input").fill("node:n3");
    await expect.poll(() => page.locator(".glow.found").count()).toBeGreaterThan(2);
    expect(await middle(".glow.found circle")).toBeCloseTo(await middle(".lifeline"), 0);
  });

  test("says what is the same with all of its nodes, in brief", async () => {
    const page = await shown(shopTrace(), [{ name: "Shop", collapsed: true }]);
    await page.locator(".head.shared .state", { hasText: "stock 0" }).waitFor();
    expect(await page.locator(".head.shared .type").textContent()).toBe("london, new-york, tokyo");
  });

  test("is drawn in files, and in both runs of a comparison, whose names open both", async () => {
    const page = await shown(shopTrace(), [{ name: "Shop", collapsed: true }], 1000);
    await panel.post({ kind: "export", format: "svg", part: "run" });
    await expect.poll(async () => (await panel.sent("exported")).length).toBe(1);
    const [file] = await panel.sent("exported");
    expect("content" in file && file.content).toContain("Shop ×3");
    await panel.post({ kind: "compared", other: { kind: "saved" }, trace: shopTrace() });
    await expect.poll(() => groups().allTextContents()).toEqual(["Shop ×3", "Shop ×3"]);
    await expect.poll(() => page.locator(".head").count()).toBe(6);
    await groups().first().click();
    await expect.poll(() => page.locator(".head").count()).toBe(10);
  });
});
