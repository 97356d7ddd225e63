import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installCodeServer } from "../install/codeServer.ts";
import { run } from "../install/command.ts";
import { root } from "../paths.ts";

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

  const server = spawn(
    process.execPath,
    [
      entry,
      ...places,
      ...["--auth", "none", "--bind-addr", "127.0.0.1:0"],
      ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
      ...(options.trustAll ? ["--disable-workspace-trust"] : []),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const origin = await listening(server);
  return {
    address(folder, file) {
      const url = new URL(origin);
      url.searchParams.set("folder", folder);
      if (file !== undefined) {
        url.searchParams.set("payload", JSON.stringify([["openFile", `vscode-remote://${url.host}${file}`]]));
      }
      return url.href;
    },
    stop: () => stop(server),
  };
}

function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    const read = (chunk: string) => {
      log += chunk;
      const address = /HTTP server listening on (http:\S+)/.exec(log)?.[1];
      if (address !== undefined) resolve(address);
    };
    for (const stream of [server.stdout, server.stderr]) stream?.setEncoding("utf8").on("data", read);
    server.on("error", reject);
    server.on("exit", () => reject(new Error(`VS Code for the browser did not start:\n${log}`)));
  });
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("exit", () => resolve());
    server.kill();
  });
}
