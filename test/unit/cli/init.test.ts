import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

const terminal = Terminal.with({});
const TSC = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));

/** What the compiler says about a folder, checking declaration files too. */
async function typeCheck(folder: string): Promise<string> {
  const args = [TSC, "-p", folder, "--skipLibCheck", "false"];
  return promisify(execFile)(process.execPath, args).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );
}

describe("faultline init", () => {
  it("writes a scenario that runs, and the types with which it checks", { timeout: 120_000 }, async () => {
    const { code, stdout } = await terminal.run(["init", "new"]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      "wrote new/first.scenario.ts\nwrote new/faultline.d.ts\nwrote new/tsconfig.json\n\n" +
        "Run it with: faultline run new/first.scenario.ts\n",
    );
    expect((await terminal.run(["run", "new"])).code).toBe(0);
    expect(await typeCheck(join(terminal.folder, "new"))).toBe("");
  });

  it("types the scenarios: a misspelt message is found", { timeout: 120_000 }, async () => {
    await terminal.run(["init", "wrong"]);
    const file = join(terminal.folder, "wrong/first.scenario.ts");
    await writeFile(file, (await readFile(file, "utf8")).replace('"add", 1', '"ad", 1'));
    expect(await typeCheck(join(terminal.folder, "wrong"))).toMatch(
      /first\.scenario\.ts\(\d+,\d+\): error TS/,
    );
  });

  it("overwrites nothing", async () => {
    await terminal.run(["init", "mine"]);
    const file = join(terminal.folder, "mine/first.scenario.ts");
    await writeFile(file, "mine");
    const { code, stdout } = await terminal.run(["init", "mine"]);
    expect(code).toBe(0);
    expect(stdout).toContain("kept mine/first.scenario.ts, which was there already\n");
    expect(await readFile(file, "utf8")).toBe("mine");
  });

  it("leaves a project around it as it is, types included", async () => {
    await terminal.run(["init", "project"]);
    const { stdout } = await terminal.run(["init", "project/sub"]);
    expect(stdout).toContain(
      "wrote project/sub/first.scenario.ts\nkept project/faultline.d.ts, which was there already\n\n",
    );
  });
});
