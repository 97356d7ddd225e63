import { commands, window } from "vscode";
import type { Diagram } from "./diagram.ts";

/** The condition under which commands on a diagram are offered. */
const OPEN_CONTEXT = "faultline.diagramOpen";

/** All open diagrams, whatever they show. */
export class Diagrams {
  /** The one that was used last is the last. */
  #open: readonly Diagram[] = [];

  /** Counts a new diagram among them, until its panel is closed. */
  add(diagram: Diagram): void {
    const { panel } = diagram;
    const others = () => this.#open.filter((other) => other !== diagram);
    this.#set([...this.#open, diagram]);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.#set([...others(), diagram]);
    });
    panel.onDidDispose(() => this.#set(others()));
  }

  /**
   * The diagram that a command means: the active one, else that of the active editor, else the last one used.
   * @param can Which diagrams the command is about; all of them when absent.
   */
  current(can: (diagram: Diagram) => boolean = () => true): Diagram | undefined {
    const open = this.#open.filter(can);
    const edited = window.activeTextEditor?.document.uri.toString();
    return (
      open.find(({ panel }) => panel.active) ??
      open.findLast(({ uri }) => uri.toString() === edited) ??
      open.at(-1)
    );
  }

  /** Ends what they do. The panels stay: VS Code brings them back when the extension runs again. */
  dispose(): void {
    for (const diagram of this.#open) diagram.dispose();
  }

  #set(open: readonly Diagram[]): void {
    this.#open = open;
    void commands.executeCommand("setContext", OPEN_CONTEXT, open.length > 0);
  }
}
