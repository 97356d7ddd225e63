import { describe, test } from "vitest";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

const session = await startSession({ files: { "echo.scenario.ts": echo } });
const { workbench, preview, page } = session;

describe("making something else happen, from the picture", () => {
  test("writes the line that does it, and the run goes that way", async () => {
    const editor = await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Echo");
    await preview.event(/^canyon handles say\("hello"\)/).click({ button: "right" });
    await preview.frame.getByRole("menuitem", { name: "Deliver it twice" }).click();
    await editor
      .line('world.intercept({ from: "hiker", to: "canyon", name: "say", nth: 1 }, duplicate());')
      .waitFor();
    await editor.line("import { duplicate, Node").waitFor();
    await preview
      .event(/duplicat/)
      .first()
      .waitFor();
  });

  test("is taken back by one undo", async () => {
    const editor = await workbench.openTab("echo.scenario.ts");
    await editor.focus();
    await page.keyboard.press("Control+z");
    await editor.line("world.intercept(").waitFor({ state: "detached" });
    await editor.line("duplicate").waitFor({ state: "detached" });
    await preview.event(/duplicat/).waitFor({ state: "detached" });
  });

  test("asks what, and after what, where that isn't said", async () => {
    const editor = await workbench.openTab("echo.scenario.ts");
    await preview.event(/^canyon handles say\("hello"\)/).click();
    await workbench.run("Faultline: Make Something Else Happen Here…");
    await workbench.choose("Delay it until after…");
    await workbench.choose("By a number of milliseconds…");
    await workbench.enter("40");
    await editor.line("}, delay(40));").waitFor();
  });
});
