import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

/** A scenario file with one scenario for each name. */
function file(...names: readonly string[]): string {
  const scenarios = names.map((name) => `  scenario(${JSON.stringify(name)}, () => undefined),\n`);
  return `import { scenario } from "faultline";\n\nexport default [\n${scenarios.join("")}];\n`;
}

/** Fails at its third event, and writes to the console. */
const failing = echo
  .replace('scenario("Echo"', 'scenario("Deaf"')
  .replace(
    "  world.network.latency",
    '  world.always("nothing is heard", () => canyon.state.heard === 0);\n  console.log("a word");\n  world.network.latency',
  );

/** Fails with some seeds. */
const unlucky = `import { scenario } from "faultline";

export default scenario("Unlucky", async (world) => {
  const luck = Math.random();
  world.client("ana");
  world.atEnd("lucky", () => luck < 0.8);
  await world.sleep(1);
});
`;

const session = await startSession({
  files: {
    "echo.scenario.ts": echo,
    "deaf.scenario.ts": failing,
    "unlucky.scenario.ts": unlucky,
    "deep/er/two.scenario.ts": file("First", "Second").replace('"First"', '["Fi", "rst"].join("")'),
    "deep/er/below/violated.scenario.ts": echo
      .replace('scenario("Echo"', 'scenario("As foreseen"')
      .replace("  world.network", '  world.always("never", () => false);\n  world.network')
      .replace(/\}\);\n$/, '}).violates("never");\n'),
    "endless.scenario.ts":
      'import { scenario } from "faultline";\n\nexport default scenario("Endless", () => { for (;;); });\n',
    "node_modules/a/a.scenario.ts": file("Dependency"),
    "out/b.scenario.ts": file("Ignored"),
    "hidden/c.scenario.ts": file("Excluded"),
    ".gitignore": "/out\n",
  },
  settings: {
    "search.exclude": { "**/hidden": true },
    "faultline.test.seeds": 40,
    // Long enough that nobody waits for it.
    "faultline.run.timeLimit": 60_000,
  },
});
const { workbench, preview, folder } = session;
const { testing } = workbench;

describe("the Testing view", () => {
  test("has every scenario of the workspace, without running or opening any", async () => {
    await testing.open();
    await testing.row("unlucky.scenario.ts").waitFor();
    expect(await testing.labels()).toEqual([
      "deep/er",
      "deaf.scenario.ts",
      "echo.scenario.ts",
      "endless.scenario.ts",
      "unlucky.scenario.ts",
    ]);
    await testing.expand("deep/er");
    await testing.expand("below");
    await testing.expand("violated.scenario.ts");
    await testing.row("As foreseen", "Not yet run").waitFor();
    expect(await workbench.tab("violated.scenario.ts").count()).toBe(0);
  });

  test("runs one scenario that does as it says", async () => {
    await testing.run("As foreseen");
    await testing.row("As foreseen", "Passed").waitFor();
    await testing.output.getByText("As foreseen · fails as expected · seed 1").waitFor();
  });

  test("finds by a run what the text alone doesn't say, and runs all of a file", async () => {
    await testing.row("two.scenario.ts (more after a run)").waitFor();
    await testing.run("two.scenario.ts");
    await testing.row("two.scenario.ts", "Passed").waitFor();
    await testing.expand("two.scenario.ts");
    await testing.row("First", "Passed").waitFor();
    await testing.row("Second", "Passed").waitFor();
    await testing.row("more after a run").waitFor({ state: "detached" });
  });

  test("says at the line, in the results and in the output what failed", async () => {
    await workbench.openFile("deaf.scenario.ts");
    await testing.open();
    await testing.run("deaf.scenario.ts");
    await testing.row("deaf.scenario.ts", "Failed").waitFor();
    await testing.inText.getByText("nothing is heard: no longer holds").waitFor();
    await testing.output.getByText("a word").waitFor();
    await testing.output.getByText(/deaf\.scenario\.ts:15/).waitFor();
    await testing.message("nothing is heard").click();
    await testing.shown.getByText("It holds after every event").waitFor();
    await testing.shown.getByText('#3 at 0 ms: canyon handles say("hello")').waitFor();
    await testing.shown.getByText("Seed: 1").waitFor();
    await testing.shown.getByText(/#\d at 0 ms: hiker asks canyon for say\("hello"\)/).waitFor();
  });

  test("leads from a failure to the picture of its event", async () => {
    await testing.showInDiagram.click();
    await preview.waitForRun("Deaf");
    await preview.waitForStep(3);
  });

  test("has a sign beside the line that runs the scenario", async () => {
    await workbench.openFile("echo.scenario.ts");
    await testing.gutter.first().click();
    await testing.open();
    await testing.row("echo.scenario.ts", "Passed").waitFor();
  });

  test("leads from a scenario to its picture", async () => {
    const row = testing.row("echo.scenario.ts");
    await row.hover();
    await row.getByRole("button", { name: "Show in Diagram" }).click();
    await preview.waitForRun("Echo");
  });

  test("runs with many seeds, and shows the first that is bad", async () => {
    await testing.open();
    await testing.runUsing("unlucky.scenario.ts", "Many Seeds");
    await testing.row("unlucky.scenario.ts", "Failed").waitFor();
    await testing.output.getByText(/seeds 1–40 · \d+ of 40 not as expected/).waitFor();
    await testing.message("Unlucky").click();
    await testing.shown.getByText(/Seed: \d+, the first of \d+ with which it fails, out of 40/).waitFor();
  });

  test("stops an endless scenario within a second", async () => {
    await testing.run("endless.scenario.ts");
    await testing.busy("endless.scenario.ts").waitFor();
    await testing.cancelButton.click();
    const asked = Date.now();
    await testing.cancelButton.waitFor({ state: "detached" });
    expect(Date.now() - asked).toBeLessThan(1000);
  });
});

describe("the tests follow the files", () => {
  test("as they are made, also within a folder that is moved here", async () => {
    await writeFile(join(folder, "new.scenario.ts"), file("Fresh"));
    await testing.expand("new.scenario.ts");
    await testing.row("Fresh").waitFor();
    await mkdir(join(folder, "..", "elsewhere"));
    await writeFile(join(folder, "..", "elsewhere", "moved.scenario.ts"), file("Moved"));
    await rename(join(folder, "..", "elsewhere"), join(folder, "here"));
    await testing.expand("here");
    await testing.row("moved.scenario.ts").waitFor();
  });

  test("as they are renamed, and deleted with their folder", async () => {
    await rename(join(folder, "new.scenario.ts"), join(folder, "old.scenario.ts"));
    await testing.row("old.scenario.ts").waitFor();
    await testing.row("new.scenario.ts").waitFor({ state: "detached" });
    await rm(join(folder, "here"), { recursive: true });
    await testing.row("here").waitFor({ state: "detached" });
  });

  test("as they are typed, unsaved", async () => {
    const editor = await workbench.openFile("old.scenario.ts");
    await editor.replaceAll(file("Fresher", "Freshest"));
    await testing.open();
    await testing.expand("old.scenario.ts");
    await testing.row("Freshest").waitFor();
    await testing.row("Fresh").and(testing.row("Fresher")).waitFor();
    expect(await editor.isDirty()).toBe(true);
  });
});
