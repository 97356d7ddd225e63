import { Disposable, window } from "vscode";
import type { TextEditor, Uri } from "vscode";
import type { Location, Trace } from "../../trace/trace.ts";

/** A line of a source file of the run, as the trace names it. */
export interface TraceLine {
  readonly file: string;
  readonly line: number;
}

/** Tells which line of the run's source files the cursor is on, whenever that changes. */
export class CursorTracker {
  readonly #moved: (line: TraceLine | undefined) => void;
  readonly #subscriptions: Disposable;
  /** The trace's name for each of its source files, by URI. */
  #names = new Map<string, string>();
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

  /**
   * Takes over the source files of a new run.
   * @param locate The file that a location is in; nothing where that isn't known.
   */
  follow(trace: Trace, locate: (location: Location) => Uri | undefined): void {
    this.#names = new Map();
    for (const location of trace.locations) {
      const uri = locate(location);
      if (uri) this.#names.set(uri.toString(), location.file);
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #look(editor: TextEditor): void {
    const file = this.#names.get(editor.document.uri.toString());
    const line = file === undefined ? undefined : { file, line: editor.selection.active.line + 1 };
    if (line?.file === this.#last?.file && line?.line === this.#last?.line) return;
    this.#last = line;
    this.#moved(line);
  }
}
