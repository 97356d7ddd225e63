import { CodeLens, Range } from "vscode";
import type { CodeLensProvider, TextDocument } from "vscode";
import { discover } from "../../runner/discovery/discover.ts";
import { DEBUG_COMMAND } from "../debug/command.ts";
import type { Results } from "../run/results.ts";
import type { Sessions } from "../run/sessions.ts";
import { SHOW } from "./storyMarkdown.ts";

/** The command that runs a scenario in the diagram: its arguments are the URI of the file and the scenario's name. */
export const RUN = "faultline.runScenario";

/** The seed with which a scenario is debugged that isn't shown anywhere. */
const SEED = 1;

/** Over each scenario of a file: to run it, to step through it, and what became of it when it last ran. */
export class ScenarioLenses implements CodeLensProvider {
  readonly #results: Results;
  readonly #sessions: Sessions;

  readonly onDidChangeCodeLenses;

  constructor(results: Results, sessions: Sessions) {
    this.#results = results;
    this.#sessions = sessions;
    this.onDidChangeCodeLenses = results.onDidChange;
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    return discover(document.getText()).scenarios.flatMap(({ name, exported, span }) => {
      // What is computed has no name to run it by; the diagram and the Testing view have it after a run.
      if (name === undefined || exported === "no") return [];
      const range = new Range(document.positionAt(span.start), document.positionAt(span.start));
      return this.#over(document, name).map((command) => new CodeLens(range, command));
    });
  }

  #over({ uri }: TextDocument, scenario: string): NonNullable<CodeLens["command"]>[] {
    const file = uri.toString();
    const run = {
      title: "$(play) Run",
      tooltip: "Run this scenario in the diagram",
      command: RUN,
      arguments: [file, scenario],
    };
    const debug = {
      title: "$(debug-alt-small) Debug",
      tooltip: "Step through a run of this scenario",
      command: DEBUG_COMMAND,
      arguments: [uri, scenario, this.#sessions.of(uri)?.trace?.seed ?? SEED],
    };
    const result = this.#results.of(uri, scenario);
    const shown = result && {
      // What looks like the name of an icon would be drawn as one.
      title: result.text.replaceAll("$(", "$ ("),
      tooltip: result.findings.join("\n") || "Show the run in the diagram",
      command: SHOW,
      arguments: [
        file,
        { scenario, seed: result.seed, ...(result.step !== undefined && { step: result.step }) },
      ],
    };
    return [run, debug, ...(shown ? [shown] : [])];
  }
}
