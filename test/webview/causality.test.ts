import { afterAll, beforeAll, expect, test } from "vitest";
import { Stage } from "./support/panel.ts";
import { shopTrace } from "./support/traces.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage[Symbol.asyncDispose]());

test("resting on an event says how each of its clocks came to its value", async () => {
  const panel = await stage.panel({ width: 420 });
  const trace = shopTrace();
  await panel.show(trace);
  const sold = trace.events.find(({ kind, node }) => kind === "deliver" && node === 1)!;
  await panel.page.locator(`.mark[data-event="${sold.index}"]`).hover();
  const card = panel.page.getByRole("tooltip");
  await card.waitFor();
  const lines = await card.locator("p").allTextContents();
  expect(lines.slice(2)).toEqual([
    "◷ 57 · true time",
    "L 4 · max(0, 3) + 1 = 4: 0 here before, 3 in the message from london",
    "[2 1 0 1 0] · own entry 0 + 1 = 1; from london's message: london 0 → 2, ana 0 → 1",
    expect.stringMatching(/^H 57\+0 · max\(0, 0, 57\) = 57, counter 0: /),
  ]);
  const box = (await card.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(420);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual(900);
  await panel.close();
});
