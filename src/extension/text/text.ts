import { commands, Disposable, languages, Uri } from "vscode";
import type { DocumentSelector } from "vscode";
import type { Previews } from "../preview/previews.ts";
import type { Sessions } from "../run/sessions.ts";
import { LineHovers } from "./hovers.ts";
import { RunTexts } from "./runTexts.ts";
import { SHOW_EVENT } from "./storyMarkdown.ts";
import { Tallies } from "./tallies.ts";

/** Scenario files, and what they may import. */
const SOURCES: DocumentSelector = { language: "typescript" };

/** Has scenario files and what they import say what their runs have to say. */
export function registerText(sessions: Sessions, previews: Previews): Disposable {
  const texts = new RunTexts(sessions);
  return Disposable.from(
    new Tallies(texts),
    languages.registerHoverProvider(SOURCES, new LineHovers(texts)),
    commands.registerCommand(SHOW_EVENT, (file: string, step: number) =>
      previews.open(Uri.parse(file), { step }),
    ),
    texts,
  );
}
