import { Uri } from "vscode";
import type { TestItem, TestMessage } from "vscode";
import type { Destination } from "../run/session.ts";
import { isScenarioFile } from "../scenarioFile.ts";

/** Begins the context of messages that a run has left, as the manifest's conditions have it. */
const CONTEXT = "faultline ";

/** A place in a run, as a message carries it along. */
export interface ShownRun {
  /** URI of the scenario file. */
  readonly uri: string;
  readonly scenario: string;
  readonly seed: number;
  /** Index of an event. */
  readonly step?: number;
}

/** Makes a message lead to a place in a run. */
export function leadTo(message: TestMessage, shown: ShownRun): void {
  message.contextValue = CONTEXT + JSON.stringify(shown);
}

/** A file and what its diagram is to show, for a message of the Testing view or a test in it. */
export function shownBy(
  argument: unknown,
): { readonly file: Uri; readonly destination: Destination } | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  if ("message" in argument) {
    const { contextValue } = argument.message as TestMessage;
    if (!contextValue?.startsWith(CONTEXT)) return undefined;
    const { uri, ...destination } = JSON.parse(contextValue.slice(CONTEXT.length)) as ShownRun;
    return { file: Uri.parse(uri, true), destination };
  }
  const { uri, id } = argument as TestItem;
  if (!uri || !isScenarioFile(uri)) return undefined;
  return { file: uri, destination: id === uri.toString() ? {} : { scenario: id } };
}
