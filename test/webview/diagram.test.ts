import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Stage, type Panel, type PanelOptions } from "./support/panel.ts";
import {
  clocksTrace,
  longTrace,
  machinesTrace,
  shopTrace,
  troubleTrace,
  wireTrace,
} from "./support/traces.ts";

let stage: Stage;
const open: Panel[] = [];

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(async () => {
  for (const panel of open.splice(0)) await panel.close();
});
afterAll(() => stage[Symbol.asyncDispose]());

async function panel(options?: PanelOptions): Promise<Panel> {
  const opened = await stage.panel(options);
  open.push(opened);
  return opened;
}

describe("the picture", () => {
  test("draws every message and every node of a short run", async () => {
    const { page, ...rest } = await shown(shopTrace());
    expect(await page.locator(".arrow").count()).toBe(8);
    expect(await page.locator(".arrow.lost").count()).toBe(3);
    expect(await page.locator(".arrow.reply").count()).toBe(2);
    expect(await page.locator(".head .name").allTextContents()).toEqual([
      "ana",
      "london",
      "new-york",
      "tokyo",
      "bo",
    ]);
    expect(await page.locator(".pill text").allTextContents()).toEqual(["partition", "healed"]);
    expect(await page.locator(".callout text").allTextContents()).toEqual([
      "✗ sold at most once",
      "✗ buyers",
    ]);
    expect(rest.errors).toEqual([]);
  });

  test("holds only what is in view, however long the run is", async () => {
    const { page } = await shown(longTrace(10_000));
    const count = () => page.locator(".picture *").count();
    expect(await count()).toBeLessThan(2500);
    await page.locator(".scroller").evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await page.waitForFunction(() => {
      const picture = document.querySelector(".picture")!.getBoundingClientRect();
      return picture.top <= 0 && picture.bottom >= window.innerHeight;
    });
    expect(await page.locator(".arrow").count()).toBeGreaterThan(10);
    expect(await count()).toBeLessThan(2500);
  });

  test("isn't touched by a step", async () => {
    const { page } = await shown(longTrace(2000), { state: state({ step: 12 }) });
    await page.evaluate(() => {
      const changes: MutationRecord[] = [];
      Object.assign(window, { changes });
      new MutationObserver((records) => changes.push(...records)).observe(
        document.querySelector(".picture")!,
        {
          subtree: true,
          childList: true,
          attributes: true,
        },
      );
    });
    await page.keyboard.press("ArrowRight");
    await page.getByText("14 / 2002").waitFor();
    expect(await page.evaluate(() => Reflect.get(window, "changes") as unknown[])).toEqual([]);
  });

  test("stays where it is when the run changes while one types", async () => {
    const { page, ...panel } = await shown(longTrace(1000));
    await page.locator(".scroller").evaluate((element) => (element.scrollTop = 3000));
    await expect.poll(() => placeOfFirstMark(page)).toBeDefined();
    const before = await placeOfFirstMark(page);
    await panel.show(longTrace(1200));
    await page.getByText("/ 1202").waitFor();
    await expect.poll(() => placeOfFirstMark(page)).toEqual(before);
  });

  test("keeps what is under the pointer there while zooming", async () => {
    const { page } = await shown(longTrace(1000));
    await page.locator(".scroller").evaluate((element) => (element.scrollTop = 3000));
    await expect
      .poll(() => page.locator(".picture").evaluate((picture) => picture.getBoundingClientRect().top))
      .toBeGreaterThan(-1000);
    const event = await page.evaluate(
      () =>
        [...document.querySelectorAll<SVGElement>(".mark")].find(
          (mark) => mark.getBoundingClientRect().y > 400,
        )!.dataset.event,
    );
    const mark = page.locator(`.mark[data-event="${event}"] circle`).first();
    const before = (await mark.boundingBox())!;
    await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
    const height = await page.locator(".canvas").evaluate(({ clientHeight }) => clientHeight);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -300);
    await page.keyboard.up("Control");
    await expect
      .poll(() => page.locator(".canvas").evaluate(({ clientHeight }) => clientHeight))
      .not.toBe(height);
    await expect.poll(async () => Math.abs((await mark.boundingBox())!.y - before.y)).toBeLessThan(6);
  });

  test("scrolls sideways when there are many nodes, its names and axis with it", async () => {
    const { page } = await shown(longTrace(500, 60));
    await page.locator(".scroller").evaluate((element) => (element.scrollLeft = 3000));
    await page.locator(".head", { hasText: "node-35" }).waitFor();
    const distance = async () =>
      page.evaluate(() => {
        const head = [...document.querySelectorAll(".head")].find((element) =>
          element.textContent.includes("node-35"),
        )!;
        const box = head.getBoundingClientRect();
        const lines = [...document.querySelectorAll("line.lifeline")].map(
          (element) => element.getBoundingClientRect().x,
        );
        return Math.min(...lines.map((x) => Math.abs(box.x + box.width / 2 - x)));
      });
    await expect.poll(distance).toBeLessThan(1.5);
    // What is out of view isn't drawn.
    expect(await page.locator("line.lifeline").count()).toBeLessThan(20);
    expect((await page.locator(".axis").boundingBox())!.x).toBe(0);
  });

  test("shows the clocks that are switched on", async () => {
    const { page } = await shown(shopTrace());
    expect(await page.locator(".readings").count()).toBe(0);
    await page.getByRole("button", { name: "Lamport" }).click();
    await expect.poll(() => page.locator(".readings").first().textContent()).toMatch(/^L \d/);
    await page.getByRole("button", { name: "vector" }).click();
    await expect.poll(() => page.locator(".readings").first().textContent()).toMatch(/^L [\d–]+\[[\d ]+\]$/);
  });

  test("draws all that happens to messages on their way", async () => {
    const { page, errors } = await shown(wireTrace(), { height: 1900 });
    const count = (selector: string) => page.locator(`.picture ${selector}`).count();
    expect(await count(".queue")).toBe(3);
    expect(await count(".inbox")).toBe(2);
    expect(await count(".sign.tamper")).toBe(2);
    expect(await count(".line.changed")).toBe(2);
    expect(await count(".tap-line")).toBe(1);
    expect(await count(".mark.tap .mark-eye")).toBe(1);
    expect(await count(".arrow.forged")).toBe(1);
    expect(await page.locator(".pill text").allTextContents()).toEqual([
      "ring partition",
      "healed",
      "‖ held",
      "released",
    ]);
    expect(await page.locator(".fissure.hold path").count()).toBe(1);
    expect(errors).toEqual([]);
  });

  test("draws all that can be the matter with machines", async () => {
    const { page, errors } = await shown(machinesTrace(), { height: 1500 });
    const count = (selector: string) => page.locator(`.picture ${selector}`).count();
    expect(await count(".condition.paused")).toBe(2);
    expect(await count(".condition.slow")).toBe(2);
    expect(await count(".condition.working")).toBe(1);
    expect(await count(".misbelief")).toBe(3);
    expect(await page.locator(".misbelief-label").allTextContents()).toEqual([
      "tokyo is alive",
      "tokyo is down",
      "tokyo is alive",
    ]);
    expect(await page.locator(".head .state").allTextContents()).toEqual([
      "has left",
      "‖ paused",
      "term 0 · []",
    ]);
    expect(await page.locator(".badge").allTextContents()).toEqual([" has left", " ‖ paused"]);
    expect(errors).toEqual([]);
  });

  test("lets one step to what is done to a message by clicking the sign of it", async () => {
    const { page } = await shown(wireTrace(), { height: 1900 });
    await page.locator(".sign.tamper").first().click();
    await expect.poll(() => page.locator(".sentence").textContent()).toContain("is changed to pay(1000)");
    const sign = (await page.locator(".sign.tamper .sign-tamper").first().boundingBox())!;
    const glow = (await page.locator(".glow.selected circle").boundingBox())!;
    expect(glow.x + glow.width / 2).toBeCloseTo(sign.x + sign.width / 2, 0);
    expect(glow.y + glow.height / 2).toBeCloseTo(sign.y + sign.height / 2, 0);
  });

  test.each(["dark", "light", "hc-dark", "hc-light"] as const)(
    "has text that can be read in %s",
    async (theme) => {
      for (const trace of [troubleTrace(), wireTrace(), machinesTrace(), clocksTrace()]) {
        const { page } = await shown(trace, { theme, state: state({ rulers: true }) });
        const contrasts = await contrastsOf(page);
        expect(contrasts.length).toBeGreaterThan(10);
        expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      }
    },
  );
});

