import { Disposable } from "vscode";
import type { Sessions } from "../run/sessions.ts";
import { RunTexts } from "./runTexts.ts";
import { Tallies } from "./tallies.ts";

/** Has scenario files and what they import say what their runs have to say. */
export function registerText(sessions: Sessions): Disposable {
  const texts = new RunTexts(sessions);
  return Disposable.from(new Tallies(texts), texts);
}
