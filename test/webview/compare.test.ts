import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OtherRun } from "../../src/protocol/messages.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { Stage, type Panel } from "./support/panel.ts";
import { longTrace, shopTrace } from "./support/traces.ts";

const other: OtherRun = { kind: "saved" };

let stage: Stage;
let panel: Panel;

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => panel.close());
afterAll(() => stage[Symbol.asyncDispose]());

/** The same run, but tokyo sells to somebody else. */
function otherShop(): Trace {
  const trace = shopTrace();
  const events = trace.events.map((event) =>
    event.kind === "deliver" && event.node === 2 ? { ...event, state: { stock: 0, buyers: ["eve"] } } : event,
  );
  return { ...trace, events };
}

async function compared(shown: Trace, against: Trace) {
  panel = await stage.panel({ width: 1000 });
  await panel.show(shown);
  await panel.post({ kind: "compared", other, trace: against });
  const { page } = panel;
  const side = (name: string) => page.getByRole("region", { name, exact: true });
  const before = side("the saved file");
  const after = side("your edit");
  await before.locator(".picture").waitFor();
  await after.locator(".picture").waitFor();
  return { page, before, after };
}

describe("two runs side by side", () => {
  test("are marked where they differ, and one is led from difference to difference in both", async () => {
    const { page, before, after } = await compared(otherShop(), shopTrace());
    for (const side of [before, after]) {
      await expect.poll(() => side.locator(".compared-mark.differs").count()).toBe(1);
      expect(await side.locator(".compared-mark").count()).toBe(1);
    }
    await page.getByRole("button", { name: "Next difference" }).click();
    const handled = shopTrace().events.find(({ kind, node }) => kind === "deliver" && node === 2)!.index;
    await page.getByText(`${handled + 1} / ${shopTrace().events.length}`).waitFor();
    await before.locator(".glow.selected").waitFor();
    const option = page.getByRole("listbox").getByRole("option", { selected: true });
    expect(await option.textContent()).toContain('buyers is ["eve"] instead of ["bo"]');
    await page.getByRole("button", { name: "End the comparison" }).click();
    await expect.poll(() => page.getByRole("region", { name: /^Diagram of/ }).count()).toBe(1);
  });

  test("are the same when nothing differs, and say so", async () => {
    const { page, after } = await compared(shopTrace(), shopTrace());
    await page.getByText("no event differs").first().waitFor();
    expect(await after.locator(".compared-mark").count()).toBe(0);
  });

  test("scroll together, whichever side one scrolls, and step together", async () => {
    const { page, before, after } = await compared(longTrace(1000), longTrace(1000));
    const top = (side: typeof before) => side.locator(".scroller").evaluate(({ scrollTop }) => scrollTop);
    const wheelOver = async (side: typeof before) => {
      const box = (await side.boundingBox())!;
      await page.mouse.move(box.x + 150, box.y + 200);
      await page.mouse.wheel(0, 700);
    };
    await wheelOver(before);
    await expect.poll(() => top(after)).toBe(700);
    await wheelOver(after);
    await expect.poll(() => top(before)).toBe(1400);
    const picked = await before.locator(".scroller").evaluate((scroller) => {
      const inView = (mark: Element) => mark.getBoundingClientRect().y > scroller.clientHeight / 2;
      return [...scroller.querySelectorAll<SVGElement>(".mark")].find(inView)!.dataset.event!;
    });
    await before.locator(`.mark[data-event="${picked}"]`).click();
    await page.getByText(`${Number(picked) + 1} / 1002`).waitFor();
    await after.locator(".glow.selected").waitFor();
  });
});

describe("the other run", () => {
  test("is asked for again when there is a new run of the file", async () => {
    const { before, after } = await compared(otherShop(), shopTrace());
    expect(await panel.sent("compare")).toEqual([]);
    await before.locator(".scroller").evaluate((element) => element.setAttribute("data-same", ""));
    await panel.post({
      kind: "show",
      uri: "file:///shop.scenario.ts",
      scenarios: [{ name: shopTrace().scenario }],
      selected: 0,
      trace: shopTrace(),
    });
    await expect.poll(() => panel.sent("compare")).toEqual([{ kind: "compare", other }]);
    await expect.poll(() => after.locator(".compared-mark").count()).toBe(0);
    // The pictures stayed on the page, and with them where one had scrolled to.
    expect(await before.locator(".scroller[data-same]").count()).toBe(1);
  });

  test("is chosen in the editor: any, or what tells what the last edit changed", async () => {
    panel = await stage.panel();
    await panel.show(shopTrace());
    await panel.page.getByRole("region", { name: /^Diagram of/ }).focus();
    await panel.page.keyboard.press("d");
    await panel.page.keyboard.press("e");
    await expect
      .poll(() => panel.sent("askCompare"))
      .toEqual([
        { kind: "askCompare", what: "any" },
        { kind: "askCompare", what: "edit" },
      ]);
  });

  test("says why it isn't there", async () => {
    panel = await stage.panel();
    await panel.show(shopTrace());
    await panel.post({ kind: "incomparable", other, message: "The file isn't in Git's latest commit." });
    await panel.page.getByRole("status").getByText("isn't in Git's latest commit").waitFor();
    await panel.page.getByRole("button", { name: "End the comparison" }).click();
    await panel.page.getByText("isn't in Git's latest commit").waitFor({ state: "detached" });
  });
});
