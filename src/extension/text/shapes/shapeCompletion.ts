import { CompletionItem, CompletionItemKind, MarkdownString, Range, SnippetString } from "vscode";
import type { CompletionItemProvider, Position, TextDocument } from "vscode";
import { plain, SHAPES } from "./shapes.ts";

/**
 * Completes the shapes of the DSL where a statement begins. The snippets of a manifest would come up in every
 * TypeScript file.
 */
export class ShapeCompletion implements CompletionItemProvider {
  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const statement = /^(\s*)(\w*)$/.exec(before);
    if (!statement) return [];
    const [, indent, typed] = statement;
    const place = indent === "" ? "module" : "script";
    return SHAPES.filter((shape) => shape.place === place).map(({ name, description, body }) => {
      const item = new CompletionItem({ label: name, description }, CompletionItemKind.Snippet);
      item.insertText = new SnippetString(body);
      item.documentation = new MarkdownString().appendCodeblock(plain(body), "typescript");
      item.range = new Range(position.translate(0, -typed.length), position);
      return item;
    });
  }
}
