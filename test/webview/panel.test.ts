import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Trace } from "../../src/trace/trace.ts";
import { Stage, type Panel, type PanelOptions } from "./support/panel.ts";
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

async function empty(options?: PanelOptions): Promise<Panel> {
  const panel = await stage.panel(options);
  open.push(panel);
  return panel;
}

async function shown(trace: Trace, options?: PanelOptions): Promise<Panel> {
  const panel = await empty(options);
  await panel.show(trace);
  return panel;
}

describe("what the extension tells", () => {
  test("before the first run there is something to read", async () => {
    const panel = await empty();
    await panel.page.getByText("Waiting for the first run").waitFor();
    await expect.poll(() => panel.sent("ready")).toEqual([{ kind: "ready" }]);
  });

  test("an error keeps the last good picture in its place and leads to the line", async () => {
    const panel = await shown(shopTrace());
    const picture = panel.page.locator(".picture");
    const before = await picture.boundingBox();
    const location = { file: "shop.scenario.ts", line: 12, column: 7 };
    await panel.post({
      kind: "broken",
      uri: "file:///shop.scenario.ts",
      error: { message: "Unexpected token", location },
    });
    await panel.page.getByRole("alert").getByText("Unexpected token").waitFor();
    expect(await picture.boundingBox()).toEqual(before);
    expect(await panel.page.locator(".stale").count()).toBe(1);
    await panel.page.getByRole("button", { name: "shop.scenario.ts:12:7" }).click();
    await expect.poll(() => panel.sent("goToMistake")).toEqual([{ kind: "goToMistake", location }]);
    await panel.show(shopTrace());
    await panel.page.getByRole("alert").waitFor({ state: "detached" });
  });

  test("an error before the first run is shown alone", async () => {
    const panel = await empty();
    await panel.post({
      kind: "broken",
      uri: "file:///a.ts",
      error: { message: "There is no scenario here" },
    });
    await panel.page.getByRole("alert").getByText("There is no scenario here").waitFor();
  });

  test("a run that was stopped says so", async () => {
    const panel = await shown({
      ...shopTrace(),
      status: "stopped",
      error: { message: "More than 1,000,000 events" },
    });
    await panel.page.getByRole("alert").getByText("More than 1,000,000 events").waitFor();
    await panel.page.getByRole("button", { name: /Verdict: stopped/ }).waitFor();
  });

  test("a long run can be cancelled", async () => {
    const panel = await shown(shopTrace());
    await panel.post({ kind: "running", since: 0 });
    await panel.page.getByRole("button", { name: "Cancel run" }).click();
    await expect.poll(() => panel.sent("cancel")).toHaveLength(1);
    await panel.show(shopTrace());
    await panel.page.getByRole("progressbar").waitFor({ state: "detached" });
  });

  test("in Restricted Mode it explains itself and leads to trust", async () => {
    const panel = await empty();
    await panel.post({ kind: "restricted" });
    await panel.page.getByRole("button", { name: "Manage Workspace Trust" }).click();
    await expect.poll(() => panel.sent("manageTrust")).toHaveLength(1);
    await panel.show(shopTrace());
  });
});

describe("Mermaid", () => {
  test("draws the run as a sequence diagram, and in new colours when the theme changes", async () => {
    const panel = await shown(shopTrace());
    await panel.page.getByRole("tab", { name: "Sequence" }).click();
    const drawing = panel.page.locator(".drawing svg");
    await drawing.waitFor();
    expect(await drawing.textContent()).toContain('sold("ana")');
    const first = await drawing.getAttribute("id");
    await panel.setTheme("light");
    await expect.poll(() => drawing.getAttribute("id")).not.toBe(first);
    await panel.page.getByRole("tab", { name: "Diagram" }).click();
    await panel.page.locator(".picture").waitFor();
    expect(panel.errors).toEqual([]);
  });

  test("gets a part of a long run, and says which", async () => {
    const panel = await shown(longTrace(2000));
    await panel.page.getByRole("tab", { name: "Sequence" }).click();
    await panel.page.getByText(/^Events \d+–2002 of 2002/).waitFor();
  });

  test("is copied on request of the button and of the command", async () => {
    const panel = await shown(shopTrace());
    await panel.page.getByRole("button", { name: "Copy or export" }).click();
    await panel.page.getByRole("menuitem", { name: "Copy as Mermaid" }).click();
    await panel.post({ kind: "copyMermaid" });
    await expect.poll(async () => (await panel.sent("copy")).length).toBe(2);
    const [{ text, what }] = await panel.sent("copy");
    expect(text).toContain("sequenceDiagram");
    expect(what).toBe("the run as Mermaid");
  });
});

describe("texts from scenarios", () => {
  const attack = `<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>`;

  function hostile(): Trace {
    const trace = JSON.parse(
      JSON.stringify(shopTrace())
        .replaceAll("london", "HOSTILE")
        .replaceAll('"ana"', '"HOSTILE"')
        .replaceAll("buyers", "HOSTILE"),
      (_, value: unknown) => (typeof value === "string" ? value.replaceAll("HOSTILE", attack) : value),
    ) as Trace;
    return { ...trace, scenario: attack };
  }

  test("are never markup", async () => {
    const panel = await empty();
    await panel.post({
      kind: "show",
      uri: "file:///x",
      scenarios: [{ name: attack }],
      selected: 0,
      trace: { ...hostile(), error: { message: attack } },
    });
    await panel.page.locator(".picture").waitFor();
    await panel.page.getByRole("button", { name: "vector" }).click();
    await panel.page.locator(".mark.deliver").first().hover();
    await panel.page.getByRole("tooltip").waitFor();
    await panel.page.getByRole("button", { name: /Show checks/ }).click();
    await panel.page.keyboard.press("Escape");
    await panel.page.getByRole("tab", { name: "Sequence" }).click();
    await panel.page.locator(".drawing svg").waitFor();
    expect(await panel.page.locator("img, #root script").count()).toBe(0);
    expect(await panel.page.evaluate(() => Reflect.get(window, "attacked") as unknown)).toBeUndefined();
  });
});