/** The contrast of every text of the picture. */
function contrastsOf(
  page: Panel["page"],
): Promise<{ readonly text: string | null; readonly ratio: number }[]> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
    const pixel = (color: string) => {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (rgb: number[]) => {
      const [r, g, b] = rgb.map((part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = pixel(getComputedStyle(document.body).backgroundColor);
    return [...document.querySelectorAll(".picture text:not(.callout text), .tick:not(.instant)")].map(
      (text) => {
        const style = getComputedStyle(text);
        const ink = pixel(text instanceof SVGElement ? style.fill : style.color);
        const [a, b] = [luminance(ink), luminance(paper)].sort((x, y) => y - x);
        return { text: text.textContent, ratio: (a + 0.05) / (b + 0.05) };
      },
    );
  });
}

async function shown(trace: Parameters<Panel["show"]>[0], options?: PanelOptions) {
  const opened = await panel(options);
  await opened.show(trace);
  return {
    page: opened.page,
    errors: opened.errors,
    show: (next: Parameters<Panel["show"]>[0]) => opened.show(next),
  };
}

function state(view: NonNullable<PanelOptions["state"]>["view"]): NonNullable<PanelOptions["state"]> {
  return { uri: "file:///shop.scenario.ts", seed: 7, view };
}

async function placeOfFirstMark(page: Panel["page"]): Promise<unknown> {
  return page.evaluate(() => {
    const top = document.querySelector(".axis")!.getBoundingClientRect().x;
    const marks = [...document.querySelectorAll<SVGElement>(".mark")].map((mark) => {
      const { x, y } = mark.querySelector("circle")!.getBoundingClientRect();
      return { event: mark.dataset.event, x: x - top, y };
    });
    return marks.filter(({ y }) => y > 150).sort((a, b) => a.y - b.y)[0];
  });
}
