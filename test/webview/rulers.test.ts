import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { parseXml, withClass } from "../unit/exporters/xml.ts";
import { Stage, type Panel } from "./support/panel.ts";
import { clocksTrace } from "./support/traces.ts";

let stage: Stage;
let panel: Panel;

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => panel.close());
afterAll(() => stage[Symbol.asyncDispose]());

const trace = clocksTrace();
const jump = trace.events.findIndex((event) => event.kind === "clock" && event.by === "jump");

test("wall clocks stand to scale beside the lifelines on request; it is remembered and exported", async () => {
  panel = await stage.panel();
  await panel.show(trace);
  const { page } = panel;
  const rulers = page.locator(".ruler");
  const toggle = page.getByRole("button", { name: "Each node's own clock to scale" });
  expect(await rulers.count()).toBe(0);
  await toggle.click();
  await expect.poll(() => rulers.count()).toBe(3);
  expect(await page.locator(".ruler-amount").allTextContents()).toEqual([
    "+150 ms",
    "+60 ms",
    "still for 60 ms",
  ]);
  await page.keyboard.press("k");
  await expect.poll(() => rulers.count()).toBe(0);
  await page.keyboard.press("k");
  await expect.poll(() => rulers.count()).toBe(3);
  await expect.poll(async () => (await panel.state())?.view.rulers).toBe(true);
  await panel.post({ kind: "export", format: "svg", part: "run" });
  await expect.poll(async () => (await panel.sent("exported")).length).toBe(1);
  const [exported] = await panel.sent("exported");
  if ("problem" in exported) throw new Error(exported.problem);
  expect(withClass(parseXml(exported.content as string), "ruler")).toHaveLength(3);

  const state = await panel.state();
  await panel.close();
  panel = await stage.panel({ state });
  await panel.show(trace);
  await expect.poll(() => panel.page.locator(".ruler").count()).toBe(3);
  await panel.page.getByRole("button", { name: "Each node's own clock to scale", pressed: true }).waitFor();
});

test("the sign of a jump leads to what set the clock", async () => {
  panel = await stage.panel();
  await panel.show(trace);
  const { page } = panel;
  await page.keyboard.press("k");
  await page.locator(`.clock-jump[data-event="${jump}"]`).click({ force: true });
  await page.getByText(`${jump + 1} / ${trace.events.length}`).waitFor();
});

test("showing everything again leaves the rulers, and the table has no switch for them", async () => {
  panel = await stage.panel();
  await panel.show(trace);
  const { page } = panel;
  await page.keyboard.press("k");
  await page.getByRole("button", { name: "Nodes and messages" }).click();
  await page.getByRole("checkbox", { name: "paris Shop" }).uncheck();
  await expect.poll(() => page.locator(".ruler").count()).toBe(2);
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect.poll(() => page.locator(".ruler").count()).toBe(3);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Table" }).click();
  await expect
    .poll(() => page.getByRole("button", { name: "Each node's own clock to scale" }).count())
    .toBe(0);
});
