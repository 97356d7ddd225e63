import { installChromium } from "./chromium.ts";

/** Tells the tests by CHROME_PATH which browser to start; vitest calls this before it starts them. */
export async function setup(): Promise<void> {
  process.env["CHROME_PATH"] = await installChromium();
}
