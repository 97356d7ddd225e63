import { debug, Uri, window, workspace } from "vscode";
import type { Previews } from "../preview/previews.ts";
import { isScenarioFile } from "../scenarioFile.ts";
import { configurationFor } from "./configuration.ts";
import { currentSubject } from "./subject.ts";

/**
 * Steps through a run.
 * @param file what a menu or another command stands for; the active editor or diagram when it is none
 * @param scenario its name; the one at the cursor, that of the diagram or the file's first when it is none
 * @param seed that of the diagram or of the first picture when it is none
 */
export async function debugScenario(
  previews: Previews,
  file: unknown,
  scenario: unknown,
  seed: unknown,
): Promise<void> {
  const current = currentSubject(previews);
  const subject = file instanceof Uri && file.toString() !== current?.file.toString() ? { file } : current;
  if (!subject || !isScenarioFile(subject.file)) {
    void window.showInformationMessage("Open a scenario file (*.scenario.ts) first, then debug it.");
    return;
  }
  const name = typeof scenario === "string" ? scenario : subject.scenario;
  await debug.startDebugging(
    workspace.getWorkspaceFolder(subject.file),
    configurationFor(subject.file, name, typeof seed === "number" ? seed : undefined),
  );
}
