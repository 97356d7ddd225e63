import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";

/** A program that serves on this machine. */
export interface Server {
  /** Where it listens, as it says itself. */
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Starts a Node program and waits until it says where it listens.
 * @param announcement finds the address in its output, as the first group
 */
export async function startServer(
  program: string,
  args: readonly string[],
  announcement: RegExp,
): Promise<Server> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const origin = await listening(child, announcement);
  return { origin, stop: () => stop(child) };
}

function listening(child: ChildProcess, announcement: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    const read = (chunk: string) => {
      log += chunk;
      const origin = announcement.exec(log)?.[1];
      if (origin !== undefined) resolve(origin);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", read);
    child.on("error", reject);
    child.on("exit", () => reject(new Error(`${child.spawnargs.join(" ")} did not start:\n${log}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await exited;
}
