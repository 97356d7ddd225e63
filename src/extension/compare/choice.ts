import { window } from "vscode";
import type { QuickPickItem } from "vscode";
import type { OtherRun } from "../../protocol/messages.ts";

/** A run that one can choose, or what finds out which; nothing for a title among the others. */
export interface Choice extends QuickPickItem {
  readonly other?: OtherRun | (() => OtherRun | undefined | Promise<OtherRun | undefined>);
}

/** Lets the user choose a run. */
export async function choose(choices: readonly Choice[], title: string): Promise<OtherRun | undefined> {
  const chosen = await window.showQuickPick(choices, { title, matchOnDetail: true });
  return typeof chosen?.other === "function" ? chosen.other() : chosen?.other;
}
