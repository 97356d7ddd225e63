import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  languages,
  Location,
  Position,
  Range,
} from "vscode";
import type { Uri } from "vscode";
import type { Location as Place } from "../../trace/trace.ts";
import type { Finding } from "./findings.ts";
import { locate } from "./locate.ts";
import { openDocument } from "./sources.ts";

/** What the runs of one scenario file have to say in the Problems view and under the lines themselves. */
export class RunDiagnostics {
  readonly #file: Uri;
  // Without a name each file has its own, so that two scenarios can both complain about a file they share.
  readonly #collection = languages.createDiagnosticCollection();

  /** @param file the scenario file */
  constructor(file: Uri) {
    this.#file = file;
  }

  /** Replaces what was said before. */
  set(findings: readonly Finding[]): void {
    const byFile = new Map<string, { uri: Uri; diagnostics: Diagnostic[] }>();
    for (const finding of findings) {
      const uri = finding.location ? locate(this.#file, finding.location) : this.#file;
      const key = uri.toString();
      const entry = byFile.get(key) ?? { uri, diagnostics: [] };
      entry.diagnostics.push(toDiagnostic(this.#file, uri, finding));
      byFile.set(key, entry);
    }
    this.#collection.clear();
    this.#collection.set(Array.from(byFile.values(), ({ uri, diagnostics }) => [uri, diagnostics]));
  }

  dispose(): void {
    this.#collection.dispose();
  }
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
} satisfies Record<Finding["severity"], DiagnosticSeverity>;

function toDiagnostic(
  scenarioFile: Uri,
  uri: Uri,
  { severity, message, location, related }: Finding,
): Diagnostic {
  const position = location ? positionOf(location) : new Position(0, 0);
  const diagnostic = new Diagnostic(wordAt(uri, position), message, SEVERITIES[severity]);
  diagnostic.source = "Faultline";
  if (related)
    diagnostic.relatedInformation = related.map(
      (each) =>
        new DiagnosticRelatedInformation(
          new Location(locate(scenarioFile, each.location), positionOf(each.location)),
          each.message,
        ),
    );
  // What does nothing is faded, as code is that nobody uses.
  if (severity === "hint") diagnostic.tags = [DiagnosticTag.Unnecessary];
  return diagnostic;
}

function positionOf({ line, column }: Place): Position {
  return new Position(line - 1, column - 1);
}

/** The word that begins at a position, to underline; one character where the file isn't open or has no word there. */
function wordAt(uri: Uri, position: Position): Range {
  return openDocument(uri)?.getWordRangeAtPosition(position) ?? new Range(position, position.translate(0, 1));
}
