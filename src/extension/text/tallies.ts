import { Disposable, Range, ThemeColor, window, workspace } from "vscode";
import type { DecorationOptions, TextDocument, TextEditor } from "vscode";
import { lineTallies } from "../../trace/lines/tally.ts";
import { tellTally } from "../../trace/lines/tellTally.ts";
import type { RunTexts } from "./runTexts.ts";

/** The setting that turns tallies off. */
const SETTING = "faultline.lineTallies";

/** A column behind the end of every line; VS Code takes the end of the line for it. */
const END_OF_LINE = Number.MAX_SAFE_INTEGER;

/** Says at the end of each line of a live run how often it ran and what became of it. */
export class Tallies {
  readonly #texts: RunTexts;
  readonly #decoration = window.createTextEditorDecorationType({
    after: { margin: "0 0 0 2.5em", color: new ThemeColor("faultline.lineTally") },
  });
  readonly #subscriptions: Disposable;

  constructor(texts: RunTexts) {
    this.#texts = texts;
    this.#subscriptions = Disposable.from(
      this.#decoration,
      texts.onDidChange(() => this.#decorateAll()),
      window.onDidChangeVisibleTextEditors(() => this.#decorateAll()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) this.#decorateAll();
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // VS Code moves what stands at the end of a line along with the text, but not when lines are broken or joined.
        const breaks = contentChanges.some(({ range, text }) => !range.isSingleLine || text.includes("\n"));
        if (breaks) this.#decorateAll(document);
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #decorateAll(document?: TextDocument): void {
    for (const editor of window.visibleTextEditors)
      if (document === undefined || editor.document === document) this.#decorate(editor);
  }

  #decorate(editor: TextEditor): void {
    editor.setDecorations(this.#decoration, this.#tell(editor.document));
  }

  #tell(document: TextDocument): DecorationOptions[] {
    const text = this.#texts.of(document);
    if (text === undefined || !workspace.getConfiguration(undefined, document).get<boolean>(SETTING, true))
      return [];
    const { trace, name, lines, stale } = text;
    return lineTallies(trace).flatMap((tally) => {
      const moved = tally.file === name ? lines.now(tally.line) : undefined;
      // What was said of a line that reads otherwise by now holds until there is a new run, if there can be one.
      if (moved === undefined || (stale && moved.edited)) return [];
      const { text: contentText, violated } = tellTally(trace, tally);
      if (contentText === "") return [];
      const line = moved.line - 1;
      const color = violated ? { color: new ThemeColor("faultline.violation") } : {};
      return [
        {
          range: new Range(line, END_OF_LINE, line, END_OF_LINE),
          renderOptions: { after: { contentText, ...color } },
        },
      ];
    });
  }
}
