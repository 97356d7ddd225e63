import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Trace } from "../../src/trace/trace.ts";
import { Stage, type Panel } from "./support/panel.ts";
import { longTrace, shopTrace } from "./support/traces.ts";

let stage: Stage;
let panel: Panel;

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => panel.close());
afterAll(() => stage[Symbol.asyncDispose]());

async function shown(trace: Trace) {
  panel = await stage.panel();
  await panel.show(trace);
  return panel.page;
}

const selected = () => panel.page.locator(".glow.selected circle").first();
const distance = async () => (await selected().boundingBox())!.y;

describe("the time axis", () => {
  test("changes around the event under the play head, by choice and by key, and is remembered", async () => {
    const page = await shown(longTrace(600));
    await page.getByRole("slider", { name: "Step" }).fill("300");
    await expect.poll(async () => (await selected().boundingBox())?.y ?? 0).toBeGreaterThan(100);
    const before = await distance();
    const choice = page.getByLabel("Time axis");
    for (const axis of ["compressed", "causal", "true"]) {
      await choice.selectOption(axis);
      await expect.poll(() => panel.state().then((state) => state?.view.axis)).toBe(axis);
      expect(Math.abs((await distance()) - before)).toBeLessThan(2);
    }
    await page.getByRole("region", { name: "Diagram of " }).focus();
    await page.keyboard.press("t");
    await expect.poll(() => choice.inputValue()).toBe("compressed");
  });
});

describe("a picture taller than a browser can draw", () => {
  /** Two million pixels and more: the sheet on which it is drawn has one million. */
  const tall = () => longTrace(300_000);

  test("is reached to its very end, by keys and by the scroll bar", async () => {
    const page = await shown(tall());
    const slider = page.getByRole("slider", { name: "Step" });
    const last = Number(await slider.getAttribute("max")) - 1;
    await slider.fill(String(last));
    await selected().waitFor();
    expect(await distance()).toBeLessThan(900);
    await page.getByRole("region", { name: "Diagram of " }).focus();
    await page.keyboard.press("Home");
    await expect.poll(() => page.locator(".scroller").evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await page.locator(".scroller").evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight));
    await page.locator(`[data-event="${last}"], [data-end="${last}"]`).first().waitFor();
  });

  test("scrolls on where the sheet ends, and nothing on it jumps", async () => {
    const page = await shown(tall());
    const scroller = page.locator(".scroller");
    await scroller.evaluate((element) => (element.scrollTop = element.scrollHeight * 0.3));
    const visible = () =>
      page.evaluate(() => {
        const inView = (mark: Element) => {
          const { y } = mark.getBoundingClientRect();
          return y > 300 && y < 500;
        };
        const mark = [...document.querySelectorAll<SVGElement>(".mark")].find(inView);
        return mark && { event: mark.dataset.event!, y: mark.getBoundingClientRect().y };
      });
    await expect.poll(visible).toBeDefined();
    const box = (await scroller.boundingBox())!;
    await page.mouse.move(box.x + 300, box.y + 300);
    for (let turn = 0; turn < 10; turn++) {
      const before = (await visible())!;
      await page.mouse.wheel(0, 150);
      const mark = page.locator(`.mark[data-event="${before.event}"]`);
      const moved = () => mark.evaluate((element) => element.getBoundingClientRect().y);
      await expect.poll(moved).toBeCloseTo(before.y - 150, 0);
      await expect.poll(visible).toBeDefined();
    }
  });
});

describe("the minimap", () => {
  test("leads to any part of a long run, by a press and by dragging", async () => {
    const page = await shown(longTrace(20_000));
    const map = (await page.locator(".minimap").boundingBox())!;
    const view = () => page.locator(".minimap-view").boundingBox();
    const first = () =>
      page.evaluate(() => Number(document.querySelector<SVGElement>(".mark")!.dataset.event));
    await page.mouse.move(map.x + 20, map.y + map.height * 0.5);
    await page.mouse.down();
    await expect.poll(async () => Math.abs((await view())!.y - (map.y + map.height / 2))).toBeLessThan(12);
    await expect.poll(first).toBeGreaterThan(8_000);
    await page.mouse.move(map.x + 20, map.y + map.height * 0.9, { steps: 5 });
    await page.mouse.up();
    await expect.poll(first).toBeGreaterThan(16_000);
    const before = await view();
    await page.mouse.move(map.x - 200, map.y + 100);
    await page.mouse.wheel(0, -4000);
    await expect.poll(async () => (await view())!.y).toBeLessThan(before!.y);
  });

  test("isn't there when the whole run is in view", async () => {
    const page = await shown(shopTrace());
    await page.keyboard.press("0");
    expect(await page.locator(".minimap").count()).toBe(0);
  });
});

describe("what is selected", () => {
  test("is brought into view as a whole", async () => {
    const page = await shown(longTrace(2000));
    await page.getByRole("slider", { name: "Step" }).fill("900");
    await selected().waitFor();
    await page.getByRole("region", { name: "Diagram of " }).focus();
    await page.keyboard.press("s");
    const way = page.locator(".glow.selected path");
    const window = (await page.locator(".scroller").boundingBox())!;
    await expect.poll(async () => (await way.boundingBox())!.height).toBeGreaterThan(window.height * 0.6);
    const box = (await way.boundingBox())!;
    expect(box.y).toBeGreaterThan(window.y);
    expect(box.y + box.height).toBeLessThan(window.y + window.height);
  });
});

describe("bad input", () => {
  test("ten thousand nodes: only those in view are drawn, and one can go on", async () => {
    const trace = longTrace(300);
    const nodes = Array.from({ length: 10_000 }, (_, node) => ({ ...trace.nodes[0], name: `node-${node}` }));
    const page = await shown({ ...trace, nodes });
    expect(await page.locator(".head").count()).toBeLessThan(30);
    expect(await page.locator(".lifeline").count()).toBeLessThan(30);
    await page.locator(".scroller").evaluate((scroller) => (scroller.scrollLeft = scroller.scrollWidth));
    await page.getByText("node-9999", { exact: true }).first().waitFor();
  });

  test("strings of five megabytes: shortened, and one can go on", async () => {
    const huge = "x".repeat(5_000_000);
    const trace = shopTrace();
    const events = trace.events.map((event) =>
      event.kind === "invoke" ? { ...event, args: [huge] } : event,
    );
    const page = await shown({ ...trace, events });
    await page.keyboard.press("Home");
    await page.getByText(`1 / ${events.length}`).waitFor();
    expect((await page.locator(".arrow .label").first().textContent())!.length).toBeLessThan(100);
  });
});
