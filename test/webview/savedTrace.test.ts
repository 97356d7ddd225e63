import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Stage, type Panel, type PanelOptions } from "./support/panel.ts";
import { shopTrace } from "./support/traces.ts";

let stage: Stage;
let panel: Panel;

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => panel.close());
afterAll(() => stage[Symbol.asyncDispose]());

const name = "shop.trace.json";

/** Shows a run as one that was read from a file. */
async function shown(hasSource: boolean, options: PanelOptions = { width: 900 }) {
  panel = await stage.panel(options);
  await panel.show(shopTrace(), { saved: { name, hasSource } });
  return panel.page;
}

async function choices(label: string): Promise<readonly string[]> {
  await panel.page.getByRole("button", { name: label, exact: true }).click();
  const items = await panel.page.getByRole("menuitem").allTextContents();
  await panel.page.keyboard.press("Escape");
  return items;
}

describe("a saved run", () => {
  test("offers nothing that runs a scenario, and all the rest", async () => {
    const page = await shown(true);
    expect(await page.getByRole("spinbutton", { name: "seed" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Next seed" }).count()).toBe(0);
    await page.getByText(`seed ${shopTrace().seed}`, { exact: true }).waitFor();
    await page.getByRole("tab", { name: "Sequence" }).waitFor();
    expect(await choices("Copy or export")).toContain("Export…");
    const explanations = await choices("Find and explain");
    expect(explanations).toContain("Compare with another run… (D)");
    expect(explanations.join()).not.toContain("What did my edit change?");
  });

  test("has no key for it either, and doesn't list one", async () => {
    const page = await shown(true);
    await page.getByRole("region", { name: /^Diagram of/ }).focus();
    await page.keyboard.press("e");
    await page.keyboard.press("x");
    await page.keyboard.press("d");
    await expect.poll(() => panel.sent("askCompare")).toEqual([{ kind: "askCompare", what: "any" }]);
    expect(await panel.sent("intervene")).toEqual([]);
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keys and signs" });
    await help.getByText("Compare with another saved trace").waitFor();
    for (const other of ["What did my edit change?", "Make something else happen"])
      expect(await help.getByText(other).count()).toBe(0);
    await help.getByText("Go to the event's line in the editor").waitFor();
  });

  test("leads to its scenario file, and to the line of each event", async () => {
    const page = await shown(true);
    await page.getByRole("button", { name: "of shop.scenario.ts" }).click();
    const location = { file: "shop.scenario.ts", line: 1, column: 1 };
    await expect.poll(() => panel.sent("reveal")).toEqual([{ kind: "reveal", location, focus: false }]);
    await page.locator(".mark.deliver").first().click();
    await page.getByRole("button", { name: /shop\.scenario\.ts:\d+/ }).waitFor();
  });

  test("has no links where the scenario file isn't at hand, and says why", async () => {
    const page = await shown(false);
    await page.locator(".mark.deliver").first().click();
    const line = page.locator(".step-caption").getByText(/shop\.scenario\.ts:\d+/);
    expect(await line.getAttribute("title")).toContain("neither beside the trace nor in the workspace");
    expect(await page.getByRole("button", { name: /scenario\.ts/ }).count()).toBe(0);
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog").getByText("Go to the event's line").count()).toBe(0);
  });

  test("is held against another one under the names of the files", async () => {
    const page = await shown(true, { width: 1000 });
    const other = { kind: "trace", uri: "file:///old.trace.json", name: "old.trace.json" } as const;
    await panel.post({ kind: "compared", other, trace: { ...shopTrace(), seed: 8 } });
    for (const side of ["old.trace.json", name])
      await page.getByRole("region", { name: side, exact: true }).locator(".picture").waitFor();
    await panel.post({ kind: "compared", other: { kind: "now" }, trace: shopTrace() });
    await page.getByRole("region", { name: "the scenario as it is now", exact: true }).waitFor();
  });
});

describe("a trace that can't be read", () => {
  const message = "The trace is damaged at events[4].node: there is no node 77; export it again.";

  test("is announced, and then says so in the stead of a picture, with ways out", async () => {
    panel = await stage.panel();
    const { page } = panel;
    await panel.post({ kind: "reading", name });
    await page.getByRole("status").getByText(`Reading ${name}…`).waitFor();
    await panel.post({ kind: "unreadable", name, message, place: { line: 14, column: 3 } });
    const alert = page.getByRole("alert");
    await alert.getByRole("heading", { name: `${name} can’t be shown` }).waitFor();
    await alert.getByText(message).waitFor();
    expect(await page.getByRole("tab").count()).toBe(0);
    await alert.getByRole("button", { name: "Open as Text at Line 14" }).click();
    await alert.getByRole("button", { name: "Try Again" }).click();
    await expect.poll(() => panel.sent("openAsText")).toEqual([{ kind: "openAsText" }]);
    await expect.poll(() => panel.sent("readAgain")).toEqual([{ kind: "readAgain" }]);
    await panel.show(shopTrace(), { saved: { name, hasSource: true } });
    await alert.waitFor({ state: "detached" });
  });

  test("leaves the last good picture where there was one", async () => {
    const page = await shown(true);
    await panel.post({ kind: "unreadable", name, message });
    const alert = page.getByRole("alert");
    await alert.getByText(message).waitFor();
    await page.locator(".app.stale .picture").waitFor();
    await alert.getByRole("button", { name: "Open as Text", exact: true }).waitFor();
    await panel.show(shopTrace(), { saved: { name, hasSource: true } });
    await alert.waitFor({ state: "detached" });
    expect(await page.locator(".app.stale").count()).toBe(0);
  });

  test("has its say as a text, whatever it is", async () => {
    panel = await stage.panel();
    const attack = "<img src=x onerror=window.attacked=1>";
    await panel.post({ kind: "unreadable", name: attack, message: attack });
    await panel.page.getByRole("alert").getByText(attack, { exact: true }).waitFor();
    expect(await panel.page.locator("img").count()).toBe(0);
  });
});
