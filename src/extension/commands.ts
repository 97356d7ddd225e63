import { commands, Disposable, TabInputWebview, Uri, ViewColumn, window } from "vscode";
import type { LogOutputChannel } from "vscode";
import type { StepTarget } from "../protocol/messages.ts";
import { addTypes } from "./addTypes.ts";
import { debugScenario } from "./debug/debugScenario.ts";
import { intervene } from "./edit/intervene.ts";
import { newScenario } from "./gallery/newScenario.ts";
import { openGallery } from "./gallery/openGallery.ts";
import type { Diagrams } from "./preview/diagrams.ts";
import type { Previews } from "./preview/previews.ts";
import { columnFor } from "./preview/reveal.ts";
import type { Destination } from "./run/session.ts";
import { isScenarioFile } from "./scenarioFile.ts";
import { shownBy } from "./testing/shownRun.ts";
import { activeTrace, openAsText } from "./traces/openAsText.ts";
import { openTrace } from "./traces/openTrace.ts";
import { isTraceFile } from "./traces/traceFile.ts";

const STEPS = {
  stepFirst: "first",
  stepBack: "back",
  stepForward: "forward",
  stepLast: "last",
  play: "play",
} satisfies Record<string, StepTarget>;

/** What the commands act on. */
export interface CommandServices {
  readonly previews: Previews;
  readonly diagrams: Diagrams;
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** Registers every command of the manifest. */
export function registerCommands({ previews, diagrams, extensionUri, log }: CommandServices): Disposable {
  const handlers: Record<string, (...args: unknown[]) => unknown> = {
    openDiagram: (file) => openDiagram(previews, file),
    openTrace: (file) => openTrace(file instanceof Uri ? file : undefined),
    openAsText: (file) => openAsText(file instanceof Uri ? file : activeTrace()),
    newScenario: () => newScenario(extensionUri, previews),
    openGallery: () => openGallery(extensionUri, previews),
    rerun: () => previews.current?.session.run(),
    exportPicture: () => diagrams.current()?.export(),
    compareRuns: () => diagrams.current()?.compare(),
    compareEdit: () => previews.current?.diagram.compareEdit(),
    intervene: () => interveneInto(previews.current),
    copyPicture: () => diagrams.current()?.command({ kind: "copyPicture" }),
    copyAsMermaid: () => diagrams.current()?.command({ kind: "copyMermaid" }),
    debugScenario: (file, scenario, seed) => debugScenario(previews, file, scenario, seed),
    addTypes: () => addTypes(extensionUri),
    showOutput: () => log.show(),
    showRun: (argument) => showRun(previews, argument),
  };
  for (const [name, to] of Object.entries(STEPS)) {
    handlers[name] = () => diagrams.current()?.command({ kind: "step", to });
  }
  return Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      commands.registerCommand(`faultline.${name}`, handler),
    ),
  );
}

async function interveneInto(preview: Previews["current"]): Promise<void> {
  if (preview) await intervene(preview.diagram.uri, preview.session);
}

/** @param argument the file that a menu stands for; from the palette there is none, and the active editor counts */
async function openDiagram(previews: Previews, argument: unknown): Promise<void> {
  const file = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  if (file && isTraceFile(file)) {
    await openTrace(file, { viewColumn: ViewColumn.Beside, preserveFocus: true });
    return;
  }
  if (!file || !isScenarioFile(file)) {
    void window.showInformationMessage("Open a scenario file (*.scenario.ts) first, then its diagram.");
    return;
  }
  await showBesideText(previews, file);
}

/** @param argument a test, or a message about one */
async function showRun(previews: Previews, argument: unknown): Promise<void> {
  const shown = shownBy(argument);
  if (shown) await showBesideText(previews, shown.file, shown.destination);
}

async function showBesideText(previews: Previews, file: Uri, destination?: Destination): Promise<void> {
  const key = file.toString();
  const isOpen = window.visibleTextEditors.some(({ document }) => document.uri.toString() === key);
  // The file may not be open yet, and a diagram stands beside its text.
  if (!isOpen) {
    const { activeTab, viewColumn } = window.tabGroups.activeTabGroup;
    const panelColumn = activeTab?.input instanceof TabInputWebview ? viewColumn : undefined;
    await window.showTextDocument(file, { viewColumn: columnFor(file, panelColumn), preview: false });
  }
  previews.open(file, destination);
}
