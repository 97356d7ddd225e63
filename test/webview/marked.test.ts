import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { formatPart } from "../../src/trace/runPart.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { contrastsOf } from "./support/contrast.ts";
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

/** The part that is marked, as the panel says it: `events 3–7`; nothing without a mark. */
async function marked(panel: Panel): Promise<string | undefined> {
  const part = (await panel.state())?.view.marked;
  const bracket = await panel.page.locator(".marked-bracket").count();
  // What is remembered is on show, unless it is out of view.
  return part ? formatPart(part) : bracket > 0 ? "a bracket without a part" : undefined;
}

/** Where an event of a lifeline stands in the window. */
async function yOf(page: Page, event: number): Promise<number> {
  const box = (await page.locator(`.mark[data-event="${event}"]`).boundingBox())!;
  return box.y + box.height / 2;
}

async function dragAxis(page: Page, from: number, to: number): Promise<void> {
  const { x } = (await page.locator(".axis").boundingBox())!;
  await page.mouse.move(x + 20, from);
  await page.mouse.down();
  await page.mouse.move(x + 20, (from + to) / 2);
  await page.mouse.move(x + 20, to);
  await page.mouse.up();
}

const trace = shopTrace();
const { length } = trace.events;
const find = (kind: string, node: number) =>
  trace.events.findIndex((event) => event.kind === kind && event.node === node);
const sold = find("deliver", 1);
const heal = trace.events.findIndex(({ kind }) => kind === "heal");

