import type { ExitCode, Host } from "./host.ts";

/** One command of the command line. */
export interface Command {
  readonly help: string;
  /**
   * @param args What follows the command's name.
   * @throws {UsageError} for arguments that make no sense
   */
  run(args: readonly string[], host: Host): Promise<ExitCode>;
}
