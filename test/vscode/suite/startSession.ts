import { join } from "node:path";
import { afterAll, beforeEach, inject } from "vitest";
import { Session } from "../driver/session.ts";
import type { SessionOptions } from "../driver/session.ts";
import { editorFolder } from "../paths.ts";

/**
 * Starts VS Code for the tests of one file, with the Faultline that this run of the suite is about. It ends with the
 * file, and leaves a picture of the window for each test that fails.
 */
export async function startSession(options: Omit<SessionOptions, "vsix">): Promise<Session> {
  const vsix = inject("vsix");
  const session = await Session.start({ ...options, ...(vsix !== "" && { vsix }) });
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(async () => {
      const name = `${vsix === "" ? "folder" : "vsix"} ${task.name}`.replaceAll(/\W+/g, "-");
      await session.page.screenshot({ path: join(editorFolder, "failures", `${name}.png`) });
    });
  });
  afterAll(() => session.stop());
  return session;
}
