import { Disposable, window } from "vscode";
import type { TextEditor } from "vscode";
import type { RunLines } from "../run/runLines.ts";

/** A line of a source file of the run, as the trace names it. */
export interface TraceLine {
  readonly file: string;
  readonly line: number;
}

/** Tells which line of the run's source files the cursor is on, whenever that changes. */
export class CursorTracker {
  readonly #moved: (line: TraceLine | undefined) => void;
  readonly #subscriptions: Disposable;
  #lines: RunLines | undefined;
  #last: TraceLine | undefined;

  constructor(moved: (line: TraceLine | undefined) => void) {
    this.#moved = moved;
    this.#subscriptions = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#look(textEditor);
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        // No editor is active while the panel itself is in use: the line stays lit.
        if (editor) this.#look(editor);
      }),
    );
  }

  /** Takes over the lines of a new run. */
  follow(lines: RunLines): void {
    this.#lines = lines;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #look(editor: TextEditor): void {
    const file = this.#lines?.file(editor.document.uri);
    // Where several lines of the run have become one, the first of them counts.
    const before = file?.lines.before(editor.selection.active.line + 1).at(0);
    const line = file && before !== undefined ? { file: file.name, line: before } : undefined;
    if (line?.file === this.#last?.file && line?.line === this.#last?.line) return;
    this.#last = line;
    this.#moved(line);
  }
}
