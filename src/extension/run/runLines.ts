import { workspace } from "vscode";
import type { Disposable, TextDocumentChangeEvent, Uri } from "vscode";
import type { Location, Trace } from "../../trace/trace.ts";
import { MovedLines } from "./movedLines.ts";

/** A source file of a run. */
export interface RunFile {
  readonly uri: Uri;
  /** What the trace calls it. */
  readonly name: string;
  /** Where the lines of the run are now. */
  readonly lines: MovedLines;
}

/** Knows where the lines are that a run went through, while its source files are edited. */
export class RunLines {
  readonly #files: ReadonlyMap<string, RunFile>;
  readonly #subscription: Disposable;

  /** @param locate The file that a location is in; nothing where that isn't known. */
  constructor(trace: Trace, locate: (location: Location) => Uri | undefined) {
    const checks = trace.checks.flatMap(({ location }) => location ?? []);
    const all = [...trace.locations, ...checks, ...(trace.error?.location ? [trace.error.location] : [])];
    const byName = Map.groupBy(all, ({ file }) => file);
    const files = [...byName].flatMap(([name, locations]): RunFile[] => {
      const uri = locate(locations[0]);
      // Of several places on a line the first one counts, whatever is written behind it.
      const places = locations.toSorted((a, b) => b.column - a.column);
      return uri ? [{ uri, name, lines: new MovedLines(places) }] : [];
    });
    this.#files = new Map(files.map((file) => [file.uri.toString(), file]));
    this.#subscription = workspace.onDidChangeTextDocument((event) => this.#follow(event));
  }

  /** The source file of the run that this is, if it is one. */
  file(uri: Uri): RunFile | undefined {
    return this.#files.get(uri.toString());
  }

  /** Where a location of the run is now; nothing where its file isn't known, or its line is gone. */
  now(location: Location): { readonly uri: Uri; readonly line: number } | undefined {
    const file = [...this.#files.values()].find(({ name }) => name === location.file);
    const moved = file?.lines.now(location.line);
    return file && moved && { uri: file.uri, line: moved.line };
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #follow({ document, contentChanges }: TextDocumentChangeEvent): void {
    const lines = this.file(document.uri)?.lines;
    if (lines === undefined) return;
    for (const { range, text } of contentChanges) {
      const { start, end } = range;
      lines.apply({
        from: { line: start.line + 1, column: start.character + 1 },
        to: { line: end.line + 1, column: end.character + 1 },
        text,
      });
    }
  }
}
