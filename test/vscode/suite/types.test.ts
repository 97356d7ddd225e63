import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startSession } from "./startSession.ts";

const session = await startSession({ files: { "empty.scenario.ts": "" } });
const { workbench, page } = session;

describe("the types of a scenario, with nothing installed", () => {
  test("check it", async () => {
    const editor = await workbench.openFile("empty.scenario.ts");
    await editor.replaceAll('import { scenario } from "faultline";\n\nscenario(5, () => {});\n');
    await workbench.problems.open();
    await workbench.problems
      .matching(/^Error: Argument of type 'number'.* at line 3 and character 10\./)
      .waitFor();
  });

  test("complete what it imports", async () => {
    const editor = await workbench.openFile("empty.scenario.ts");
    await editor.replaceAll(
      'import { Node, scenario } from "faultline";\n\nscenario("", (world) => { world. });',
    );
    await editor.goTo(3, 'scenario("", (world) => { world.'.length + 1);
    await page.keyboard.press("Control+Space");
    await editor.suggestions.filter({ hasText: "agree" }).first().waitFor();
    await page.keyboard.press("Escape");
  });

  test("are written into the folder on demand", async () => {
    await workbench.run("Faultline: Add Types to Workspace");
    await expect
      .poll(() => readFile(join(session.folder, "faultline.d.ts"), "utf8").catch(() => ""))
      .toContain("scenario");
  });
});