describe("marking a part of the run", () => {
  test("by a drag along the axis, which leaves the play head where it is", async () => {
    const panel = await shown(trace);
    const { page } = panel;
    const [top, bottom] = [await yOf(page, find("deliver", 0)), await yOf(page, sold)];
    await dragAxis(page, bottom + 6, top - 6);
    const [first] = [find("invoke", 3)];
    await expect.poll(() => marked(panel)).toBe(`events ${first + 1}–${sold + 1}`);
    expect(await page.locator(".marked-length span").allTextContents()).toEqual([
      `${sold - first + 1} events`,
      "57 ms",
    ]);
    await page.getByText(`${length} / ${length}`).waitFor();
    // It lies over what it holds, and over nothing else.
    const ground = (await page.locator(".marked-ground").boundingBox())!;
    expect(ground.y).toBeLessThan(top);
    expect(ground.y + ground.height).toBeGreaterThan(bottom);
    expect(ground.y + ground.height).toBeLessThan(bottom + 30);
  });

  test("by a drag that leaves the picture, which scrolls along", async () => {
    const panel = await shown(longTrace(3000));
    const { page } = panel;
    const axis = (await page.locator(".scroller").boundingBox())!;
    const { x } = (await page.locator(".axis").boundingBox())!;
    await page.mouse.move(x + 20, axis.y + 120);
    await page.mouse.down();
    await page.mouse.move(x + 20, axis.y + axis.height + 60);
    const top = () => page.locator(".scroller").evaluate(({ scrollTop }) => scrollTop);
    await expect.poll(top).toBeGreaterThan(1000);
    await page.mouse.up();
    const reached = await top();
    await expect.poll(() => panel.state().then((state) => state?.view.marked?.to)).toBeGreaterThan(60);
    await page.locator(".marked-length").waitFor();
    expect(await top()).toBe(reached);
  });

  test("by Shift and a click on a second event; again from where it began", async () => {
    const panel = await shown(trace);
    const { page } = panel;
    await page.locator(`.mark[data-event="${sold}"]`).click();
    await page
      .locator(".mark.invoke")
      .first()
      .click({ modifiers: ["Shift"] });
    await expect.poll(() => marked(panel)).toBe(`events ${find("invoke", 3) + 1}–${sold + 1}`);
    await page.getByText(`${find("invoke", 3) + 1} / ${length}`).waitFor();
    await page.locator(`.mark[data-event="${find("deliver", 2)}"]`).click({ modifiers: ["Shift"] });
    await expect.poll(() => marked(panel)).toBe(`events ${find("deliver", 2) + 1}–${sold + 1}`);
  });

  test("by Shift and the keys that step, from the play head", async () => {
    const panel = await shown(trace);
    const { page } = panel;
    await page.keyboard.press("Home");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => marked(panel)).toBe("events 5–8");
    await page.getByText(`8 / ${length}`).waitFor();
    for (let i = 0; i < 5; i++) await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(() => marked(panel)).toBe("events 3–5");
    // One steps through what is marked without losing it; Shift then begins anew.
    await page.keyboard.press("ArrowRight");
    await page.getByText(`4 / ${length}`).waitFor();
    await expect.poll(() => marked(panel)).toBe("events 3–5");
    await page.keyboard.press("Shift+End");
    await expect.poll(() => marked(panel)).toBe(`events 4–${length}`);
    await page.keyboard.press("Shift+Home");
    await expect.poll(() => marked(panel)).toBe("events 1–4");
  });

  test("goes on from where a drag ended", async () => {
    const panel = await shown(trace);
    await dragAxis(panel.page, (await yOf(panel.page, sold)) - 6, (await yOf(panel.page, sold)) + 6);
    await expect.poll(() => marked(panel)).toBe(`event ${sold + 1}`);
    await panel.page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => marked(panel)).toBe(`events ${sold + 1}–${sold + 2}`);
  });

  test("takes what is lit: an operation, the causes and effects, or the message", async () => {
    const panel = await shown(trace);
    const { page } = panel;
    await page.locator(`.mark[data-event="${sold}"]`).click();
    await page.keyboard.press("o");
    await page.keyboard.press("r");
    await expect.poll(() => marked(panel)).toBe(`events ${find("invoke", 3) + 1}–${sold + 1}`);
    await page.keyboard.press("c");
    await page.getByRole("button", { name: "Find and explain" }).click();
    await page.getByRole("menuitem", { name: "Mark what is lit" }).click();
    await expect.poll(() => marked(panel)).toBe(`events 1–${sold + 1}`);
    await page.keyboard.press("c");
    await page.keyboard.press("r");
    const send = trace.events.findIndex((event) => event.kind === "send" && event.to === 1);
    await expect.poll(() => marked(panel)).toBe(`events ${send + 1}–${sold + 1}`);
  });

  test("on the minimap with Shift, which scrolls nothing", async () => {
    const panel = await shown(longTrace(3000));
    const { page } = panel;
    const map = (await page.locator(".minimap").boundingBox())!;
    await page.keyboard.down("Shift");
    await page.mouse.move(map.x + 20, map.y + map.height / 4);
    await page.mouse.down();
    await page.mouse.move(map.x + 20, map.y + map.height / 2);
    await page.mouse.up();
    await page.keyboard.up("Shift");
    const part = async () => (await panel.state())?.view.marked;
    await expect.poll(async () => (await part())?.from).toBeGreaterThan(500);
    expect((await part())?.to).toBeGreaterThan(1200);
    const band = (await page.locator(".minimap-marked").boundingBox())!;
    expect(band.y).toBeCloseTo(map.y + map.height / 4, -1);
    expect(band.height).toBeCloseTo(map.height / 4, -1);
    expect(await page.locator(".scroller").evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  });

  test("is spoken", async () => {
    const { page } = await shown(trace);
    const spoken = () => page.locator("[aria-live]").textContent();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+ArrowRight");
    await expect
      .poll(spoken)
      .toBe(`Step 2 of ${length}: new-york starts. Marked: events 1 to 2, 2 events, 0 ms`);
    await page.keyboard.press("ArrowRight");
    await expect.poll(spoken).toBe(`Step 3 of ${length}: tokyo starts`);
    await page.keyboard.press("Escape");
    await expect.poll(spoken).toBe("Nothing is marked");
  });
});

