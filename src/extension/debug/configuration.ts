import { Uri } from "vscode";
import type { DebugConfiguration, WorkspaceFolder } from "vscode";
import type { Destination } from "../run/session.ts";
import { fileName } from "../scenarioFile.ts";
import type { LaunchArguments } from "./adapter/adapter.ts";
import type { StopAt } from "./adapter/motion.ts";

/** The debug type, as the manifest names it. */
export const DEBUG_TYPE = "faultline";

/** What a debug session is started with, as the manifest describes it. */
export interface ScenarioConfiguration extends DebugConfiguration, Pick<LaunchArguments, "stopAt"> {
  /** Path or URI of the scenario file. */
  readonly program: string;
  /** What the diagram of the file shows, else the file's first scenario, when absent. */
  readonly scenario?: string;
  /** What the diagram of the file shows, else that of the first picture, when absent. */
  readonly seed?: number;
}

/** The configuration that steps through a scenario of a file. */
export function configurationFor(file: Uri, scenario?: string, seed?: number): ScenarioConfiguration {
  return {
    type: DEBUG_TYPE,
    request: "launch",
    name: scenario ?? fileName(file),
    program: file.toString(),
    ...(scenario !== undefined && { scenario }),
    ...(seed !== undefined && { seed }),
  };
}

/** The run that a configuration is about. */
export function destinationOf({ scenario, seed }: ScenarioConfiguration): Destination {
  return { ...(scenario !== undefined && { scenario }), ...(seed !== undefined && { seed }) };
}

/** The file that a path or a URI names; a relative path is one within a folder. */
export function toUri(program: string, folder?: WorkspaceFolder): Uri {
  // One letter is a drive.
  if (/^[a-z][a-z\d+.-]+:/i.test(program)) return Uri.parse(program, true);
  const isAbsolute = /^([/\\]|[a-z]:)/i.test(program);
  return folder && !isAbsolute ? Uri.joinPath(folder.uri, program) : Uri.file(program);
}

const STOPS: readonly unknown[] = ["breakpoint", "first", "violation", "last"] satisfies StopAt[];

/** What is wrong with a configuration that somebody wrote by hand, if anything is. */
export function mistakeIn(given: Readonly<Record<string, unknown>>): string | undefined {
  const { program, scenario, seed, stopAt } = given;
  if (typeof program !== "string") return "“program” must be the path of a scenario file.";
  if (!["string", "undefined"].includes(typeof scenario)) return "“scenario” must be the name of a scenario.";
  if (seed !== undefined && !(Number.isSafeInteger(seed) && Number(seed) >= 0))
    return "“seed” must be a whole number from 0 up.";
  if (stopAt !== undefined && !STOPS.includes(stopAt)) return `“stopAt” must be one of ${STOPS.join(", ")}.`;
  return undefined;
}
