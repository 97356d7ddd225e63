import { spawn } from "node:child_process";
import type { SpawnOptions } from "node:child_process";

/**
 * Runs a program to its end and gives what it wrote to stdout.
 * Rejects with the command line and the end of its output when it can't be started or fails.
 */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
      all += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (all += chunk));
    const fail = (why: string) =>
      reject(new Error(`${[command, ...args].join(" ")}\n${all.slice(-4000)}\n${why}`));
    child.on("error", (error) => fail(error.message));
    child.on("close", (code, signal) =>
      code === 0 ? resolve(stdout) : fail(`failed: ${signal ?? String(code)}`),
    );
  });
}
