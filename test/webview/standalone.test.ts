import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toHtml } from "../../src/exporters/html.ts";
import type { RunPart } from "../../src/trace/runPart.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { launchBrowser } from "../vscode/launch/browser.ts";
import { longTrace, shopTrace, troubleTrace } from "./support/traces.ts";

const PAGE = new URL("../../dist/standalone.html", import.meta.url);

let browser: Browser;
let folder: string;
/** What a page must not do: load anything, or complain. */
let complaints: string[];

beforeAll(async () => {
  if (!existsSync(PAGE)) throw new Error("Build first: npm run build");
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "faultline-"));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** Opens a file with these runs, as if it had come by mail. */
function opened(first: Trace, ...others: readonly Trace[]): Promise<Page> {
  return openedAt(undefined, first, ...others);
}

async function openedAt(part: RunPart | undefined, first: Trace, ...others: readonly Trace[]): Promise<Page> {
  const file = join(folder, "run.html");
  await writeFile(file, toHtml(await readFile(PAGE, "utf8"), [first, ...others], part));
  const page = await browser.newPage({ viewport: { width: 640, height: 900 } });
  complaints = [];
  const address = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url() !== address) complaints.push(`asks for ${request.url()}`);
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  await page.goto(address);
  await page.locator(".picture").waitFor();
  return page;
}

test("shows the run and lets one step through it, all by itself", async () => {
  const trace = shopTrace();
  const page = await opened(trace);
  expect(await page.title()).toBe(`${trace.scenario} · Faultline`);
  expect(await page.locator(".picture .arrow").count()).toBeGreaterThan(5);
  await page.keyboard.press("Home");
  await page.getByText(`1 / ${trace.events.length}`).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByText(`2 / ${trace.events.length}`).waitFor();
  await page.locator(".mark.deliver").first().click();
  await page.getByRole("button", { name: "vector" }).click();
  await page.locator(".readings").first().waitFor();
  await page.getByRole("tab", { name: "Table" }).click();
  await page.getByRole("tab", { name: "Diagram" }).click();
  expect(complaints).toEqual([]);
  await page.close();
});

test("chooses among several scenarios", async () => {
  const [first, second] = [shopTrace(), troubleTrace()];
  const page = await opened(first, second);
  await page.getByRole("combobox", { name: "Scenario" }).selectOption(second.scenario);
  await page.getByRole("region", { name: `Diagram of ${second.scenario}` }).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test("offers nothing that takes an editor, and says where in the source it is all the same", async () => {
  const page = await opened(shopTrace());
  expect(await page.getByRole("spinbutton", { name: "seed" }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Next seed" }).count()).toBe(0);
  expect(await page.getByRole("tab", { name: "Sequence" }).count()).toBe(0);
  await page.locator(".mark.deliver").first().click();
  await page
    .locator(".step-caption")
    .getByText(/shop\.scenario\.ts:\d+/)
    .waitFor();
  expect(await page.getByRole("button", { name: /scenario\.ts:\d+/ }).count()).toBe(0);
  await page.close();
});

test("takes no text for markup", async () => {
  const attack = "</script><img src=x onerror=window.attacked=1><script>window.attacked=1</script>";
  const trace = JSON.parse(JSON.stringify(shopTrace()).replaceAll("london", attack)) as Trace;
  const page = await opened({ ...trace, scenario: attack });
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.locator("script").count()).toBe(3);
  expect(await page.evaluate(() => Reflect.get(window, "attacked") as unknown)).toBeUndefined();
  expect(complaints).toEqual([]);
  await page.close();
});

test("opens at the part that was marked, and holds the rest as well", async () => {
  const trace = longTrace(3000);
  const page = await openedAt({ from: 1500, to: 1520 }, trace);
  await page.getByText(`1521 / ${trace.events.length}`).waitFor();
  const view = (await page.locator(".scroller").boundingBox())!;
  const marked = (await page.locator(".marked-bracket").boundingBox())!;
  expect(marked.y).toBeGreaterThan(view.y);
  expect(marked.y).toBeLessThan(view.y + view.height / 2);
  await page.locator(".marked-length").getByText("21 events").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".marked-bracket").waitFor({ state: "detached" });
  await page.keyboard.press("Home");
  await page.getByText(`1 / ${trace.events.length}`).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test("says what was copied, and what couldn't be", async () => {
  const page = await opened(shopTrace());
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const copy = async () => {
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("menuitem", { name: "Copy as Mermaid" }).click();
  };
  await copy();
  await page.getByRole("status").getByText("Copied the run as Mermaid").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("sequenceDiagram");
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await copy();
  await page.getByRole("status").getByText("Nothing was copied").waitFor();
  await page.close();
});

test("lists only the keys that work there", async () => {
  const page = await opened(shopTrace());
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog").locator("dt");
  await keys.getByText("Shift ← →").waitFor();
  const listed = await keys.allTextContents();
  expect(listed).toContain("Click");
  for (const key of ["D", "E", "Enter", "Double-click"]) expect(listed).not.toContain(key);
  expect(await page.getByRole("dialog").textContent()).not.toContain("editor");
  await page.close();
});

test("is small enough to be sent", async () => {
  expect((await readFile(PAGE)).length).toBeLessThan(400_000);
});
