import { describe, test } from "vitest";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

const named = (name: string) => echo.replace('scenario("Echo"', `scenario("${name}"`);

/** A file in each of two folders, one of which imports what lies beside it. */
const session = await startSession({
  files: {
    "east/dawn.scenario.ts": named("Eastern echo"),
    "west/dusk.scenario.ts": `import { words } from "./words.ts";\n${named("Western echo").replace('"hello"', "words")}`,
    "west/words.ts": 'export const words = "howdy";\n',
  },
  roots: ["east", "west"],
});
const { workbench, preview } = session;
const { testing, debugging } = workbench;

describe("a workspace of several folders", () => {
  test("has the scenarios of all of them in the Testing view, each below its folder", async () => {
    await testing.open();
    for (const [folder, file, scenario] of [
      ["east", "dawn.scenario.ts", "Eastern echo"],
      ["west", "dusk.scenario.ts", "Western echo"],
    ]) {
      await testing.expand(folder);
      await testing.expand(file);
      await testing.row(scenario).waitFor();
      await testing.run(folder);
      await testing.row(scenario, "Passed").waitFor();
    }
  });

  test("shows the run of the file that is meant, with what it imports", async () => {
    await workbench.openFile("dusk.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Western echo");
    await preview.message('say("howdy")').first().waitFor();
    await testing.open();
    await testing.debug("Western echo");
    await debugging.toolbar.waitFor();
    await debugging.press("Stop");
    await debugging.toolbar.waitFor({ state: "hidden" });
  });
});
