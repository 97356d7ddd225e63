import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Trace } from "../../src/trace/trace.ts";
import { contrastsOf } from "./support/contrast.ts";
import { Stage, type Panel, type PanelOptions } from "./support/panel.ts";
import { longTrace, machinesTrace, shopTrace, wireTrace } from "./support/traces.ts";

let stage: Stage;
const open: Panel[] = [];

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(async () => {
  for (const panel of open.splice(0)) await panel.close();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** The run as a table. */
async function tableOf(trace: Trace, options?: PanelOptions): Promise<Panel> {
  const panel = await stage.panel(options);
  open.push(panel);
  await panel.show(trace);
  await panel.page.getByRole("tab", { name: "Table" }).click();
  await gridOf(panel).waitFor();
  return panel;
}

const gridOf = ({ page }: Panel) => page.getByRole("grid", { name: /^Events of/ });
const selected = (panel: Panel) => gridOf(panel).locator("[aria-selected=true]");
/** Number of the row of the step, as it is shown. */
const here = async (panel: Panel) =>
  (await panel.page.locator(".event-row.here .number").textContent())?.replace(/\D/g, "");

/** Waits until the play head stands on an event, counted from 1, and its row is wholly in view below the titles. */
async function standsOn(panel: Panel, step: number): Promise<void> {
  await expect.poll(() => here(panel)).toBe(String(step));
  await expect
    .poll(() =>
      panel.page.evaluate(() => {
        const row = document.querySelector(".event-row.here")!.getBoundingClientRect();
        const grid = document.querySelector(".table-scroll")!.getBoundingClientRect();
        const head = document.querySelector(".table-head")!.getBoundingClientRect();
        return row.top >= head.bottom - 1 && row.bottom <= grid.bottom + 1;
      }),
    )
    .toBe(true);
}

const trace = shopTrace();
const total = trace.events.length;
const handled = trace.events.findIndex(({ kind, node }) => kind === "deliver" && node === 1);
const broken = trace.events.findIndex(({ kind, node }) => kind === "deliver" && node === 2);

describe("the table", () => {
  test("says of each event what the picture shows of it", async () => {
    const panel = await tableOf(trace, { width: 1200, height: 1200 });
    const row = gridOf(panel)
      .getByRole("row")
      .nth(handled + 1);
    expect(await row.getByRole("gridcell").allTextContents()).toEqual([
      String(handled + 1),
      "57 ms",
      "new-york",
      "delivered",
      'new-york handles sold("ana")',
      `#${trace.events[handled].cause! + 1}`,
      "17",
    ]);
    expect(await row.getByTitle("Show shop.scenario.ts:17 in the editor").count()).toBe(1);
    expect(panel.errors).toEqual([]);
  });

  test("is a grid that knows how long it is and where each row stands, though only those in view are there", async () => {
    const panel = await tableOf(longTrace(20_000));
    const grid = gridOf(panel);
    expect(await grid.getAttribute("aria-rowcount")).toBe("20003");
    expect(await grid.getAttribute("aria-colcount")).toBe("7");
    expect(await grid.getByRole("row").count()).toBeLessThan(100);
    await panel.page.keyboard.press("Home");
    await standsOn(panel, 1);
    expect(await selected(panel).getAttribute("aria-rowindex")).toBe("2");
    expect(await selected(panel).getByRole("gridcell").nth(4).getAttribute("aria-colindex")).toBe("5");
    const active = await grid.getAttribute("aria-activedescendant");
    expect(await selected(panel).getAttribute("id")).toBe(active);
  });

  test("has columns for the clocks that are switched on", async () => {
    const panel = await tableOf(trace, { width: 1400, height: 1200 });
    await panel.page.getByRole("button", { name: "vector" }).click();
    const titles = gridOf(panel).getByRole("columnheader");
    await expect.poll(() => titles.last().getAttribute("aria-label")).toBe("line");
    await expect.poll(() => titles.nth(6).getAttribute("aria-label")).toBe("vector");
    const cell = gridOf(panel)
      .getByRole("row")
      .nth(handled + 1)
      .getByRole("gridcell")
      .nth(6);
    expect(await cell.textContent()).toBe("[2 1 0 1 0]");
  });

  test("marks what breaks a check with a sign and a word, not by colour alone", async () => {
    const panel = await tableOf(trace, { width: 1200, height: 1200 });
    const numbers = gridOf(panel).locator(".event-row.violation .number");
    expect(await numbers.allTextContents()).toEqual(
      [broken, broken + 1, total - 2].map((event) => `✗ violated ${event + 1}`),
    );
    expect(await numbers.first().getAttribute("title")).toBe("✗ 2 people own the item");
  });

  test("lights up the events of the line under the editor's cursor", async () => {
    const panel = await tableOf(trace, { height: 1900 });
    await panel.post({ kind: "cursor", line: { file: "shop.scenario.ts", line: 12 } });
    await expect.poll(() => panel.page.locator(".event-row.lit").count()).toBe(4);
  });

  test("is still there after a reload", async () => {
    const panel = await tableOf(trace);
    await expect.poll(async () => (await panel.state())?.view.tab).toBe("table");
  });

  test.each([420, 640, 3840])("shows every column in a panel of %i px", async (width) => {
    const panel = await tableOf(trace, { width });
    const { scroll, client } = await gridOf(panel).evaluate(({ scrollWidth, clientWidth }) => ({
      scroll: scrollWidth,
      client: clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
    const sentence = (await selected(panel).locator(".what").boundingBox())!;
    expect(sentence.width).toBeGreaterThan(350);
    // What is cut off stands in the title.
    const titles = await gridOf(panel)
      .locator(".what[role=gridcell]")
      .evaluateAll((cells) => cells.every((cell) => cell.getAttribute("title") === cell.textContent));
    expect(titles).toBe(true);
  });

  test.each(["dark", "light", "hc-dark", "hc-light"] as const)(
    "has text that can be read in %s",
    async (theme) => {
      for (const shown of [shopTrace(), wireTrace(), machinesTrace()]) {
        const panel = await tableOf(shown, { theme, width: 1200, height: 1900 });
        await panel.page.keyboard.press("Home");
        for (let step = 1; step < 14; step++) await panel.page.keyboard.press("Shift+ArrowDown");
        await standsOn(panel, 14);
        const contrasts = await contrastsOf(panel.page, ".event-table :not(option)");
        expect(contrasts.length).toBeGreaterThan(80);
        expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      }
    },
  );
});

describe("the keys of the table", () => {
  test("move the step by rows and keep it in view", async () => {
    const panel = await tableOf(longTrace(3000), { height: 700 });
    for (const [key, step] of [
      ["Home", 1],
      ["ArrowDown", 2],
      ["ArrowDown", 3],
      ["ArrowUp", 2],
      ["End", 3002],
      ["ArrowDown", 3002],
      ["ArrowLeft", 3001],
    ] as const) {
      await panel.page.keyboard.press(key);
      await standsOn(panel, step);
    }
    await panel.page.keyboard.press("PageUp");
    await expect.poll(async () => Number(await here(panel))).toBeLessThan(2998);
    const page = 3001 - Number(await here(panel));
    await panel.page.keyboard.press("PageDown");
    await standsOn(panel, 3001);
    expect(page).toBeLessThan(30);
  });

  test("play and show the line as elsewhere", async () => {
    const panel = await tableOf(trace);
    await gridOf(panel).focus();
    await panel.page.keyboard.press("Home");
    for (let step = 0; step < handled; step++) await panel.page.keyboard.press("ArrowDown");
    await standsOn(panel, handled + 1);
    await panel.page.keyboard.press("Enter");
    const location = { file: "shop.scenario.ts", line: 17, column: 5 };
    await expect.poll(() => panel.sent("reveal")).toEqual([{ kind: "reveal", location, focus: true }]);
    await panel.page.keyboard.press("Space");
    await panel.page.getByRole("button", { name: "Pause" }).waitFor();
  });

  test("select rows with Shift, and copy them", async () => {
    const panel = await tableOf(trace);
    await panel.page.keyboard.press("Home");
    await panel.page.keyboard.press("Control+c");
    await panel.page.keyboard.press("Shift+ArrowDown");
    await panel.page.keyboard.press("Shift+ArrowDown");
    await expect.poll(() => selected(panel).count()).toBe(3);
    await panel.page.keyboard.press("Control+c");
    await panel.page.getByRole("button", { name: "Copy the selected rows" }).click();
    await panel.page.getByRole("menuitem", { name: "as Markdown" }).click();
    await expect
      .poll(() => panel.sent("copy"))
      .toEqual([
        { kind: "copy", text: "1\t0 ms\tlondon\tstart\tlondon starts\t\t\n", what: "1 event" },
        {
          kind: "copy",
          text: ["london", "new-york", "tokyo"]
            .map((name, index) => `${index + 1}\t0 ms\t${name}\tstart\t${name} starts\t\t\n`)
            .join(""),
          what: "3 events",
        },
        {
          kind: "copy",
          text: [
            "| # | time | node | kind | what happened | cause | line |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            "| 1 | 0 ms | london | start | london starts |  |  |",
            "| 2 | 0 ms | new-york | start | new-york starts |  |  |",
            "| 3 | 0 ms | tokyo | start | tokyo starts |  |  |",
            "",
          ].join("\n"),
          what: "3 events as Markdown",
        },
      ]);
    await panel.page.keyboard.press("ArrowDown");
    await expect.poll(() => selected(panel).count()).toBe(1);
  });

  test("stay with the menus of the titles", async () => {
    const panel = await tableOf(trace);
    await panel.page.getByRole("combobox", { name: "Only events of kind" }).focus();
    await panel.page.keyboard.press("Home");
    expect(await here(panel)).toBe(String(total));
  });
});

describe("the pointer in the table", () => {
  test("selects a row and shows its line; two clicks move the focus there", async () => {
    const panel = await tableOf(trace, { height: 1900 });
    const row = gridOf(panel)
      .getByRole("row")
      .nth(handled + 1);
    await row.click();
    await standsOn(panel, handled + 1);
    const location = { file: "shop.scenario.ts", line: 17, column: 5 };
    await expect.poll(() => panel.sent("reveal")).toEqual([{ kind: "reveal", location, focus: false }]);
    await row.dblclick();
    await expect
      .poll(async () => (await panel.sent("reveal")).at(-1))
      .toEqual({ kind: "reveal", location, focus: true });
    await gridOf(panel)
      .getByRole("row")
      .nth(handled + 3)
      .click({ modifiers: ["Shift"] });
    await expect.poll(() => selected(panel).count()).toBe(3);
  });

  test("follows the cause, also to an event that the filter leaves out", async () => {
    const panel = await tableOf(trace, { height: 1900 });
    await panel.page.getByRole("combobox", { name: "Only events of kind" }).selectOption("lost");
    await expect.poll(() => gridOf(panel).getByRole("row").count()).toBe(4);
    const lost = trace.events.find(({ kind }) => kind === "drop")!;
    await gridOf(panel)
      .getByRole("button", { name: `#${lost.cause! + 1}` })
      .click();
    await standsOn(panel, lost.cause! + 1);
    expect(await gridOf(panel).getAttribute("aria-rowcount")).toBe(String(total + 1));
  });
});

test("the filters show the events of a node and of a kind, and keep them when the run changes", async () => {
  const panel = await tableOf(trace, { height: 1900 });
  await panel.page.getByRole("combobox", { name: "Only events of node" }).selectOption("tokyo");
  const of = trace.events.filter(({ node, kind }) => (node === undefined ? kind === "drop" : node === 2));
  await panel.page.getByText(`${of.length} of ${total} events`).waitFor();
  await panel.page.getByRole("combobox", { name: "Only events of kind" }).selectOption("delivered");
  await expect
    .poll(() => gridOf(panel).locator(".what[role=gridcell]").allTextContents())
    .toEqual(['tokyo handles buy("bo")']);
  // The step stands on the last event, which has no row: the arrow leads from there to the nearest one.
  expect(await selected(panel).count()).toBe(0);
  await panel.page.keyboard.press("ArrowUp");
  await standsOn(panel, broken + 1);
  const other = wireTrace();
  await panel.post({ kind: "show", uri: "file:///b", scenarios: [{ name: "b" }], selected: 0, trace: other });
  await panel.page.getByText("No event is of this kind and at this node.").waitFor();
  await panel.page.getByRole("button", { name: "show all" }).click();
  await expect.poll(() => gridOf(panel).getAttribute("aria-rowcount")).toBe(String(other.events.length + 1));
});

test("only what Find has found is shown on request, and of that a node or a kind", async () => {
  const panel = await tableOf(trace, { height: 1900 });
  const { page } = panel;
  const only = page.getByRole("button", { name: "Only found" });
  const query = page.getByRole("textbox", { name: "Find" });
  const shown = async () =>
    (await gridOf(panel).locator(".number[role=gridcell]").allTextContents()).map(
      (text) => Number(text.replace(/\D/g, "")) - 1,
    );
  const of = (wanted: (event: Trace["events"][number]) => boolean) =>
    trace.events.filter(wanted).map(({ index }) => index);
  const all = of(() => true);

  expect(await only.count()).toBe(0);
  await page.keyboard.press("Control+f");
  await query.fill("kind:deliver");
  await only.click();
  await expect.poll(shown).toEqual(of(({ kind }) => kind === "deliver"));
  await page.getByText(`${of(({ kind }) => kind === "deliver").length} of ${total} events`).waitFor();
  await page.getByRole("combobox", { name: "Only events of node" }).selectOption("tokyo");
  await expect.poll(shown).toEqual([broken]);
  await page.getByRole("combobox", { name: "Only events of node" }).selectOption("any node");
  // Another search, another table.
  await query.fill("kind:drop");
  await expect.poll(shown).toEqual(of(({ kind }) => kind === "drop"));
  await query.fill("paris");
  await page.getByText("Nothing was found.").waitFor();
  await query.fill("");
  await expect.poll(shown).toEqual(all);
  await query.fill("kind:drop");
  await expect.poll(shown).toEqual(of(({ kind }) => kind === "drop"));
  await page.getByRole("button", { name: "show all" }).click();
  await expect.poll(shown).toEqual(all);
  await only.click();
  await query.press("Escape");
  await expect.poll(shown).toEqual(all);
  expect(await only.count()).toBe(0);
});

test("what was found in one run is not looked up in the next, shorter one", async () => {
  const panel = await tableOf(longTrace(500), { height: 1900 });
  const { page } = panel;
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find" }).fill("kind:deliver");
  await page.getByRole("button", { name: "Only found" }).click();
  await panel.post({ kind: "show", uri: "file:///b", scenarios: [{ name: "b" }], selected: 0, trace });
  const delivered = trace.events.filter(({ kind }) => kind === "deliver").length;
  await page.getByText(`${delivered} of ${total} events`).waitFor();
  expect(panel.errors).toEqual([]);
});

test("a run that is longer than a browser can scroll has its first and its last row in view", async () => {
  const panel = await tableOf(trace);
  // Made in the page, since a million events are a long message.
  await panel.page.evaluate(
    ({ json, count }) => {
      const base = JSON.parse(json) as { events: unknown[] };
      const last = base.events.length - 1;
      const events = Array.from({ length: count }, (_, index) =>
        index < last
          ? base.events[index]
          : { index, time: 200 + index, kind: "note", text: `note ${index + 1}` },
      );
      window.postMessage(
        {
          kind: "show",
          uri: "file:///long",
          scenarios: [{ name: "long" }],
          selected: 0,
          trace: { ...base, scenario: "long", events },
        },
        "*",
      );
    },
    { json: JSON.stringify(trace), count: 1_000_000 },
  );
  await panel.page.getByRole("grid", { name: "Events of long" }).waitFor();
  for (const [key, step] of [
    ["Home", 1],
    ["End", 1_000_000],
    ["ArrowUp", 999_999],
    ["ArrowUp", 999_998],
  ] as const) {
    await panel.page.keyboard.press(key);
    await standsOn(panel, step);
  }
  const { height, rows } = await gridOf(panel).evaluate((grid) => ({
    height: grid.scrollHeight,
    rows: grid.querySelectorAll(".event-row").length,
  }));
  expect(height).toBeLessThan(16_000_000);
  expect(rows).toBeLessThan(100);
  // Also by the scroll bar.
  await gridOf(panel).evaluate((grid) => (grid.scrollTop = grid.scrollHeight));
  await panel.page.locator("#event-999999").waitFor();
  await gridOf(panel).evaluate((grid) => (grid.scrollTop = grid.scrollHeight / 2));
  await expect
    .poll(async () => Number(await panel.page.locator(".event-row .number").nth(20).textContent()))
    .toBeGreaterThan(499_000);
  expect(panel.errors).toEqual([]);
});

test("texts from scenarios are never markup", async () => {
  const attack = `<img src=x onerror="window.attacked=1">`;
  const hostile = JSON.parse(
    JSON.stringify(shopTrace()).replaceAll("london", "HOSTILE"),
    (_, value: unknown) => (typeof value === "string" ? value.replaceAll("HOSTILE", attack) : value),
  ) as Trace;
  const panel = await tableOf(hostile, { height: 1900 });
  await gridOf(panel)
    .getByRole("gridcell", { name: `${attack} starts`, exact: true })
    .waitFor();
  expect(await panel.page.locator("img").count()).toBe(0);
  expect(await panel.page.evaluate(() => Reflect.get(window, "attacked") as unknown)).toBeUndefined();
});
