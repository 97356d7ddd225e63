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

async function shown() {
  panel = await stage.panel();
  await panel.show(shopTrace());
  await panel.page.getByRole("region", { name: /^Diagram of/ }).focus();
  return panel.page;
}

const trace = shopTrace();
const handled = trace.events.find(({ kind, node }) => kind === "deliver" && node === 1)!.index;

test("why something happened is told message by message, and each entry leads there", async () => {
  const page = await shown();
  await page.locator(`.mark[data-event="${handled}"]`).click();
  await page.keyboard.press("w");
  const why = page.getByRole("region", { name: /^Why/ });
  await why.getByText("london sends sold").first().waitFor();
  await why.getByText('ana asks london for buy("ana")').first().click();
  const invoke = trace.events.find(({ kind }) => kind === "invoke")!.index;
  await page.getByText(`${invoke + 1} / ${trace.events.length}`).waitFor();
});

test("a pinned event is marked, and held against whichever is selected", async () => {
  const page = await shown();
  const invoke = trace.events.find(({ kind }) => kind === "invoke")!.index;
  await page.locator(`.mark[data-event="${invoke}"]`).click();
  await page.keyboard.press("p");
  await page.locator(".glow.pinned").waitFor();
  await page.locator(`.mark[data-event="${handled}"]`).click();
  await page.getByText(`#${invoke + 1} happened before #${handled + 1}`).waitFor();
  await page.locator(`.mark[data-event="${handled}"]`).click();
  await page.keyboard.press("p");
  await page.getByText(`#${handled + 1} is the selected event itself`).waitFor();
  await page.keyboard.press("p");
  await page.locator(".glow.pinned").waitFor({ state: "detached" });
});

test("the way from the pinned to the selected event is marked, and so are the causes that are listed", async () => {
  const page = await shown();
  const invoke = trace.events.find(({ kind }) => kind === "invoke")!.index;
  const marked = page.locator(".causal-way .line");
  const signs = page.locator(".causal-way .sign");
  await page.locator(`.mark[data-event="${invoke}"]`).click();
  await page.keyboard.press("p");
  await page.getByText(`#${invoke + 1} is the selected event itself`).waitFor();
  expect(await marked.count()).toBe(0);
  // ana asks london, and london tells new-york.
  await page.locator(`.mark[data-event="${handled}"]`).click();
  await expect.poll(() => marked.count()).toBe(2);
  expect(await signs.count()).toBe(2);
  const ways = () => marked.evaluateAll((lines) => lines.map((line) => line.getAttribute("d")!));
  const arrows = await page
    .locator(".arrow .line")
    .evaluateAll((lines) => lines.map((line) => line.getAttribute("d")!));
  for (const way of await ways()) expect(arrows).toContain(way);
  // The other way round it is the same way.
  await page.keyboard.press("p");
  await page.locator(`.mark[data-event="${invoke}"]`).click();
  await expect.poll(() => marked.count()).toBe(2);
  // Neither can know of the other.
  const beside = trace.events.find(({ kind, node }) => kind === "deliver" && node === 2)!.index;
  await page.locator(`.mark[data-event="${beside}"]`).click();
  await page.getByText(/are concurrent: neither can know of the other/).waitFor();
  expect(await marked.count()).toBe(0);
  // bo asks tokyo.
  await page.keyboard.press("w");
  await expect.poll(() => marked.count()).toBe(1);
  await page.getByRole("region", { name: /^Why/ }).getByRole("button", { name: "Close" }).click();
  await expect.poll(() => marked.count()).toBe(0);
});

test("pairs whose timestamps mislead are stepped through, and end with the run", async () => {
  const page = await shown();
  await page.keyboard.press("m");
  const pairs = page.getByRole("region", { name: /timestamps/i });
  await pairs
    .getByRole("tab", { name: "Lamport", exact: true })
    .or(pairs.getByRole("button", { name: "Lamport", exact: true }))
    .first()
    .click();
  await pairs.getByRole("button", { name: /next/i }).click();
  await page.locator(".glow.pinned").waitFor();
  await page.getByText(/are concurrent: neither can know of the other/).waitFor();
  await panel.post({
    kind: "show",
    uri: "file:///shop.scenario.ts",
    scenarios: [{ name: trace.scenario }],
    selected: 0,
    trace: shopTrace(),
  });
  await pairs.waitFor({ state: "detached" });
});
