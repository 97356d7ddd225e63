/**
 * The diagram alone, in Chromium, with runs of three sizes: how soon a run is a picture, what every move costs, and
 * what it takes in memory; beside Mermaid, which is given the part of the run that it can take.
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { Stage } from "../webview/support/panel.ts";
import { MOST_MESSAGES } from "../../webview/model/sequenceRange.ts";
import { median, percentile, report } from "./report.ts";

/** Number of events, and within how many ms they must be a picture. */
const SIZES = [
  [10_000, 100],
  [100_000, 300],
  [1_000_000, 2_000],
] as const;
const ROUNDS = 5;
const MOVES = 40;
const FRAME = 16;

const only = process.argv.at(2);
const wanted = only === undefined ? SIZES : SIZES.filter(([events]) => String(events) === only);

await using stage = await Stage.open();
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../webview/support/traces.ts", import.meta.url))],
  bundle: true,
  format: "iife",
  globalName: "traces",
  write: false,
});
const generator = outputFiles[0].text;

declare const traces: typeof import("../webview/support/traces.ts");
declare global {
  interface Window {
    message: unknown;
  }
}

/** Runs in the page: makes the message that brings a run, as plain as JSON makes it. */
function prepare(events: number): void {
  const trace = traces.longTrace(events);
  const message = {
    kind: "show",
    uri: "file:///long.scenario.ts",
    scenarios: [{ name: trace.scenario }],
    selected: 0,
    trace,
  };
  window.message = JSON.parse(JSON.stringify(message));
}

/** Runs in the page. @returns Milliseconds from the arrival of the message until its picture is painted. */
function firstPicture(): Promise<number> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(".picture") === null) return;
      observer.disconnect();
      // A task after the frame's callbacks runs when the frame has been painted.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - arrived)));
    });
    observer.observe(document.body, { subtree: true, childList: true });
    const { message: data } = window;
    const arrived = performance.now();
    window.dispatchEvent(new MessageEvent("message", { data }));
  });
}

/** Runs in the page. @returns Milliseconds from the arrival of the next run, as after an edit, until it is painted. */
function nextPicture(): Promise<number> {
  return new Promise((resolve) => {
    const data: unknown = structuredClone(window.message);
    const arrived = performance.now();
    window.dispatchEvent(new MessageEvent("message", { data }));
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - arrived)));
  });
}

/** Runs in the page. @returns Milliseconds until Mermaid has drawn the part of the run that it can take. */
async function mermaidPicture(): Promise<number> {
  const tab = (name: string) =>
    [...document.querySelectorAll<HTMLElement>("[role=tab]")].find(
      ({ textContent }) => textContent === name,
    )!;
  const began = performance.now();
  tab("Sequence").click();
  while (document.querySelector(".drawing svg") === null) await new Promise(requestAnimationFrame);
  const took = performance.now() - began;
  tab("Diagram").click();
  while (document.querySelector(".picture") === null) await new Promise(requestAnimationFrame);
  return took;
}

async function open(events: number) {
  const panel = await stage.panel();
  await panel.page.addScriptTag({ content: generator });
  await panel.page.evaluate(prepare, events);
  return panel;
}

/** Milliseconds of script per frame that a move causes. */
async function scriptTimes(page: Page, move: (round: number) => Promise<void>): Promise<number[]> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable");
  const spent = async () => {
    const { metrics } = await devTools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ScriptDuration")!.value * 1000;
  };
  const times: number[] = [];
  for (let round = 0; round < MOVES; round++) {
    const before = await spent();
    await move(round);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    times.push((await spent()) - before);
  }
  await devTools.detach();
  return times;
}

for (const [events, limit] of wanted) {
  const pictures: number[] = [];
  const nextPictures: number[] = [];
  for (let round = 0; round < (events > 100_000 ? 2 : ROUNDS); round++) {
    const panel = await open(events);
    pictures.push(await panel.page.evaluate(firstPicture));
    nextPictures.push(await panel.page.evaluate(nextPicture));
    await panel.close();
  }
  report("first picture", { events, milliseconds: median(pictures), limit });
  report("picture of the next run", { events, milliseconds: median(nextPictures), limit });

  const panel = await open(events);
  const { page } = panel;
  await page.evaluate(firstPicture);
  const sequence = await page.evaluate(mermaidPicture);
  report("Mermaid's picture", {
    events,
    drawn: MOST_MESSAGES,
    milliseconds: sequence,
    ratio: sequence / median(pictures),
  });
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("HeapProfiler.collectGarbage");
  await devTools.send("Performance.enable");
  const { metrics } = await devTools.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")!.value;
  report("memory of the page", { events, gibibytes: heap / 2 ** 30, limit: 1 });

  const diagram = page.getByRole("region", { name: "Diagram of " });
  await diagram.focus();
  await page.keyboard.press("Home");
  const box = (await diagram.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const moves: Record<string, (round: number) => Promise<void>> = {
    stepping: () => page.keyboard.press("ArrowRight"),
    scrolling: () => page.mouse.wheel(0, 400),
    jumping: (round) =>
      page.evaluate(
        (part) => {
          const scroller = document.querySelector(".scroller")!;
          scroller.scrollTop = scroller.scrollHeight * part;
        },
        (round * 0.381966) % 1,
      ),
    zooming: (round) => page.keyboard.press(round % 8 < 4 ? "+" : "-"),
    selecting: (round) =>
      page.evaluate((nth) => {
        const marks = document.querySelectorAll(".mark");
        marks[nth % marks.length].dispatchEvent(new MouseEvent("click", { bubbles: true }));
      }, round * 7),
  };
  for (const [name, move] of Object.entries(moves)) {
    const times = await scriptTimes(page, move);
    report(`script of ${name}`, {
      events,
      median: median(times),
      percentile95: percentile(times, 0.95),
      limit: FRAME,
    });
  }
  await panel.close();
}
