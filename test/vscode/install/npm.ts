import { run } from "./command.ts";

/** Runs npm in a folder, as Node 24 since `node_modules/.bin` comes first on the PATH of npm's own scripts. */
export function npm(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  return run("npm", [...args, "--no-audit", "--no-fund"], {
    cwd: folder,
    env: { ...process.env, ...environment },
    shell: process.platform === "win32",
  });
}
