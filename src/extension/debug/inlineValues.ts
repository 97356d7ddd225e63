import {
  commands,
  debug,
  InlineValueEvaluatableExpression,
  InlineValueVariableLookup,
  languages,
  Range,
  SymbolKind,
} from "vscode";
import type {
  DebugSession,
  Disposable,
  DocumentSymbol,
  InlineValue,
  InlineValueContext,
  InlineValuesProvider,
  TextDocument,
} from "vscode";

/** A field of the node at hand; a call of a method is none. */
const FIELD = /\bthis\.[\p{ID_Start}$_][\p{ID_Continue}$]*(?![\p{ID_Continue}$]|\s*\()/gu;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** Has the text show the values of a debug session. Only while there is one: other debuggers have ways of their own. */
export function registerInlineValues(session: DebugSession): Disposable {
  return languages.registerInlineValuesProvider({ language: "typescript" }, new HandlerValues(session));
}

/** In the method where one has stopped: the fields of the node behind each line, and what the message says. */
class HandlerValues implements InlineValuesProvider {
  readonly #session: DebugSession;

  constructor(session: DebugSession) {
    this.#session = session;
  }

  async provideInlineValues(
    document: TextDocument,
    _view: Range,
    { stoppedLocation }: InlineValueContext,
  ): Promise<InlineValue[]> {
    if (debug.activeDebugSession?.id !== this.#session.id) return [];
    const method = await methodAround(document, stoppedLocation);
    if (!method) return [];
    const head = method.start.line;
    const parameters = matches(document, head, WORD).map(
      ({ range, text }) => new InlineValueVariableLookup(range, text, true),
    );
    const lines = Array.from({ length: method.end.line - head + 1 }, (_, index) => head + index);
    const fields = lines.flatMap((line) =>
      matches(document, line, FIELD).map(
        ({ range, text }) => new InlineValueEvaluatableExpression(range, text),
      ),
    );
    return [...parameters, ...fields];
  }
}

async function methodAround({ uri }: TextDocument, place: Range): Promise<Range | undefined> {
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    uri,
  );
  const methods = (symbols ?? [])
    .flatMap(({ children }) => children)
    .filter(({ kind }) => kind === SymbolKind.Method);
  return methods.find(({ range }) => range.contains(place.start))?.range;
}

/** What matches on a line, each text once. */
function matches(document: TextDocument, line: number, pattern: RegExp): { range: Range; text: string }[] {
  const found = [...document.lineAt(line).text.matchAll(pattern)].map(
    ({ 0: text, index }) =>
      [text, { range: new Range(line, index, line, index + text.length), text }] as const,
  );
  return [...new Map(found).values()];
}
