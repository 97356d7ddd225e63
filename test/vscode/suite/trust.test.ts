import { describe, expect, test } from "vitest";
import { toJson } from "../../../src/exporters/json.ts";
import { shopTrace } from "../../webview/support/traces.ts";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

const session = await startSession({
  files: { "echo.scenario.ts": echo, "shop.trace.json": toJson(shopTrace()) },
  trusted: false,
  // Asking once at the start is VS Code's own business.
  settings: { "security.workspace.trust.startupPrompt": "never" },
});
const { workbench, preview } = session;

describe("in Restricted Mode", () => {
  test("a saved trace opens", async () => {
    await workbench.show("shop.trace.json");
    await preview.waitForRun(shopTrace().scenario);
    await workbench.run("View: Close Editor");
  });

  test("nothing runs and the panel says so", async () => {
    await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.frame.getByRole("region", { name: "Restricted Mode" }).waitFor();
    expect(await preview.message('say("hello")').count()).toBe(0);
  });

  test.each([
    ["tested", "Test: Run All Tests", "Running tests may execute code"],
    ["debugged", "Faultline: Debug Scenario", "Debugging executes build tasks and program code"],
  ])("nothing is %s until the folder is trusted", async (_, command, why) => {
    const { debugging, testing } = workbench;
    await testing.open();
    await testing.row("echo.scenario.ts").waitFor();
    await workbench.openTab("echo.scenario.ts");
    await workbench.run(command);
    await workbench.dialog(why).getByRole("button", { name: "Cancel" }).click();
    await workbench.dialog(why).waitFor({ state: "detached" });
    await testing.row("echo.scenario.ts", "Not yet run").waitFor();
    expect(await debugging.toolbar.isVisible()).toBe(false);
    expect(await preview.message('say("hello")').count()).toBe(0);
  });

  test("the scenario runs as soon as the folder is trusted", async () => {
    await preview.button("Manage Workspace Trust").click();
    await workbench.page.getByRole("button", { name: "Trust", exact: true }).first().click();
    await preview.waitForRun("Echo");
  });
});
