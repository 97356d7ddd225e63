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

test("nodes are hidden and moved, messages muted; it is remembered, and undone at once", async () => {
  panel = await stage.panel();
  await panel.show(shopTrace());
  const { page } = panel;
  const names = () => page.locator(".head .name").allTextContents();
  const natural = await names();
  const arrows = page.locator(".arrow");
  expect(await arrows.count()).toBe(8);

  await page.getByRole("button", { name: "Nodes and messages" }).click();
  await page.getByRole("checkbox", { name: "tokyo Shop" }).uncheck();
  await expect.poll(names).toEqual(["ana", "london", "new-york", "bo"]);
  expect(await arrows.count()).toBe(3);
  await page.getByRole("button", { name: "Move london to the right" }).click();
  await expect.poll(names).toEqual(["ana", "new-york", "london", "bo"]);
  await page.getByRole("checkbox", { name: "sold" }).uncheck();
  await expect.poll(() => arrows.count()).toBe(2);
  await page.getByRole("checkbox", { name: "Each client's operation" }).check();
  await expect.poll(() => page.locator(".arrow.tint-0").count()).toBe(2);
  const remembered = {
    hidden: ["tokyo"],
    order: ["ana", "new-york", "london", "tokyo", "bo"],
    groups: [],
  };
  await expect.poll(() => panel.state().then((state) => state?.view.arrangement)).toEqual(remembered);
  const state = await panel.state();
  expect(state?.view.muted).toEqual(["sold"]);

  await panel.close();
  panel = await stage.panel({ state });
  await panel.show(shopTrace());
  await expect.poll(() => panel.page.locator(".head .name").allTextContents()).toHaveLength(4);
  await panel.page.getByRole("button", { name: "Nodes and messages" }).click();
  await panel.page.getByRole("button", { name: "Show everything" }).click();
  await expect.poll(() => panel.page.locator(".head .name").allTextContents()).toEqual(natural);
  await expect.poll(() => panel.page.locator(".arrow").count()).toBe(8);
  expect(await panel.page.locator(".arrow[class*=tint]").count()).toBe(0);
});
