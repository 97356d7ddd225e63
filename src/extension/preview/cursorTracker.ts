import { Disposable, window } from "vscode";
import type { TextEditor, Uri } from "vscode";
import type { Trace } from "../../trace/trace.ts";
import { locate } from "../run/locate.ts";

/** A line of a source file of the run, as the trace names it. */
export interface TraceLine {
  readonly file: string;
  readonly line: number;
}

/** Tells which line of the run's source files the cursor is on, whenever that changes. */
export class CursorTracker {
  readonly #file: Uri;
  readonly #moved: (line: TraceLine | undefined) => void;
  readonly #subscriptions: Disposable;
  /** The trace's name for each of its source files, by URI. */
  #names = new Map<string, string>();
  #last: TraceLine | undefined;

  /** @param file the scenario file */
  constructor(file: Uri, moved: (line: TraceLine | undefined) => void) {
    this.#file = file;
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

  /** Takes over the source files of a new run. */
  follow(trace: Trace): void {
    this.#names = new Map(
      trace.locations.map((location) => [locate(this.#file, location).toString(), location.file]),
    );
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