/** The same run after an edit that puts a note before it. */
function withNote(run: Trace): Trace {
  const note = { ...run.events[0], kind: "note", text: "new" };
  const events = [note, ...run.events].map((event, index) => ({
    ...event,
    index,
    ...(event.cause === undefined ? {} : { cause: event.cause + 1 }),
  }));
  const later = <T extends { readonly event?: number }>(what: T): T =>
    what.event === undefined ? what : { ...what, event: what.event + 1 };
  const checks = run.checks.map((check) => ({ ...later(check), copies: check.copies?.map(later) }));
  return { ...run, events: events as Trace["events"], checks };
}

describe("a marked part", () => {
  /** A panel in which the part from when the item is sold to when the cut is healed is marked. */
  async function withMark(options?: PanelOptions): Promise<Panel> {
    const panel = await shown(trace, options);
    await panel.page.locator(`.mark[data-event="${sold}"]`).click();
    for (let event = sold; event < heal; event++) await panel.page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => marked(panel)).toBe(`events ${sold + 1}–${heal + 1}`);
    return panel;
  }

  test("goes away with Esc, and with a click on the ground or on the axis", async () => {
    const panel = await withMark();
    const { page } = panel;
    const again = async () => {
      await page.keyboard.press("Shift+ArrowLeft");
      await expect.poll(() => marked(panel)).toBeDefined();
    };
    await page.keyboard.press("Escape");
    await expect.poll(() => marked(panel)).toBeUndefined();
    await again();
    await page.locator(".canvas").click({ position: { x: 80, y: 300 } });
    await expect.poll(() => marked(panel)).toBeUndefined();
    await again();
    await page.locator(".axis").click({ position: { x: 20, y: 300 } });
    await expect.poll(() => marked(panel)).toBeUndefined();
  });

  test("fits the window on S", async () => {
    const panel = await shown(longTrace(3000));
    const { page } = panel;
    await page.keyboard.press("Home");
    for (let i = 0; i < 12; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("End");
    await page.keyboard.press("s");
    const view = (await page.locator(".scroller").boundingBox())!;
    const ground = page.locator(".marked-ground");
    await expect.poll(async () => (await ground.boundingBox())?.height).toBeGreaterThan(view.height / 2);
    const { y, height } = (await ground.boundingBox())!;
    expect(y).toBeGreaterThan(view.y);
    expect(y + height).toBeLessThan(view.y + view.height);
  });

  test("stays on the same events when the run is made anew, and not in another scenario", async () => {
    const panel = await withMark();
    await panel.post({
      kind: "show",
      uri: "file:///shop.scenario.ts",
      scenarios: [{ name: trace.scenario }],
      selected: 0,
      trace: withNote(trace),
    });
    await expect.poll(() => marked(panel)).toBe(`events ${sold + 2}–${heal + 2}`);
    await panel.show(troubleTrace());
    await expect.poll(() => marked(panel)).toBeUndefined();
  });

  test("is there again after a reload", async () => {
    const state = await (await withMark()).state();
    const panel = await shown(trace, { state });
    await expect.poll(() => panel.page.locator(".marked-length").textContent()).toContain("143 ms");
    expect(await marked(panel)).toBe(`events ${sold + 1}–${heal + 1}`);
  });

  test("is shown in the other run, too, and can be marked there", async () => {
    const panel = await withMark({ width: 1000 });
    const { page } = panel;
    await panel.post({ kind: "compared", other: { kind: "saved" }, trace: withNote(trace) });
    const before = page.getByRole("region", { name: "the saved file", exact: true });
    await before.locator(".marked-length").getByText("143 ms").waitFor();
    await before.locator(`.mark[data-event="${find("invoke", 3) + 1}"]`).click();
    await before.locator(`.mark[data-event="${sold + 1}"]`).click({ modifiers: ["Shift"] });
    await expect.poll(() => marked(panel)).toBe(`events ${find("invoke", 3) + 1}–${sold + 1}`);
  });

  test.each(["light", "dark", "hc-dark", "hc-light"] as const)("can be read in %s", async (theme) => {
    const { page } = await withMark({ theme });
    const contrasts = await contrastsOf(page, ".marked-length *");
    expect(contrasts.map(({ text }) => text)).toEqual([`${heal - sold + 1} events`, "143 ms"]);
    expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  });
});
