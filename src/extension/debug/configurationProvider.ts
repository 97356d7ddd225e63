import { window } from "vscode";
import type { DebugConfiguration, DebugConfigurationProvider, WorkspaceFolder } from "vscode";
import type { Previews } from "../preview/previews.ts";
import { isScenarioFile } from "../scenarioFile.ts";
import { configurationFor, mistakeIn, toUri } from "./configuration.ts";
import type { ScenarioConfiguration } from "./configuration.ts";
import { currentSubject } from "./subject.ts";

/** What stands for the file of the active editor in a launch.json. */
const ACTIVE_FILE = "${file}";

/** Completes what a debug session is to be started with; without any launch.json it is all made here. */
export class ConfigurationProvider implements DebugConfigurationProvider {
  readonly #previews: Previews;

  constructor(previews: Previews) {
    this.#previews = previews;
  }

  /** Fills in what VS Code can't: it knows no active file where there are no paths, as in a virtual workspace. */
  resolveDebugConfiguration(
    _folder: WorkspaceFolder | undefined,
    given: DebugConfiguration,
  ): DebugConfiguration | undefined {
    const { program = ACTIVE_FILE } = given as Partial<ScenarioConfiguration>;
    if (program !== ACTIVE_FILE) return given;
    const subject = currentSubject(this.#previews);
    if (subject)
      return {
        ...configurationFor(subject.file, subject.scenario),
        ...stated(given),
        program: subject.file.toString(),
      };
    void window.showInformationMessage("Open a scenario file (*.scenario.ts) first, then debug it.");
    return undefined;
  }

  /** Refuses what can't be debugged, now that all of it is known. */
  resolveDebugConfigurationWithSubstitutedVariables(
    folder: WorkspaceFolder | undefined,
    given: DebugConfiguration,
  ): DebugConfiguration | undefined {
    const mistake = mistakeIn(given);
    if (mistake !== undefined) {
      void window.showErrorMessage(`“${given.name}” can't be debugged: ${mistake}`);
      return undefined;
    }
    const { program } = given as ScenarioConfiguration;
    if (isScenarioFile(toUri(program, folder))) return given;
    void window.showErrorMessage(`${program} is no scenario file: its name doesn't end in .scenario.ts.`);
    return undefined;
  }
}

/** What a configuration says; VS Code asks with one that is empty but for its type where there is no launch.json. */
function stated(given: DebugConfiguration): Partial<DebugConfiguration> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "" && value !== undefined));
}
