import { Disposable, window, workspace } from "vscode";
import type { TextEditor } from "vscode";
import type { Previews } from "./preview/previews.ts";
import { isScenarioFile } from "./scenarioFile.ts";

/** Opens the diagram of a scenario file with the file, where the user has set it so; once for each opening. */
export class AutomaticOpening {
  readonly #previews: Previews;
  readonly #subscriptions: Disposable;
  /** URIs of the open documents that had their turn: who closes the diagram doesn't get it back. */
  readonly #served = new Set<string>();

  constructor(previews: Previews) {
    this.#previews = previews;
    this.#subscriptions = Disposable.from(
      window.onDidChangeActiveTextEditor((editor) => this.#consider(editor)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#served.delete(uri.toString())),
    );
    this.#consider(window.activeTextEditor);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #consider(editor: TextEditor | undefined): void {
    // An editor without a column is part of something else: a comparison, a peek.
    if (!editor?.viewColumn || !isScenarioFile(editor.document.uri)) return;
    const { uri } = editor.document;
    if (!workspace.getConfiguration("faultline.preview", uri).get<boolean>("openAutomatically", false))
      return;
    if (this.#served.has(uri.toString())) return;
    this.#served.add(uri.toString());
    if (!this.#previews.has(uri)) this.#previews.open(uri);
  }
}
