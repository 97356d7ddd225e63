import { join } from "node:path";
import { installCodeServer } from "../install/codeServer.ts";
import { root } from "../paths.ts";
import { startServer } from "./server.ts";

/** VS Code's own server, running, ready to try a test module in its extension host. */
export interface RunningBareServer {
  /** Address of a window on `folder` that loads Faultline from the checkout and then calls `run` of the module. */
  testAddress(folder: string, module: string): string;
  /** Address of a window on `folder` that runs Faultline from the checkout inside the browser, without Node. */
  browserHostAddress(folder: string): string;
  stop(): Promise<void>;
}

/**
 * Starts the server below VS Code for the browser: a window on it is the only one that takes a test module.
 * @param home empty folder for its data and extensions
 */
export async function startBareServer(home: string): Promise<RunningBareServer> {
  const { server: program } = await installCodeServer();
  const server = await startServer(
    program,
    [
      ...["--host", "127.0.0.1", "--port", "0"],
      ...["--server-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")],
      ...["--without-connection-token", "--accept-server-license-terms", "--disable-workspace-trust"],
      ...["--disable-telemetry", "--enable-smoke-test-driver"],
    ],
    /Web UI available at (http:\S+)/,
  );
  const { host } = new URL(server.origin);
  const remote = (path: string) => `vscode-remote://${host}${path}`;
  const address = (folder: string, payload: readonly (readonly [string, string])[]) => {
    const url = new URL(server.origin);
    const all = [["extensionDevelopmentPath", remote(root)], ["skipWelcome", "true"], ...payload];
    url.searchParams.set("folder", folder);
    url.searchParams.set("payload", JSON.stringify(all));
    return url.href;
  };
  return {
    testAddress: (folder, module) => address(folder, [["extensionTestsPath", remote(module)]]),
    browserHostAddress: (folder) => address(folder, [["extensionDevelopmentKind", "web"]]),
    stop: () => server.stop(),
  };
}
