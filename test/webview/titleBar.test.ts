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

/** Where the title bar's controls are: their names, and their edges in px. */
interface Place {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function placesOf({ page }: Panel): Promise<readonly Place[]> {
  return page.locator(".title-bar :is(button, input, select, h1)").evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { name: element.getAttribute("aria-label") ?? element.textContent, left, right, top, bottom };
    }),
  );
}

test.each([420, 640, 1000])("the title and all controls have room at %d px", async (width) => {
  panel = await stage.panel({ width });
  const trace = shopTrace();
  await panel.show(trace);
  const title = panel.page.getByRole("heading", { name: trace.scenario });
  const { shown, needed } = await title.evaluate(({ clientWidth, scrollWidth }) => ({
    shown: clientWidth,
    needed: scrollWidth,
  }));
  expect(needed).toBeLessThanOrEqual(shown);

  const places = await placesOf(panel);
  expect(places.length).toBeGreaterThan(15);
  for (const [index, place] of places.entries()) {
    expect(place.left, place.name).toBeGreaterThanOrEqual(0);
    expect(place.right, place.name).toBeLessThanOrEqual(width);
    for (const other of places.slice(index + 1)) {
      const beside = place.right <= other.left + 0.5 || other.right <= place.left + 0.5;
      const apart = place.bottom <= other.top + 0.5 || other.bottom <= place.top + 0.5;
      expect(beside || apart, `${place.name} and ${other.name}`).toBe(true);
    }
  }
});

test("a long title is cut before anything else gives way", async () => {
  panel = await stage.panel({ width: 640 });
  const trace = { ...shopTrace(), scenario: "A very long name ".repeat(20).trim() };
  await panel.show(trace);
  const places = await placesOf(panel);
  for (const { name, right } of places) expect(right, name).toBeLessThanOrEqual(640);
  const verdict = panel.page.getByRole("button", { name: /^Verdict/ });
  const seed = (await panel.page.getByRole("spinbutton", { name: "seed" }).boundingBox())!;
  expect((await verdict.boundingBox())!.x).toBeGreaterThan(seed.x + seed.width);
});
