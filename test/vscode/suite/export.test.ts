import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { elements, parseXml, textOf } from "../../unit/exporters/xml.ts";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

const session = await startSession({ files: { "echo.scenario.ts": echo } });
const { workbench, preview, page } = session;

/** Exports the run by the palette, to the file that the dialog proposes. */
async function exported(form: string, file: string, part?: string): Promise<Buffer> {
  await workbench.run("Faultline: Export Picture…");
  await workbench.choose(form);
  if (part !== undefined) await workbench.choose(part);
  await expect.poll(() => workbench.quickInput.inputValue()).toContain(file);
  await page.keyboard.press("Enter");
  await workbench.notifications().getByText(`Exported ${file}.`).waitFor();
  return readFile(join(session.folder, file));
}

describe("exporting the run", () => {
  test("as SVG, under the name of the scenario and beside its file", async () => {
    await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Echo");
    const svg = parseXml((await exported("SVG", "Echo.svg", "The whole run")).toString());
    const title = elements(svg).find(({ name }) => name === "title")!;
    expect(textOf(title)).toMatch(/^Echo: seed 1 · \d+ events · echo\.scenario\.ts$/);
  });

  test("as PNG of what is in view", async () => {
    const png = await exported("PNG", "Echo.png", "What is in view");
    expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  });

  test("as HTML that holds the run", async () => {
    const page = (await exported("HTML", "Echo.html")).toString();
    expect(page).toContain("<title>Echo · Faultline</title>");
    expect(page).toContain('"scenario":"Echo"');
  });

  test("as text of what is marked in the diagram", async () => {
    await preview.frame.locator(".scroller").click({ position: { x: 20, y: 300 } });
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+ArrowRight");
    await preview.frame.locator(".marked-length").getByText("2 events").waitFor();
    const text = (await exported("Text", "Echo.txt", "Marked: events 1–2")).toString();
    expect(text).toMatch(/ · events 1–2 of \d+ · /);
    // What follows is about the whole run again.
    await preview.frame.locator(".scroller").click({ position: { x: 20, y: 300 } });
    await preview.frame.locator(".marked-length").waitFor({ state: "detached" });
  });

  test("and the picture goes to the clipboard as an image", async () => {
    await preview.button("Copy or export").click();
    await preview.frame.getByRole("menuitem", { name: "Copy picture" }).click();
    await page.locator(".statusbar-item").getByText("Copied the picture").waitFor();
    const types = await page.evaluate(async () => {
      const items = await navigator.clipboard.read();
      return items.flatMap((item) => item.types);
    });
    expect(types).toContain("image/png");
  });
});
