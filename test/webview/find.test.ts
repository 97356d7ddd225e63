import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Trace } from "../../src/trace/trace.ts";
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

/** A panel with the find bar opened and a query in it. */
async function finding(trace: Trace, query: string, options?: PanelOptions): Promise<Panel> {
  const panel = await stage.panel(options);
  open.push(panel);
  await panel.show(trace);
  await panel.page.keyboard.press("Control+f");
  await field(panel.page).fill(query);
  return panel;
}

const field = (page: Page) => page.getByRole("textbox", { name: "Find" });
const count = (page: Page) => page.locator(".find-count");
const list = (page: Page) => page.getByRole("listbox", { name: "Found events" });
const position = (page: Page) => page.locator(".position").textContent();

const shop = shopTrace();
const total = shop.events.length;
const drops = shop.events.filter(({ kind }) => kind === "drop").map(({ index }) => index);

describe("the find bar", () => {
  test("opens with the focus in its field, and gives the focus back", async () => {
    const panel = await stage.panel();
    open.push(panel);
    const { page } = panel;
    await panel.show(shop);
    const diagram = page.getByRole("region", { name: /^Diagram/ });
    await diagram.focus();
    await page.keyboard.press("Control+f");
    await page.keyboard.type("kind:drop");
    await page.keyboard.press("Escape");
    await expect.poll(() => field(page).count()).toBe(0);
    expect(await diagram.evaluate((element) => element === document.activeElement)).toBe(true);
    // What was looked for is there again, to be overwritten.
    await page.keyboard.press("Control+f");
    expect(await field(page).inputValue()).toBe("kind:drop");
    await page.keyboard.type("x");
    expect(await field(page).inputValue()).toBe("x");
  });

  test("leads from one event to the next and around, by keys and buttons", async () => {
    const { page } = await finding(shop, "is:lost");
    await expect.poll(() => count(page).textContent()).toBe("3 found");
    for (const [press, at] of [
      ["Enter", 0],
      ["Enter", 1],
      ["F3", 2],
      ["F3", 0],
      ["Shift+Enter", 2],
      ["Shift+F3", 1],
    ] as const) {
      await page.keyboard.press(press);
      await expect.poll(() => position(page)).toBe(`${drops[at] + 1} / ${total}`);
      expect(await count(page).textContent()).toBe(`${at + 1} of 3`);
    }
    await page.getByRole("button", { name: "Next result" }).click();
    await expect.poll(() => position(page)).toBe(`${drops[2] + 1} / ${total}`);
    await page.getByRole("button", { name: "Previous result" }).click();
    await expect.poll(() => position(page)).toBe(`${drops[1] + 1} / ${total}`);
    // F3 works wherever the focus is; from an event between two it goes to the nearest in its direction.
    await page.getByRole("region", { name: /^Diagram/ }).focus();
    await page.keyboard.press("Home");
    await expect.poll(() => count(page).textContent()).toBe("3 found");
    await page.keyboard.press("F3");
    await expect.poll(() => position(page)).toBe(`${drops[0] + 1} / ${total}`);
  });

  test("says that nothing was found, and then leads nowhere", async () => {
    const { page } = await finding(shop, "paris");
    await expect.poll(() => count(page).textContent()).toBe("nothing found");
    expect(await page.getByRole("status").filter({ hasText: "nothing found" }).count()).toBe(1);
    await page.keyboard.press("Enter");
    expect(await page.getByRole("button", { name: "Next result" }).isDisabled()).toBe(true);
    expect(await position(page)).toBe(`${total} / ${total}`);
  });

  test("shows what is wrong with a query, and takes it for none", async () => {
    const { page } = await finding(shop, "london kind:dorp ana");
    await expect.poll(() => page.locator(".find-mistake em").textContent()).toBe("dorp");
    expect(await page.locator(".find-mistake").textContent()).toContain(
      'No kind of event is called "dorp"; there are drop,',
    );
    expect(await field(page).getAttribute("aria-invalid")).toBe("true");
    expect(await count(page).textContent()).toBe("");
    await field(page).fill("kind:drop");
    await expect.poll(() => page.locator(".find-mistake").count()).toBe(0);
  });

  test("offers ready-made queries", async () => {
    const { page } = await finding(troubleTrace(), "");
    await page.getByRole("combobox", { name: "Ready-made queries" }).selectOption("is:unanswered");
    expect(await field(page).inputValue()).toBe("is:unanswered");
    await expect.poll(() => count(page).textContent()).toBe("2 found");
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("looks through the new run when the file is edited", async () => {
    const panel = await finding(shop, "is:violation");
    await expect.poll(() => count(panel.page).textContent()).toBe("2 found");
    await panel.show({
      ...shop,
      events: shop.events
        .filter(({ kind }) => kind !== "violation")
        .map((event, index) => ({ ...event, index })),
    });
    await expect.poll(() => count(panel.page).textContent()).toBe("nothing found");
  });

  test("comes back after a reload with what was looked for, and leaves the focus where it is", async () => {
    const first = await finding(shop, "kind:drop");
    await expect
      .poll(async () => (await first.state())?.view.find)
      .toEqual({ query: "kind:drop", open: true });

    const panel = await stage.panel({ state: (await first.state())! });
    open.push(panel);
    const { page } = panel;
    await panel.show(shop);
    await expect.poll(() => count(page).textContent()).toBe("3 found");
    expect(await field(page).inputValue()).toBe("kind:drop");
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(false);
    await page.locator(".glow.found").first().waitFor();
    await page.keyboard.press("Control+f");
    await expect.poll(() => field(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await expect
      .poll(async () => (await panel.state())?.view.find)
      .toEqual({ query: "kind:drop", open: false });
    await page.keyboard.press("Control+f");
    expect(await field(page).inputValue()).toBe("kind:drop");
  });

  test("fits a narrow column", async () => {
    const { page } = await finding(shop, "kind:dorp", { width: 420 });
    const boxes = await page.locator(".find-row > *, .find-mistake").evaluateAll((elements) =>
      elements.map((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left >= 0 && right <= window.innerWidth;
      }),
    );
    expect(boxes).toEqual([true, true, true, true]);
    expect((await field(page).boundingBox())!.width).toBeGreaterThan(100);
  });
});

describe("the list of what was found", () => {
  test("marks the current event and follows keys and clicks", async () => {
    const { page } = await finding(shop, "kind:drop");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    const options = list(page).getByRole("option");
    await expect.poll(() => options.count()).toBe(3);
    expect(await options.first().textContent()).toBe(
      `#${drops[0] + 1} · 22 ms · sold("bo") from tokyo to new-york is lost: partition`,
    );
    const selected = list(page).getByRole("option", { selected: true });
    for (const [press, at] of [
      ["ArrowDown", 1],
      ["ArrowDown", 2],
      ["ArrowDown", 2],
      ["ArrowUp", 1],
      ["Home", 0],
      ["End", 2],
    ] as const) {
      await page.keyboard.press(press);
      await expect.poll(() => position(page)).toBe(`${drops[at] + 1} / ${total}`);
      expect(await selected.textContent()).toContain(`#${drops[at] + 1} `);
      expect(await list(page).getAttribute("aria-activedescendant")).toBe(await selected.getAttribute("id"));
    }
    await options.nth(1).click();
    await expect.poll(() => position(page)).toBe(`${drops[1] + 1} / ${total}`);
    await page.keyboard.press("Escape");
    await expect.poll(() => list(page).count()).toBe(0);
  });

  test("draws only the rows in view, and follows the step", async () => {
    const trace = longTrace(5000);
    const { page } = await finding(trace, "kind:deliver");
    const found = trace.events.filter(({ kind }) => kind === "deliver").map(({ index }) => index);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    const selected = list(page).getByRole("option", { selected: true });
    await expect.poll(() => selected.textContent()).toContain(`#${found.at(-1)! + 1} `);
    await page.keyboard.press("Home");
    await expect.poll(() => selected.textContent()).toContain(`#${found[0] + 1} `);
    expect(await selected.getAttribute("aria-setsize")).toBe(String(found.length));
    await page.keyboard.press("PageDown");
    await expect.poll(() => selected.getAttribute("aria-posinset")).toBe("7");
    expect(await list(page).getByRole("option").count()).toBeLessThan(20);
    const [row, box] = [await selected.boundingBox(), await list(page).boundingBox()];
    expect(row!.y >= box!.y - 1 && row!.y + row!.height <= box!.y + box!.height + 1).toBe(true);
  });
});

describe("a search of a long run", () => {
  test("goes where Enter asked it to go before anything was found", async () => {
    const trace = longTrace(30_000);
    const { page } = await finding(trace, "");
    await page.getByRole("region", { name: /^Diagram/ }).focus();
    await page.keyboard.press("Home");
    await expect.poll(() => position(page)).toMatch(/^1 /);
    // No slice but the first until the test says so.
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1000);
    await page.evaluate(() => {
      let now = 0;
      performance.now = () => (now += 10);
    });
    await field(page).fill("kind:end");
    await expect.poll(() => count(page).textContent()).toBe("0 so far · 0 %");
    await field(page).press("Enter");
    await page.evaluate(() => (performance.now = () => 0));
    await page.clock.runFor(1000);
    await expect.poll(() => count(page).textContent()).toBe("1 of 1");
    expect(await position(page)).toBe(`${trace.events.length} / ${trace.events.length}`);
  });

  test("shows how far it is while the page goes on, and ends when something else is looked for", async () => {
    const { page } = await finding(longTrace(30_000), "");
    // Timers fire only when the test says so, and each look at the clock takes longer than a slice.
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1000);
    await page.evaluate(() => {
      let now = 0;
      performance.now = () => (now += 10);
    });
    await field(page).fill('handles "token(1)"');
    await expect.poll(() => count(page).textContent()).toMatch(/^\d+ so far · 0 %$/);
    await page.clock.runFor(20);
    await expect.poll(() => count(page).textContent()).toMatch(/ so far · [1-9]\d? %$/);
    expect(await page.getByRole("progressbar", { name: "Searching" }).count()).toBe(1);
    // The next search is done at once; of the one before it nothing more is heard.
    await page.evaluate(() => (performance.now = () => 0));
    await field(page).fill("kind:end");
    await expect.poll(() => count(page).textContent()).toBe("1 of 1");
    await page.clock.runFor(10_000);
    expect(await count(page).textContent()).toBe("1 of 1");
    expect(await page.getByRole("progressbar").count()).toBe(0);
  });
});
