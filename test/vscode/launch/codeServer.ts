import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installCodeServer } from "../install/codeServer.ts";
import { run } from "../install/command.ts";
import { root } from "../paths.ts";
import { startServer } from "./server.ts";

/** What the editor is started with. */
export interface CodeServerOptions {
  /** Empty folder for its settings, extensions and logs. */
  readonly home: string;
  /** An installed `.vsix`; the checkout itself, unpacked, when absent. */
  readonly vsix?: string;
  /** Whether every folder is trusted; else folders open in Restricted Mode. */
  readonly trustAll: boolean;
  /** User settings on top of {@link quietSettings}. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** VS Code in the browser, running. */
export interface RunningCodeServer {
  /** Address of the workbench that shows `folder`, with `file` open. */
  address(folder: string, file?: string): string;
  /** Address of the workbench that shows the folders of a `.code-workspace` file. */
  workspaceAddress(file: string): string;
  stop(): Promise<void>;
}

/** Keeps what is not the subject out of the window. */
const quietSettings = {
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Starts VS Code for the browser on a free port of this machine and waits until it answers. */
export async function startCodeServer(options: CodeServerOptions): Promise<RunningCodeServer> {
  const { entry } = await installCodeServer();
  const extensions = join(options.home, "extensions");
  const data = join(options.home, "data");
  await mkdir(extensions, { recursive: true });
  await mkdir(join(data, "User"), { recursive: true });
  await writeFile(
    join(data, "User/settings.json"),
    JSON.stringify({ ...quietSettings, ...options.settings }),
  );
  const places = ["--user-data-dir", data, "--extensions-dir", extensions];
  if (options.vsix === undefined) await symlink(root, join(extensions, "faultline.faultline-0.1.0"), "dir");
  else await run(process.execPath, [entry, ...places, "--install-extension", options.vsix]);

  const server = await startServer(
    entry,
    [
      ...places,
      ...["--auth", "none", "--bind-addr", "127.0.0.1:0"],
      ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
      ...(options.trustAll ? ["--disable-workspace-trust"] : []),
    ],
    /HTTP server listening on (http:\S+)/,
  );
  return {
    address(folder, file) {
      const url = new URL(server.origin);
      url.searchParams.set("folder", folder);
      if (file !== undefined) {
        url.searchParams.set("payload", JSON.stringify([["openFile", `vscode-remote://${url.host}${file}`]]));
      }
      return url.href;
    },
    workspaceAddress(file) {
      const url = new URL(server.origin);
      url.searchParams.set("workspace", file);
      return url.href;
    },
    stop: () => server.stop(),
  };
}
