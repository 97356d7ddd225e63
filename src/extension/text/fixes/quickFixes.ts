import { CodeAction, CodeActionKind, languages, Range, WorkspaceEdit } from "vscode";
import type { CodeActionProvider, Diagnostic, TextDocument } from "vscode";
import type { Fix } from "./fix.ts";
import { mendMissingAwait } from "./missingAwait.ts";
import { mendMissingExport } from "./missingExport.ts";
import { mendUnknownMessage } from "./unknownMessage.ts";

/** Offers to mend what a scenario file has got wrong, where there is one sure mend. */
export class QuickFixes implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    const text = document.getText();
    const lines = new Range(range.start.line, 0, range.end.line + 1, 0);
    const from = document.offsetAt(lines.start);
    const actions = new Map<string, CodeAction>();
    const offer = (fix: Fix | undefined, problem?: Diagnostic) => {
      if (fix && !actions.has(fix.title)) actions.set(fix.title, actionOf(document, fix, problem));
    };
    // Of one mistake the run and TypeScript complain at different columns of a line.
    for (const problem of languages.getDiagnostics(document.uri)) {
      const { start } = problem.range;
      if (problem.message.startsWith("the file has no default export"))
        offer(mendMissingExport(text), problem);
      else if (start.line >= range.start.line && start.line <= range.end.line)
        offer(
          mendUnknownMessage(text, problem.message, document.offsetAt(start.with({ character: 0 }))),
          problem,
        );
    }
    offer(mendMissingAwait(text, from, document.offsetAt(lines.end)));
    return [...actions.values()];
  }
}

function actionOf(
  document: TextDocument,
  { title, changes }: Fix,
  problem: Diagnostic | undefined,
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  for (const { start, end, text } of changes)
    action.edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  if (problem) action.diagnostics = [problem];
  action.isPreferred = true;
  return action;
}
