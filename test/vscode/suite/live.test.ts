import { describe, expect, test } from "vitest";
import type { Editor } from "../driver/editor.ts";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

const session = await startSession({ files: { "echo.scenario.ts": echo, "other.ts": "export {};\n" } });
const { workbench, preview } = session;
const line = (text: string) => echo.split("\n").findIndex((candidate) => candidate.includes(text)) + 1;

describe("the diagram beside a scenario", () => {
  let editor: Editor;

  test("is offered by a button in the editor's title, and only for scenario files", async () => {
    await workbench.openFile("other.ts");
    await expect.poll(() => workbench.titleButton("Open Diagram to the Side").count()).toBe(0);
    editor = await workbench.openFile("echo.scenario.ts");
    await workbench.titleButton("Open Diagram to the Side").waitFor();
  });

  test("appears on the button", async () => {
    await workbench.titleButton("Open Diagram to the Side").click();
    await preview.waitForRun("Echo");
    await preview.message('say("hello")').waitFor();
    await workbench.tab("echo.scenario.ts").waitFor();
  });

  test("is redrawn as one types, without saving and without taking the focus", async () => {
    await editor.goTo(line('"hello"'), echo.split("\n")[line('"hello"') - 1].indexOf("hello") + 1);
    await editor.insert("hi, ");
    await preview.message('say("hi, hello")').waitFor();
    await editor.insert("there, ");
    await preview.message('say("hi, there, hello")').waitFor();
    expect(await editor.isDirty()).toBe(true);
  });

  test("keeps the last good picture when an edit breaks the file, and says where", async () => {
    await editor.replaceLine(line("heard += 1"), "    this.heard += ;");
    await preview.banner.getByText("Last good run").waitFor();
    await preview.message('say("hi, there, hello")').waitFor();
    await workbench.problems.open();
    await workbench.problems.matching(/^Error: .* at line 7 and character 19\..*Faultline/).waitFor();
  });

  test("goes on when the edit is mended", async () => {
    await editor.replaceLine(line("heard += 1"), "    this.heard += 2;");
    await preview.banner.waitFor({ state: "detached" });
    await workbench.problems.matching(/Faultline/).waitFor({ state: "detached" });
    expect(await workbench.notifications().count()).toBe(0);
  });

  test("is drawn in spite of a type error", async () => {
    await editor.replaceLine(line("heard += 1"), '    this.heard += "x".length; const wrong: number = "no";');
    await editor.replaceLine(line('"again"'), '  await hiker.call(canyon, "say", "typed");');
    await preview.message('say("typed")').waitFor();
  });

  test("follows the seed", async () => {
    await preview.button("Next seed").click();
    await expect.poll(() => preview.seed.inputValue()).toBe("2");
    await preview.seed.fill("41");
    await preview.seed.press("Enter");
    await expect.poll(() => preview.seed.inputValue()).toBe("41");
  });

  test("lets one choose among several scenarios of a file", async () => {
    const second =
      'scenario("Silence", async (world) => { world.nodes(Echo, ["cave"]); await world.quiet(); })';
    const several = echo
      .replace("export default scenario(", "const first = scenario(")
      .concat(`const second = ${second};\nexport default [first, second];\n`);
    await editor.replaceAll(several);
    await preview.scenarios.selectOption("Silence");
    await preview.waitForRun("Silence");
    await preview.scenarios.selectOption("Echo");
    await preview.waitForRun("Echo");
  });
});
