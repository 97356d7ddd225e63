import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { buildHostSuite } from "./host/build.ts";
import { editorFolder, root } from "./paths.ts";

// Runs the extension-host suite in a desktop VS Code: the one in VSCODE_PATH (its Electron program), or one that is
// downloaded. Ends with 0 and a line that begins with SKIPPED where there is neither: no machine must have one.

/** A desktop VS Code, or why there is none. */
async function findEditor(): Promise<{ program: string } | { missing: string }> {
  if (process.platform === "linux" && process.env["DISPLAY"] === undefined) {
    return { missing: "there is no display (try xvfb-run -a npm run test:desktop)" };
  }
  const chosen = process.env["VSCODE_PATH"];
  if (chosen !== undefined) return { program: chosen };
  try {
    return { program: await downloadAndUnzipVSCode({ cachePath: editorFolder }) };
  } catch (error) {
    return {
      missing: `VS Code can't be downloaded (${String(error)}); VSCODE_PATH may name an installed one`,
    };
  }
}

async function test(program: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "faultline-desktop-"));
  const folder = join(home, "folder");
  await mkdir(folder);
  try {
    await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: root,
      extensionTestsPath: await buildHostSuite(),
      launchArgs: [
        folder,
        "--disable-extensions",
        "--disable-workspace-trust",
        `--user-data-dir=${join(home, "data")}`,
        `--extensions-dir=${join(home, "extensions")}`,
      ],
    });
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

const editor = await findEditor();
if ("missing" in editor)
  console.warn(`SKIPPED: the suite was not tried in a desktop VS Code: ${editor.missing}`);
else await test(editor.program);
