import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OtherRun } from "../../src/protocol/messages.ts";
import { Stage, type Panel } from "./support/panel.ts";
import { shopTrace } from "./support/traces.ts";

let stage: Stage;
let panel: Panel;

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => panel.close());
afterAll(() => stage[Symbol.asyncDispose]());

const trace = shopTrace();
const find = (kind: string) => trace.events.findIndex((event) => event.kind === kind);
const [partition, drop, deliver] = [find("partition"), find("drop"), find("deliver")];
const other: OtherRun = {
  kind: "without",
  without: { kind: "partition", whom: "london, new-york | tokyo", nth: 1 },
};

async function at(event: number) {
  panel = await stage.panel();
  await panel.show(trace);
  await panel.post({ kind: "goTo", step: event });
  await panel.page.getByText(`${event + 1} / ${trace.events.length}`).waitFor();
  return panel.page;
}

describe("what if a fault hadn't happened", () => {
  test("is asked for with a key", async () => {
    const page = await at(partition);
    await page.keyboard.press("h");
    await expect.poll(() => panel.sent("compare")).toEqual([{ kind: "compare", other }]);
  });

  test("can be asked at a message that was lost by it, from the menu", async () => {
    const page = await at(drop);
    await page.getByRole("button", { name: "Find and explain" }).click();
    await page.getByRole("menuitem", { name: "What if this hadn't happened?" }).click();
    await expect.poll(() => panel.sent("compare")).toEqual([{ kind: "compare", other }]);
  });

  test("can be asked where one points, even if nothing can be written into the file", async () => {
    const page = await at(deliver);
    await page.locator(".pill").first().click({ button: "right" });
    await page.getByRole("menu").getByRole("menuitem", { name: "What if this hadn't happened?" }).click();
    await expect.poll(() => panel.sent("compare")).toEqual([{ kind: "compare", other }]);
    await page.locator(".pill").first().hover();
    await page.getByRole("tooltip").getByText("H: what if this hadn't happened?").waitFor();
  });

  test("makes no sense where nothing went wrong", async () => {
    const page = await at(deliver);
    await page.keyboard.press("h");
    await page.getByRole("button", { name: "Find and explain" }).click();
    const entry = page.getByRole("menuitem", { name: "What if this hadn't happened?" });
    expect(await entry.isDisabled()).toBe(true);
    // The keys lead past it.
    const names: (string | null)[] = [];
    for (let step = 0; step < 8; step++) {
      names.push(await page.evaluate(() => document.activeElement!.textContent));
      await page.keyboard.press("ArrowDown");
    }
    expect(names).toContain("Compare with another run… (D)");
    expect(names).not.toContain(await entry.textContent());
    await page.keyboard.press("Escape");
    await page.locator(`.mark[data-event="${deliver}"]`).hover();
    await page.getByRole("tooltip").waitFor();
    expect(await page.getByText("what if this hadn't happened?").count()).toBe(0);
    expect(await panel.sent("compare")).toEqual([]);
  });

  test("is answered by the two runs side by side", async () => {
    const page = await at(partition);
    const events = trace.events
      .filter(({ kind }) => !["partition", "heal", "violation"].includes(kind))
      .map((event, index) => ({ ...event, index, cause: undefined }));
    const spared = { ...trace, events, checks: [], without: other.without };
    await panel.post({ kind: "compared", other, trace: spared });
    for (const name of ["the run without the partition london, new-york | tokyo", "the run as it is"])
      await page.getByRole("region", { name, exact: true }).locator(".picture").waitFor();
    await page
      .getByRole("listbox")
      .getByText("only in the run with it: A partition cuts the links")
      .waitFor();
  });
});

test("a run that leaves out faults says so in its title", async () => {
  panel = await stage.panel();
  await panel.show({ ...trace, without: "faults" });
  await panel.page.getByText("without its faults").waitFor();
  await panel.show(trace);
  await panel.page.getByText("without its faults").waitFor({ state: "detached" });
});
