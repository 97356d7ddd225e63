import { describe, expect, test } from "vitest";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

/** So long that its end and its beginning can't be seen at once. */
const text = `${echo}${"// …\n".repeat(200)}`;

const session = await startSession({ files: { "echo.scenario.ts": text, "other.ts": "" } });
const { workbench, preview, page } = session;

describe("stepping through a run", () => {
  test("moves by buttons", async () => {
    await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Echo");
    const { of } = await preview.position();
    await preview.button("First event").click();
    await preview.waitForStep(1);
    await preview.button("Step forward").click();
    await preview.waitForStep(2);
    await preview.button("Last event").click();
    await preview.waitForStep(of);
    await preview.button("Step back").click();
    await preview.waitForStep(of - 1);
  });

  test("moves by keys", async () => {
    await preview.focus();
    const { of } = await preview.position();
    await page.keyboard.press("End");
    await preview.waitForStep(of);
    await page.keyboard.press("ArrowLeft");
    await preview.waitForStep(of - 1);
    await page.keyboard.press("Home");
    await preview.waitForStep(1);
    await page.keyboard.press("ArrowRight");
    await preview.waitForStep(2);
  });

  test("moves by commands of the editor", async () => {
    await workbench.run("Faultline: Go to Last Event");
    await preview.waitForStep((await preview.position()).of);
    await workbench.run("Faultline: Go to First Event");
    await preview.waitForStep(1);
  });

  test("is told in the status bar, with the run", async () => {
    const { of } = await preview.position();
    const item = page.locator(".statusbar-item").filter({ hasText: "Echo · seed 1 · " });
    await item.filter({ hasText: `1/${of}` }).waitFor();
    await preview.focus();
    await page.keyboard.press("ArrowRight");
    await item.filter({ hasText: `2/${of}` }).waitFor();
    await page.keyboard.press("ArrowLeft");
  });

  test("stays in view when a file is opened from it", async () => {
    await preview.message('say("again")').first().click();
    await workbench.tab("Diagram: echo").and(page.locator(".editor-group-container.active *")).waitFor();
    await workbench.openFile("other.ts");
    await preview.waitForRun("Echo");
  });

  test("reveals the line of a clicked event, and goes there on a double click", async () => {
    const editor = await workbench.openTab("echo.scenario.ts");
    const message = preview.message('say("again")').first();
    await editor.goTo(text.split("\n").length);
    await editor.line('"again"').waitFor({ state: "detached" });
    await message.click();
    await editor.line('"again"').waitFor();
    await message.dblclick();
    await editor.cursorAt(17);
  });

  test("lights up what the line under the cursor did", async () => {
    const editor = await workbench.openTab("echo.scenario.ts");
    await editor.goTo(16);
    await expect.poll(() => preview.litEvents.count()).toBeGreaterThan(0);
    await editor.goTo(2);
    await expect.poll(() => preview.litEvents.count()).toBe(0);
  });

  test("finds its lines again while the text is edited so that it doesn't run", async () => {
    const editor = await workbench.openTab("echo.scenario.ts");
    await editor.goTo(1);
    await editor.insert(`const unfinished = ;${"\n".repeat(10)}`);
    await preview.banner.waitFor();
    await preview.message('say("again")').first().dblclick();
    await editor.cursorAt(27);
    await editor.goTo(26);
    await expect.poll(() => preview.litEvents.count()).toBeGreaterThan(0);
    await editor.goTo(12);
    await expect.poll(() => preview.litEvents.count()).toBe(0);
    await editor.replaceAll(text);
    await preview.banner.waitFor({ state: "detached" });
  });

  test("is searched by the key that searches everywhere", async () => {
    await preview.focus();
    await page.keyboard.press("Control+f");
    const field = preview.frame
      .getByRole("search")
      .getByRole("textbox")
      .or(preview.frame.getByRole("searchbox"));
    await field.first().fill("again");
    await preview.frame
      .getByText(/^\d+ (found|of \d+)$/)
      .first()
      .waitFor();
    await field.first().press("Enter");
    await preview.frame
      .getByText(/^\d+ of \d+$/)
      .first()
      .waitFor();
    await field.first().press("Escape");
    await field.first().waitFor({ state: "detached" });
  });

  test("shows the run as a Mermaid sequence diagram", async () => {
    await preview.frame.getByRole("tab", { name: "Sequence" }).click();
    const drawing = preview.frame.getByRole("region", { name: "Sequence diagram of Echo" });
    await drawing.locator("svg").getByText("canyon").first().waitFor();
    await preview.frame.getByRole("tab", { name: "Diagram" }).click();
    await preview.waitForRun("Echo");
  });

  test("copies it as Mermaid", async () => {
    await preview.button("Copy or export").click();
    await preview.frame.getByRole("menuitem", { name: "Copy as Mermaid" }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/sequenceDiagram[^]*say[^]*again/);
  });

  test("is where it was after the window is reloaded", async () => {
    await preview.seed.fill("7");
    await preview.seed.press("Enter");
    await expect.poll(() => preview.seed.inputValue()).toBe("7");
    await preview.button("First event").click();
    await preview.button("Step forward").click();
    await preview.button("Step forward").click();
    await preview.waitForStep(3);
    await preview.focus();
    for (let press = 0; press < 8; press++) {
      const before = await preview.height();
      await page.keyboard.press("+");
      await expect.poll(() => preview.height()).toBeGreaterThan(before);
    }
    const zoomed = await preview.height();
    await workbench.reload();
    await preview.waitForRun("Echo");
    await preview.waitForStep(3);
    await expect.poll(() => preview.height()).toBe(zoomed);
    await expect.poll(() => preview.seed.inputValue()).toBe("7");
  });
});
