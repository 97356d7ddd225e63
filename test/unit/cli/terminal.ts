import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, vi } from "vitest";
import type { Host } from "../../../src/cli/host.ts";
import { main } from "../../../src/cli/main.ts";

/** The built product, in which the worker is. `npm test` builds it first. */
const DIST = new URL("../../../dist/", import.meta.url);

/** What a command printed and how it ended. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of files for the tests of one file, and a terminal in it. */
export class Terminal {
  folder = "";

  /** Makes the folder before the tests and removes it after them. */
  static with(files: Readonly<Record<string, string>>): Terminal {
    const terminal = new Terminal();
    // Each run starts a worker, and there may be only one slow processor for all tests.
    vi.setConfig({ testTimeout: 30_000 });
    beforeAll(async () => {
      if (!existsSync(new URL("worker.cjs", DIST))) throw new Error("Build first: npm run build");
      terminal.folder = await mkdtemp(join(tmpdir(), "faultline-"));
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(terminal.folder, name)), { recursive: true });
        await writeFile(join(terminal.folder, name), text);
      }
    });
    afterAll(() => rm(terminal.folder, { recursive: true }));
    return terminal;
  }

  /** Runs a command in this process. */
  async run(args: readonly string[], surroundings: Partial<Host> = {}): Promise<Finished> {
    const printed = { stdout: "", stderr: "" };
    const output = (name: "stdout" | "stderr") => ({
      write: (text: string) => void (printed[name] += text),
      isTTY: false,
    });
    const code = await main(args, {
      stdout: output("stdout"),
      stderr: output("stderr"),
      env: {},
      folder: this.folder,
      dist: DIST,
      signal: new AbortController().signal,
      ...surroundings,
    });
    return { code, ...printed };
  }

  /** Starts the built command line as a process of its own. */
  spawn(...args: string[]) {
    const cli = fileURLToPath(new URL("cli.js", DIST));
    return spawn(process.execPath, [cli, ...args], { cwd: this.folder, stdio: ["ignore", "pipe", "pipe"] });
  }
}
