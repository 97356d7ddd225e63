import type { FileOutcome } from "../../runner/outcome.ts";
import type { ScenarioFile } from "../scenarioFiles.ts";

/** Tells what became of the scenarios. */
export interface Reporter {
  /** One file's scenarios have run, or it could not be loaded. */
  add(file: ScenarioFile, outcome: FileOutcome): void;
  /** All have. */
  finish(): void;
}
