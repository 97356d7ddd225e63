import { describe, expect, test } from "vitest";
import { echo } from "./scenarios.ts";
import { startSession } from "./suite/startSession.ts";

const session = await startSession({ files: { "echo.scenario.ts": echo }, inBrowser: true });
const { workbench, preview } = session;
const line = (text: string) => echo.split("\n").findIndex((candidate) => candidate.includes(text)) + 1;

describe("where there is no Node, in VS Code's host within the browser", () => {
  test("the diagram appears, and is redrawn as one types", async () => {
    const editor = await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Echo");
    await preview.message('say("hello")').waitFor();
    await editor.replaceLine(line('"again"'), '  await hiker.call(canyon, "say", "typed");');
    await preview.message('say("typed")').waitFor();
  });

  test("an endless loop is stopped, and the next good text runs", async () => {
    const editor = await workbench.openTab("echo.scenario.ts");
    await editor.replaceLine(line("heard += 1"), "    for (;;) this.heard += 1;");
    await preview.frame
      .getByText(/look for an endless loop/)
      .first()
      .waitFor();
    await editor.replaceLine(line("heard += 1"), "    this.heard += 1;");
    await preview.banner.waitFor({ state: "detached" });
    await expect.poll(() => workbench.notifications().count()).toBe(0);
  });

  test("scenarios are tests", async () => {
    const { testing } = workbench;
    await testing.open();
    await testing.run("echo.scenario.ts");
    await testing.row("echo.scenario.ts", "Passed").waitFor();
  });

  test("scenarios are debugged", async () => {
    const { debugging } = workbench;
    const editor = await workbench.openTab("echo.scenario.ts");
    await editor.goTo(line("say(text"));
    await workbench.run("Debug: Toggle Breakpoint");
    await debugging.breakpointSigns.waitFor();
    await debugging.open();
    await workbench.run("Faultline: Debug Scenario");
    await debugging.thread("canyon", "breakpoint").waitFor();
    await debugging.variable("heard", "1 (was 0)").waitFor();
    const { step } = await preview.position();
    await debugging.press("Step Back");
    await preview.waitForStep(step - 1);
    await debugging.press("Stop");
    await debugging.toolbar.waitFor({ state: "hidden" });
  });
});
