import { commands, Disposable, languages, Uri } from "vscode";
import type { DocumentSelector } from "vscode";
import type { Previews } from "../preview/previews.ts";
import type { Results } from "../run/results.ts";
import type { Destination } from "../run/session.ts";
import type { Sessions } from "../run/sessions.ts";
import { QuickFixes } from "./fixes/quickFixes.ts";
import { LineHovers } from "./hovers.ts";
import { RunTexts } from "./runTexts.ts";
import { RUN, ScenarioLenses } from "./scenarioLenses.ts";
import { ShapeCompletion } from "./shapes/shapeCompletion.ts";
import { SHOW } from "./storyMarkdown.ts";
import { Tallies } from "./tallies.ts";

/** Scenario files, and what they may import. */
const SOURCES: DocumentSelector = { language: "typescript" };

const SCENARIOS: DocumentSelector = { language: "typescript", pattern: "**/*.scenario.ts" };

/** What the text needs from the extension. */
export interface TextServices {
  readonly sessions: Sessions;
  readonly previews: Previews;
  readonly results: Results;
}

/** Has scenario files and what they import say what their runs have to say. */
export function registerText({ sessions, previews, results }: TextServices): Disposable {
  const texts = new RunTexts(sessions);
  return Disposable.from(
    new Tallies(texts),
    languages.registerHoverProvider(SOURCES, new LineHovers(texts)),
    languages.registerCodeLensProvider(SCENARIOS, new ScenarioLenses(results, sessions)),
    languages.registerCodeActionsProvider(SCENARIOS, new QuickFixes(), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
    languages.registerCompletionItemProvider(SCENARIOS, new ShapeCompletion()),
    commands.registerCommand(SHOW, (file: string, destination: Destination) =>
      previews.open(Uri.parse(file, true), destination),
    ),
    commands.registerCommand(RUN, (file: string, scenario: string) => {
      const uri = Uri.parse(file, true);
      const running = sessions.of(uri);
      previews.open(uri, { scenario });
      // Also where it is the one that is shown: it may have been stopped.
      running?.run();
    }),
    texts,
  );
}
