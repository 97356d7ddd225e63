import { describe, expect, test } from "vitest";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

const CALL = '  await hiker.call(canyon, "say", "again");';
const line = echo.split("\n").indexOf(CALL) + 1;

const session = await startSession({ files: { "echo.scenario.ts": echo }, committed: true });
const { workbench, preview, page } = session;
const side = (name: string) => preview.frame.getByRole("region", { name, exact: true });

describe("comparing runs", () => {
  test("says what an unsaved edit changed", async () => {
    const editor = await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Echo");
    await editor.replaceLine(line, CALL.replace("again", "louder"));
    await preview.message('say("louder")').first().waitFor();
    await workbench.run("Faultline: What Did My Edit Change?");
    await side("the saved file").getByRole("img", { name: 'say("again") from ' }).first().waitFor();
    await side("your edit").getByRole("img", { name: 'say("louder") from ' }).first().waitFor();
    await preview.frame
      .getByRole("listbox", { name: /^Differences/ })
      .getByText("louder")
      .first()
      .waitFor();
  });

  test("goes on as one types", async () => {
    const editor = await workbench.openTab("echo.scenario.ts");
    await editor.replaceLine(line, CALL);
    await preview.frame.getByText("no event differs").first().waitFor();
  });

  test("holds the file against Git's version where everything is saved", async () => {
    const editor = await workbench.openTab("echo.scenario.ts");
    await editor.replaceLine(line, CALL.replace("again", "softer"));
    await page.keyboard.press("Control+s");
    await expect.poll(() => editor.isDirty()).toBe(false);
    await workbench.run("Faultline: What Did My Edit Change?");
    await side("Git's version").getByRole("img", { name: 'say("again") from ' }).first().waitFor();
    await side("the working copy").getByRole("img", { name: 'say("softer") from ' }).first().waitFor();
  });

  test("takes any seed", async () => {
    await workbench.run("Faultline: Compare Runs…");
    await workbench.choose("Another seed…");
    await workbench.enter("41");
    await side("seed 41").locator(".picture").waitFor();
  });
});
