import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { installChromium } from "../install/chromium.ts";

/** Starts a headless Chromium that talks to nobody on its own. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await installChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
