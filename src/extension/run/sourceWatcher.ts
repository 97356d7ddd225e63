import { Disposable, RelativePattern, Uri, workspace } from "vscode";
import { openDocument } from "./sources.ts";

/** Tells when one of a set of source files changes, in an editor or on disk. */
export class SourceWatcher {
  readonly #changed: (source: Uri) => void;
  readonly #documents: Disposable;
  /** One watcher per folder that holds a source, by the folder's URI. */
  readonly #folders = new Map<string, Disposable>();
  #sources = new Set<string>();

  constructor(changed: (source: Uri) => void) {
    this.#changed = changed;
    this.#documents = Disposable.from(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#notify(document.uri);
      }),
      // Whoever closes a document without saving it goes back to the file on disk.
      workspace.onDidCloseTextDocument((document) => this.#notify(document.uri)),
    );
  }

  /** @param sources all files to watch, those included that don't exist yet */
  watch(sources: readonly Uri[]): void {
    this.#sources = new Set(sources.map((source) => source.toString()));
    const folders = new Set(sources.map((source) => Uri.joinPath(source, "..").toString()));
    for (const [folder, watcher] of this.#folders) {
      if (folders.has(folder)) continue;
      watcher.dispose();
      this.#folders.delete(folder);
    }
    for (const folder of folders) {
      if (!this.#folders.has(folder)) this.#folders.set(folder, this.#watchFolder(Uri.parse(folder)));
    }
  }

  /** Whether one of them has unsaved changes. */
  get isDirty(): boolean {
    return workspace.textDocuments.some(({ uri, isDirty }) => isDirty && this.#sources.has(uri.toString()));
  }

  dispose(): void {
    this.#documents.dispose();
    for (const watcher of this.#folders.values()) watcher.dispose();
  }

  #watchFolder(folder: Uri): Disposable {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, "*"));
    // An open document has the say, and tells by itself when it follows the disk.
    const onDisk = (uri: Uri) => {
      if (!openDocument(uri)) this.#notify(uri);
    };
    watcher.onDidChange(onDisk);
    watcher.onDidCreate(onDisk);
    watcher.onDidDelete(onDisk);
    return watcher;
  }

  #notify(uri: Uri): void {
    if (this.#sources.has(uri.toString())) this.#changed(uri);
  }
}
