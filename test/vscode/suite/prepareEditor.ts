import { installChromium } from "../install/chromium.ts";
import { installCodeServer } from "../install/codeServer.ts";

/** Has what the suites start in place before the first of them; vitest calls this once. */
export async function setup(): Promise<void> {
  await installCodeServer();
  process.env["CHROME_PATH"] = await installChromium();
}
