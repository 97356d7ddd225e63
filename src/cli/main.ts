import { readFile } from "node:fs/promises";
import { checkCommand } from "./check.ts";
import type { Command } from "./command.ts";
import { compareCommand } from "./compare.ts";
import { exportCommand } from "./export.ts";
import { EXIT, UsageError } from "./host.ts";
import type { ExitCode, Host } from "./host.ts";
import { initCommand } from "./init.ts";
import { runCommand } from "./run.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  run: runCommand,
  compare: compareCommand,
  export: exportCommand,
  check: checkCommand,
  init: initCommand,
};

const HELP = `Runs scenarios of distributed systems, deterministically.

Usage: faultline <command> [options]

Commands:
  run [FILE|FOLDER…]   run scenarios and check them
  compare A [B]        say how two runs differ
  export FILE          draw the run of one scenario
  check FILE…          say whether recorded histories are consistent
  init [FOLDER]        write a first scenario and the types it needs

Options:
  --help               show this help, or that of a command
  --version            show the version

Exit codes: 0 all as expected, 1 a check failed or two runs differ, 2 something could not run, 3 it can't be said.
`;

/**
 * The command line.
 * @param args What follows the program's name.
 * @returns The exit code. Errors are on `host.stderr` by then.
 */
export async function main(args: readonly string[], host: Host): Promise<ExitCode> {
  try {
    return await dispatch(args, host);
  } catch (error) {
    if (host.signal.aborted) return EXIT.interrupted;
    if (!(error instanceof UsageError)) throw error;
    host.stderr.write(`faultline: ${error.message}\n`);
    return EXIT.unable;
  }
}

async function dispatch(args: readonly string[], host: Host): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (args.length === 0) {
    host.stderr.write(HELP);
    return EXIT.unable;
  }
  if (name === "--help" || name === "-h") {
    host.stdout.write(HELP);
    return EXIT.ok;
  }
  if (name === "--version") {
    host.stdout.write(`${await version(host)}\n`);
    return EXIT.ok;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    const kind = name.startsWith("-") ? "option" : "command";
    throw new UsageError(`there is no ${kind} "${name}"; see faultline --help`);
  }
  const command = COMMANDS[name];
  if (rest.includes("--help") || rest.includes("-h")) {
    host.stdout.write(command.help);
    return EXIT.ok;
  }
  return command.run(rest, host);
}

async function version({ dist }: Host): Promise<string> {
  const manifest = await readFile(new URL("../package.json", dist), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
