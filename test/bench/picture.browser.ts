/** The diagram alone, in Chromium: how soon a long run is a picture, and what a step costs. */
import type { ToWebview } from "../../src/protocol/messages.ts";
import { Stage } from "../webview/support/panel.ts";
import { longTrace } from "../webview/support/traces.ts";
import { median, percentile, report } from "./report.ts";

const EVENTS = 10_000;
const ROUNDS = 5;
const STEPS = 60;

await using stage = await Stage.open();
const trace = longTrace(EVENTS);
const message: ToWebview = {
  kind: "show",
  uri: "file:///long.scenario.ts",
  scenarios: [{ name: trace.scenario }],
  selected: 0,
  trace,
};

/** Runs in the page. @returns Milliseconds from the arrival of a message until its picture is painted. */
function firstPicture(json: string): Promise<number> {
  const data: unknown = JSON.parse(json);
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(".picture") === null) return;
      observer.disconnect();
      // A task after the frame's callbacks runs when the frame has been painted.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - arrived)));
    });
    observer.observe(document.body, { subtree: true, childList: true });
    const arrived = performance.now();
    window.dispatchEvent(new MessageEvent("message", { data }));
  });
}

const pictures: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const panel = await stage.panel();
  pictures.push(await panel.page.evaluate(firstPicture, JSON.stringify(message)));
  await panel.close();
}
report("first picture of a long run", { events: EVENTS, milliseconds: median(pictures), limit: 300 });

const panel = await stage.panel();
await panel.show(trace);
const { page } = panel;
const devTools = await page.context().newCDPSession(page);
await devTools.send("Performance.enable");
const scriptTime = async () => {
  const { metrics } = await devTools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ScriptDuration")!.value * 1000;
};
await page.getByRole("region", { name: "Diagram of " }).focus();
await page.keyboard.press("Home");
const steps: number[] = [];
for (let step = 0; step < STEPS; step++) {
  const before = await scriptTime();
  await page.keyboard.press("ArrowRight");
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  steps.push((await scriptTime()) - before);
}
report("script time of a step in a long run", {
  events: EVENTS,
  median: median(steps),
  percentile95: percentile(steps, 0.95),
  limit: 16,
});
