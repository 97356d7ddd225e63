import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gallery } from "../../gallery/files.ts";
import { startSession } from "./startSession.ts";

const session = await startSession({ files: { "notes.md": "" } });
const { workbench, preview, page } = session;

describe("the gallery", () => {
  test("is searched by what goes wrong, and read in place without being changed", async () => {
    await workbench.run("Faultline: Open Gallery");
    await workbench.choose("lost", "payment is lost");
    await workbench.choose("Read It in Place");
    await preview.waitForRun("Fire and forget: a payment is lost");
    const editor = await workbench.openTab("lost.scenario.ts");
    await page.keyboard.type("x");
    expect(await editor.isDirty()).toBe(false);
    expect(await readdir(session.folder)).toEqual(["notes.md"]);
  });

  test("is copied into the workspace under a name of one's own", async () => {
    await workbench.run("Faultline: Open Gallery");
    await workbench.choose("cut");
    await workbench.choose("Open a Copy in the Workspace");
    await workbench.enter("mine.scenario.ts");
    await preview.waitForRun("Two leaders sell one seat");
    expect(await readFile(join(session.folder, "mine.scenario.ts"), "utf8")).toBe(
      await readFile(join(gallery, "cut.scenario.ts"), "utf8"),
    );
  });

  test("gives a new scenario something to begin with, and takes no name twice", async () => {
    await workbench.run("Faultline: New Scenario…");
    await workbench.choose("a small scenario to begin with");
    await workbench.quickInput.fill("mine.scenario.ts");
    await page.getByText("There is such a file already").waitFor();
    await workbench.quickInput.fill("new.scenario.ts");
    await page.keyboard.press("Enter");
    await preview.waitForRun("A copy misses what happened while it was cut off");
    expect((await readdir(session.folder)).sort()).toEqual([
      "mine.scenario.ts",
      "new.scenario.ts",
      "notes.md",
    ]);
  });
});
