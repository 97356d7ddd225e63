import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Stage, type Panel } from "./support/panel.ts";
import { shopTrace } from "./support/traces.ts";

let stage: Stage;
let panel: Panel;

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => panel.close());
afterAll(() => stage[Symbol.asyncDispose]());

const sold = shopTrace().events.findIndex(({ kind, node }) => kind === "deliver" && node === 1);

test("a click with the right button offers what else could happen, and asks the extension to write it", async () => {
  panel = await stage.panel();
  await panel.show(shopTrace(), { writable: true });
  const { page } = panel;
  await page.locator(`.mark[data-event="${sold}"]`).click({ button: "right" });
  const menu = page.getByRole("menu", { name: "Instead of: " });
  await expect
    .poll(() => menu.getByRole("menuitem").allTextContents())
    .toEqual(expect.arrayContaining(["Drop this message", "Deliver it twice"]));
  // The menu can be read and used by keys alone.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Drop this message");
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  await page.locator(`.mark[data-event="${sold}"]`).click({ button: "right" });
  await menu.getByRole("menuitem", { name: "Deliver it twice" }).click();
  await expect
    .poll(() => panel.sent("intervene"))
    .toEqual([{ kind: "intervene", step: sold, what: "duplicate" }]);
});

test("the key asks what, for the event of the play head", async () => {
  panel = await stage.panel();
  await panel.show(shopTrace(), { writable: true });
  await panel.post({ kind: "goTo", step: sold });
  await panel.page.getByText(`${sold + 1} / `).waitFor();
  await panel.page.keyboard.press("x");
  await expect.poll(() => panel.sent("intervene")).toEqual([{ kind: "intervene", step: sold }]);
});

test("nothing is offered where nothing can be written", async () => {
  panel = await stage.panel();
  await panel.show(shopTrace());
  await panel.page.locator(`.mark[data-event="${sold}"]`).click({ button: "right" });
  await panel.page.keyboard.press("x");
  // A later answer of the page to a key shows that both had their turn.
  await panel.page.keyboard.press("Home");
  await expect.poll(() => panel.sent("position")).not.toEqual([]);
  expect(await panel.page.getByRole("menu").count()).toBe(0);
  expect(await panel.sent("intervene")).toEqual([]);
});
