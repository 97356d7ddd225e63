import { Disposable, OverviewRulerLane, Range, ThemeColor, window } from "vscode";
import type { TextEditor, Uri } from "vscode";

/** A line of a file; `line` from 1. */
export interface SourceLine {
  readonly uri: Uri;
  readonly line: number;
}

/** Marks the line whose event the play head stands on, in every editor that shows it. Never scrolls. */
export class LineHighlight {
  readonly #decoration = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor("faultline.playheadLineBackground"),
    overviewRulerColor: new ThemeColor("faultline.playhead"),
    overviewRulerLane: OverviewRulerLane.Full,
  });
  readonly #subscriptions: Disposable;
  #marked: SourceLine | undefined;

  constructor() {
    this.#subscriptions = Disposable.from(
      this.#decoration,
      window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#decorate(editor))),
    );
  }

  /** Marks this line and no other; none when it is absent. */
  show(marked: SourceLine | undefined): void {
    this.#marked = marked;
    for (const editor of window.visibleTextEditors) this.#decorate(editor);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #decorate(editor: TextEditor): void {
    const here = this.#marked?.uri.toString() === editor.document.uri.toString() ? this.#marked : undefined;
    editor.setDecorations(this.#decoration, here ? [new Range(here.line - 1, 0, here.line - 1, 0)] : []);
  }
}
