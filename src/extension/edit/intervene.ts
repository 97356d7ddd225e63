import { Range, window, workspace, WorkspaceEdit } from "vscode";
import type { QuickPickItem, Uri } from "vscode";
import { describe } from "../../trace/describe.ts";
import { formatTime } from "../../trace/format.ts";
import {
  describeIntervention,
  eventsAfterArrival,
  intervention,
  interventionsAt,
  type Intervention,
  type Offer,
} from "../../trace/interventions.ts";
import type { Trace } from "../../trace/trace.ts";
import { revealSource } from "../preview/reveal.ts";
import type { Session } from "../run/session.ts";
import { statementOf } from "./statement.ts";
import { writeStatement } from "./writeStatement.ts";

/** How many later events are offered for a message to wait for. */
const MOST_LATER = 50;

/**
 * Writes into a scenario what makes its run go another way at an event, as one edit that can be undone, and shows it.
 * @param step index of the event; where the user is in the run when absent
 * @param kind what is to happen; asked for when absent
 */
export async function intervene(
  file: Uri,
  { trace, position }: Session,
  step = position ?? (trace?.events.length ?? 0) - 1,
  kind?: Offer["kind"],
): Promise<void> {
  if (!trace) return;
  const wanted = kind ?? (await askWhat(trace, step));
  if (wanted === undefined) return;
  const by = wanted === "delay" ? await askDelay(trace, step) : 0;
  if (by === undefined) return;
  try {
    const line = await write(file, trace, intervention(trace, step, wanted, by));
    await revealSource(file, { line, column: 1 }, false, undefined);
    const done = describeIntervention(trace, step, wanted, by);
    window.setStatusBarMessage(`Faultline: ${done}. Undo takes it back.`, 5000);
  } catch (error) {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @returns The line that was written, from 1.
 * @throws {Error} that says why it can't be written
 */
async function write(file: Uri, { scenario }: Trace, what: Intervention): Promise<number> {
  const document = await workspace.openTextDocument(file);
  const writing = writeStatement(document.getText(), scenario, statementOf(what));
  if (!writing) {
    throw new Error(
      `There is no scenario(“${scenario}”, …) in this file to write into; its script is made elsewhere.`,
    );
  }
  const edit = new WorkspaceEdit();
  for (const { start, end, text } of writing.changes)
    edit.replace(file, new Range(document.positionAt(start), document.positionAt(end)), text);
  if (!(await workspace.applyEdit(edit)))
    throw new Error("The editor refused the change; is the file read-only?");
  return document.positionAt(writing.offset).line + 1;
}

async function askWhat(trace: Trace, step: number): Promise<Offer["kind"] | undefined> {
  const offers = interventionsAt(trace, step);
  if (offers.length === 0) {
    void window.showInformationMessage(
      `Nothing can be made to happen at “${describe(trace, step)}”. Go to a message, or to an event on a node.`,
    );
    return undefined;
  }
  const choice = await window.showQuickPick(
    offers.map((offer) => ({ ...offer, kind: undefined, offer: offer.kind })),
    { title: describe(trace, step), placeHolder: "What should happen instead?" },
  );
  return choice?.offer;
}

/** Asks how long a message is to wait, in ms. */
async function askDelay(trace: Trace, step: number): Promise<number | undefined> {
  const choices: (QuickPickItem & { readonly by: number | undefined })[] = [
    ...eventsAfterArrival(trace, step)
      .slice(0, MOST_LATER)
      .map(({ event, by }) => ({
        label: describe(trace, event),
        description: `${formatTime(by)} later`,
        by,
      })),
    { label: "By a number of milliseconds…", by: undefined },
  ];
  const choice = await window.showQuickPick(choices, {
    title: describe(trace, step),
    placeHolder: "Delay it until after",
  });
  return choice && (choice.by ?? askMilliseconds());
}

async function askMilliseconds(): Promise<number | undefined> {
  const text = await window.showInputBox({
    title: "Delay in Milliseconds",
    value: "100",
    validateInput: (value) =>
      Number(value) > 0 ? undefined : "A delay is a number of milliseconds above 0.",
  });
  return text === undefined ? undefined : Number(text);
}
