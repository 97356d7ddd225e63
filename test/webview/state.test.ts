import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Trace } from "../../src/trace/trace.ts";
import type { Value } from "../../src/trace/value.ts";
import { contrastsOf } from "./support/contrast.ts";
import { Stage, type Panel, type PanelOptions } from "./support/panel.ts";
import { TraceBuilder } from "./support/traceBuilder.ts";
import { longTrace, shopTrace } from "./support/traces.ts";

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

/** A node whose one field has each of these values in turn, an event apart. */
function valuesInTurn(...values: readonly Value[]): Trace {
  const run = new TraceBuilder([{ name: "shop", kind: "node", type: "Shop" }]);
  run.start(0, { field: values[0] });
  for (const [index, value] of values.slice(1).entries()) {
    const sent = run.at(10 * index).send("send", 0, 0, "set", [], 5);
    run.at(10 * index + 5).deliver(sent, { field: value });
  }
  return run.build("Values");
}

const rowsOf = ({ page }: Panel) => page.getByRole("treeitem").allTextContents();

describe("a value of the state", () => {
  const before: Value = { stock: 1, buyers: ["ana"], old: true };
  const after: Value = { stock: 0, buyers: ["ana", "bo"], fresh: { $set: ["x"] } };

  test("opens by Enter, follows the steps, with what they changed marked, and closes by Escape", async () => {
    const { page, ...panel } = await shown(valuesInTurn(before, after)).then((opened) => ({
      page: opened.page,
      rows: () => rowsOf(opened),
    }));
    await page.keyboard.press("Home");
    await page.locator("td").first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("tree", { name: "shop · field" }).waitFor();
    await expect.poll(panel.rows).toEqual(["▾3 fields", "stock: 1", '▸buyers: ["ana"]', "old: true"]);
    await page.keyboard.press("Tab");
    for (let step = 0; step < 2; step++) await page.keyboard.press("ArrowRight");
    await expect
      .poll(panel.rows)
      .toEqual([
        "▾±changed 3 fields",
        "±changed stock: 1 → 0",
        '▸±changed buyers: ["ana"] → ["ana", "bo"]',
        '▸+added fresh: Set(1) {"x"}',
        "−removed old: true",
      ]);
    await page.getByRole("tree").focus();
    await page.keyboard.press("Escape");
    await page.getByRole("tree").waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TD");
  });

  test("is a tree under the arrow keys", async () => {
    const panel = await shown(valuesInTurn(after));
    const { page } = panel;
    await page.locator("td").first().click();
    const step = await page.locator(".position").textContent();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowDown"]) {
      await page.keyboard.press(key);
    }
    const active = page.locator("[role=treeitem][aria-selected=true]");
    await expect.poll(() => active.textContent()).toBe('1: "bo"');
    expect(await active.getAttribute("aria-level")).toBe("3");
    expect(await page.getByRole("tree").getAttribute("aria-activedescendant")).toBe(
      await active.getAttribute("id"),
    );
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => active.textContent()).toBe('▸buyers: ["ana", "bo"]');
    expect(await active.getAttribute("aria-expanded")).toBe("false");
    expect(await page.locator(".position").textContent()).toBe(step);
  });

  test("is copied whole", async () => {
    const panel = await shown(valuesInTurn(after));
    await panel.page.locator("td").first().click();
    await panel.page.getByRole("button", { name: "Copy the whole value as JSON" }).click();
    await expect
      .poll(async () => (await panel.sent("copy")).map(({ what }) => what))
      .toEqual(["field of shop"]);
    expect(JSON.parse((await panel.sent("copy"))[0].text)).toEqual(after);
  });

  test("of five million characters is shown a piece at a time", async () => {
    const text = "long text ".repeat(500_000);
    const panel = await shown(valuesInTurn(text, `${text}!`));
    const { page } = panel;
    await page.locator("td").first().click();
    const lengths = async () => (await rowsOf(panel)).map(({ length }) => length);
    await expect.poll(async () => (await lengths())[1]).toBe(5_000);
    await page.getByRole("treeitem").last().click();
    await expect.poll(async () => (await lengths())[1]).toBe(10_000);
    const total = await page.evaluate(() => document.body.textContent.length);
    expect(total).toBeLessThan(50_000);
    await page.getByRole("button", { name: "Copy the whole value as JSON" }).click();
    await expect.poll(async () => (await panel.sent("copy"))[0]?.text.length).toBe(5_000_003);
  });

  test.each(["dark", "light", "hc-dark", "hc-light"] as const)(
    "has text that can be read in %s",
    async (theme) => {
      for (const trace of [valuesInTurn(before, after), shopTrace()]) {
        const { page } = await shown(trace, { theme });
        const changes = trace.events.findLast(({ kind, ...event }) => kind !== "start" && "state" in event)!;
        for (let step = trace.events.length - 1; step > changes.index; step--)
          await page.keyboard.press("ArrowLeft");
        await page.locator("td.changed").last().click();
        await page.getByRole("treeitem").nth(1).waitFor();
        const contrasts = await contrastsOf(page, ".state-panel *");
        expect(contrasts.length).toBeGreaterThan(12);
        expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      }
    },
  );
});

