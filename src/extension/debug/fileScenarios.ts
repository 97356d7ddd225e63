import { window, workspace } from "vscode";
import type { DebugConfiguration, DebugConfigurationProvider, WorkspaceFolder } from "vscode";
import { isScenarioFile } from "../scenarioFile.ts";
import { configurationFor } from "./configuration.ts";
import { scenariosOf } from "./scenarioAt.ts";

/** Offers the scenarios of the file in the active editor wherever VS Code lets one choose what to debug. */
export class FileScenarios implements DebugConfigurationProvider {
  /** @param folder VS Code asks for each folder of the workspace, and for what is in none */
  provideDebugConfigurations(folder: WorkspaceFolder | undefined): DebugConfiguration[] {
    const document = window.activeTextEditor?.document;
    if (!document || !isScenarioFile(document.uri)) return [];
    if (workspace.getWorkspaceFolder(document.uri)?.index !== folder?.index) return [];
    const names = scenariosOf(document.getText());
    if (names.length === 0) return [configurationFor(document.uri)];
    return names.map((name) => configurationFor(document.uri, name));
  }
}
