import type { Uri } from "vscode";
import { FIRST_SCENARIO, FIRST_SCENARIO_FILE } from "../../runner/firstScenario.ts";
import type { Previews } from "../preview/previews.ts";
import { createScenario } from "./createScenario.ts";
import { pickEntry } from "./pick.ts";

/** "New Scenario…": a small one to begin with, or one of the gallery to start from. */
export async function newScenario(extensionUri: Uri, previews: Previews): Promise<void> {
  const choice = await pickEntry(extensionUri, "What should go wrong in it?", {
    label: "$(file-add) a small scenario to begin with",
    description: "three copies of a counter, one of them cut off for a while",
  });
  if (choice === "first") await createScenario(FIRST_SCENARIO_FILE, FIRST_SCENARIO, previews);
  else if (choice !== undefined) await createScenario(choice.file, choice.text, previews);
}