describe("the table of the state", () => {
  test("is walked through by the arrow keys, which step again after Escape", async () => {
    const { page } = await shown(shopTrace());
    await page.locator("td").first().focus();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    const position = await page.locator(".position").textContent();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await expect.poll(focused).toBe('["bo"]');
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    await expect.poll(focused).toBe("0");
    expect(await page.locator("td[tabindex='0']").count()).toBe(1);
    expect(await page.locator(".position").textContent()).toBe(position);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    await expect.poll(() => page.locator(".position").textContent()).toBe(`1 / ${shopTrace().events.length}`);
  });

  test("is copied as Markdown and as JSON", async () => {
    const panel = await shown(shopTrace());
    const copy = async (form: string) => {
      await panel.page.getByRole("button", { name: "Copy the state of all nodes" }).click();
      await panel.page.getByRole("menuitem", { name: form }).click();
    };
    await copy("as Markdown");
    await copy("as JSON");
    await expect.poll(async () => (await panel.sent("copy")).length).toBe(2);
    const [markdown, json] = await panel.sent("copy");
    expect(markdown.text).toBe(
      [
        "| state | london | new-york | tokyo |",
        "| --- | --- | --- | --- |",
        "| stock | 0 | 0 | 0 |",
        '| buyers | \\["ana"\\] | \\["ana"\\] | \\["bo"\\] |',
        "",
      ].join("\n"),
    );
    expect(JSON.parse(json.text)).toMatchObject({ tokyo: { stock: 0, buyers: ["bo"] } });
  });

  test("of 60 nodes keeps its names, and the node of the step, in view", async () => {
    const { page } = await shown(longTrace(600, 60));
    const places = () =>
      page.evaluate(() => {
        const box = (selector: string) =>
          document.querySelector(`.state-panel ${selector}`)!.getBoundingClientRect();
        const [names, here] = [box(".corner-cell"), box("thead .here")];
        return { names: names.left, free: here.left - names.right, right: window.innerWidth - here.right };
      });
    const seen = new Set<string | null>();
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("ArrowLeft");
      await page.getByText(`${601 - step} / 602`).waitFor();
      if ((await page.locator("thead .here").count()) === 0) continue;
      seen.add(await page.locator("thead .here").textContent());
      const { names, free, right } = await places();
      expect(names).toBe(0);
      expect(free).toBeGreaterThanOrEqual(-1);
      expect(right).toBeGreaterThanOrEqual(-1);
    }
    expect(seen.size).toBeGreaterThan(3);
  });

  test("of thousands of nodes shows a hundred of them, those of the step, and leads to the others", async () => {
    const run = new TraceBuilder(
      Array.from({ length: 3_000 }, (_, node) => ({ name: `node-${node + 1}`, kind: "node", type: "Peer" })),
    );
    // Nodes that never start keep the trace small: their vectors would be as long as they are many.
    run.start(0, { count: 1 });
    run.start(250, { count: 2 });
    const { page } = await shown(run.build("Many"));
    await page.keyboard.press("Home");
    await page.locator("thead .here", { hasText: /^node-1$/ }).waitFor();
    expect(await page.locator(".state-panel td").count()).toBe(100);
    await page.keyboard.press("ArrowRight");
    await page.locator("thead .here", { hasText: /^node-251$/ }).waitFor();
    await page.getByTitle("200 nodes before these").click();
    await page.locator("thead th", { hasText: /^node-101$/ }).waitFor();
  });
});

describe("what is said", () => {
  test("is the last one of many quick steps only", async () => {
    const { page } = await shown(longTrace(200));
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const region = document.querySelector("[aria-live]")!;
      new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    // However slow the machine is, the steps are quick.
    await page.clock.install();
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    for (let step = 0; step < 20; step++) await page.keyboard.press("ArrowLeft");
    await page.getByText("182 / 202").waitFor();
    await page.clock.runFor(2_000);
    await expect.poll(() => page.locator("[aria-live]").textContent()).toContain("Step 182 of 202");
    expect(await page.evaluate(() => Reflect.get(window, "said") as unknown[])).toHaveLength(1);
  });

  test("names the check that a step breaks", async () => {
    const { page } = await shown(shopTrace());
    const broken = shopTrace().events.findIndex(({ kind, node }) => kind === "deliver" && node === 2);
    await page.locator(`.mark[data-event="${broken}"]`).click();
    await expect
      .poll(() => page.locator("[aria-live]").textContent())
      .toContain('tokyo handles buy("bo"). Violated: sold at most once: 2 people own the item');
  });
});
