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
});
