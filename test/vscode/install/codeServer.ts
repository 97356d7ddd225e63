import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { editorFolder } from "../paths.ts";
import { npm } from "./npm.ts";

const version = "4.139.1";
const home = join(editorFolder, `code-server-${version}`);

/** Where things are in an installed VS Code for the browser. */
export interface CodeServer {
  /** Node program of the editor as a user has it. */
  readonly entry: string;
  /** Node program of the bare server, which can run tests inside its extension host. */
  readonly server: string;
}

/**
 * Installs VS Code for the browser on first use and says where it is. It comes from npm alone, so that it can be
 * had wherever this repository's own dependencies can.
 */
export async function installCodeServer(): Promise<CodeServer> {
  if (!existsSync(home)) await install();
  const root = join(home, "node_modules/code-server");
  return { entry: join(root, "out/node/entry.js"), server: join(root, "lib/vscode/out/server-main.js") };
}

/** A finished install is moved into place in one step: what an interrupted one leaves is never taken for it. */
async function install(): Promise<void> {
  console.log(`Installing VS Code for the browser (code-server ${version}): once, a minute or two…`);
  const partial = `${home}.partial`;
  const vscode = join(partial, "node_modules/code-server/lib/vscode");
  try {
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await writeFile(join(partial, "package.json"), `{ "private": true }\n`);
    // Its install scripts want Kerberos headers for features that stay unused; the two native modules that the
    // extension host can't start without are compiled by name, against headers that come from npm as well.
    const headers = `${process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node"}-${process.platform}-${process.arch}`;
    await npm(partial, [
      "install",
      "--ignore-scripts",
      `code-server@${version}`,
      `${headers}@${process.versions.node}`,
    ]);
    await Promise.all([
      npm(vscode, ["install", "--omit=dev", "--ignore-scripts"]),
      npm(join(vscode, "extensions"), ["install", "--omit=dev", "--ignore-scripts"]),
    ]);
    await npm(vscode, ["rebuild", "@vscode/spdlog", "@vscode/native-watchdog"], {
      npm_config_nodedir: join(partial, "node_modules", headers),
    });
    await rename(partial, home);
  } catch (error) {
    throw new Error(
      `VS Code for the browser could not be installed. It needs npm's registry and a C++ compiler, make and ` +
        `Python 3 (on Debian: apt-get install build-essential python3). Run again to start over.\n\n${String(error)}`,
      { cause: error },
    );
  }
}
