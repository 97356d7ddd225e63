import { languages, Position, Range, Uri, window, workspace, WorkspaceEdit } from "vscode";
import type { Diagnostic, TextEditor } from "vscode";

/** A scenario file of the open folder, shown in an editor. */
export class ScenarioFile {
  readonly uri: Uri;
  readonly editor: TextEditor;

  private constructor(editor: TextEditor) {
    this.editor = editor;
    this.uri = editor.document.uri;
  }

  /** Writes a new file into the folder and shows it. */
  static async create(name: string, text: string): Promise<ScenarioFile> {
    const uri = inFolder(name);
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return new ScenarioFile(await window.showTextDocument(uri, { preview: false }));
  }

  /** What Faultline has to say about the file now. */
  get diagnostics(): Diagnostic[] {
    return languages.getDiagnostics(this.uri).filter(({ source }) => source === "Faultline");
  }

  /** Replaces the one place where `text` stands, without saving. */
  async replace(text: string, replacement: string): Promise<void> {
    const { document } = this.editor;
    const start = document.getText().indexOf(text);
    if (start < 0) throw new Error(`${JSON.stringify(text)} is not in the file`);
    const edit = new WorkspaceEdit();
    const range = new Range(document.positionAt(start), document.positionAt(start + text.length));
    edit.replace(this.uri, range, replacement);
    await workspace.applyEdit(edit);
  }

  /** Where `text` stands first. */
  positionOf(text: string): Position {
    return this.editor.document.positionAt(this.editor.document.getText().indexOf(text));
  }
}

/** The address of a file of the open folder. */
export function inFolder(name: string): Uri {
  const folder = workspace.workspaceFolders?.at(0);
  if (folder === undefined) throw new Error("the tests need an open folder");
  return Uri.joinPath(folder.uri, name);
}
