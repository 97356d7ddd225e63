import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { root } from "../paths.ts";
import { run } from "./command.ts";
import { firstExisting, onPath, windowsPrograms } from "./find.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

const usualPlaces = {
  darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: [
    ...windowsPrograms("Google\\Chrome\\Application\\chrome.exe"),
    ...windowsPrograms("Chromium\\Application\\chrome.exe"),
    ...windowsPrograms("Microsoft\\Edge\\Application\\msedge.exe"),
  ],
};

/** Path of a Chromium, Chrome or Edge: the one in CHROME_PATH, one found here, or one installed now. */
export async function installChromium(): Promise<string> {
  const chosen = process.env["CHROME_PATH"];
  if (chosen !== undefined) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH names ${chosen}, which does not exist`);
  }
  return find() ?? (await install());
}

function find(): string | undefined {
  const { platform } = process;
  const usual = platform === "darwin" || platform === "win32" ? usualPlaces[platform] : [];
  return onPath(names) ?? firstExisting([...usual, chromium.executablePath()]);
}

/** Tries Debian's package first (no licence, no download from elsewhere), then Playwright's build. */
async function install(): Promise<string> {
  console.log("Installing Chromium…");
  const failures: unknown[] = [];
  for (const attempt of [installDebianPackage, installPlaywrightBuild]) {
    try {
      await attempt();
    } catch (error) {
      failures.push(error);
    }
    const found = find();
    if (found !== undefined) return found;
  }
  throw new AggregateError(
    failures,
    `No Chromium or Chrome was found, and none could be installed. Install one and set CHROME_PATH to its program.\n\n${failures.map(String).join("\n\n")}`,
  );
}

async function installDebianPackage(): Promise<void> {
  if (!existsSync("/etc/debian_version")) return;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const environment = ["env", "DEBIAN_FRONTEND=noninteractive"];
  const aptGet = async (...args: string[]) => {
    const [command, ...rest] = [...asRoot, ...environment, "apt-get", ...args];
    await run(command, rest);
  };
  await aptGet("update");
  await aptGet("install", "--yes", "--no-install-recommends", "chromium");
}

async function installPlaywrightBuild(): Promise<void> {
  await run(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], { cwd: root });
}
