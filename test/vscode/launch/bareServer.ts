import { join } from "node:path";
import { installCodeServer } from "../install/codeServer.ts";
import { root } from "../paths.ts";
import { startServer } from "./server.ts";

/** VS Code's own server, running, ready to try a test module in its extension host. */
export interface RunningBareServer {
  /** Address of a window on `folder` that loads Faultline from the checkout and then calls `run` of the module. */
  testAddress(folder: string, module: string): string;
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
  return {
    testAddress(folder, module) {
      const url = new URL(server.origin);
      const remote = (path: string) => `vscode-remote://${url.host}${path}`;
      const payload = [
        ["extensionDevelopmentPath", remote(root)],
        ["extensionTestsPath", remote(module)],
        ["skipWelcome", "true"],
      ];
      url.searchParams.set("folder", folder);
      url.searchParams.set("payload", JSON.stringify(payload));
      return url.href;
    },
    stop: () => server.stop(),
  };
}
