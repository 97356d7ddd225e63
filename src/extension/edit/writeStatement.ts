import { discover } from "../../runner/discovery/discover.ts";
import { Tokens } from "../../runner/discovery/tokens.ts";
import { importFromDsl } from "./importFromDsl.ts";
import { preparations } from "./preparations.ts";
import { scriptOf } from "./script.ts";
import type { Statement } from "./statement.ts";

/** Replaces a stretch of a text, given by offsets. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What writes a statement. */
export interface Writing {
  /** None meets another. */
  readonly changes: readonly Change[];
  /** Where the statement stands in the changed text. */
  readonly offset: number;
}

/**
 * Writes a statement into the script of a scenario: behind what prepares it, before anything happens.
 * @returns Nothing when the text has no such scenario to write into.
 */
export function writeStatement(source: string, scenario: string, statement: Statement): Writing | undefined {
  const tokens = new Tokens(source);
  const found = discover(source).scenarios.find(
    ({ name, exported }) => name === scenario && exported !== "no",
  );
  if (!found) return undefined;
  const script = scriptOf(tokens, found.nameSpan.start);
  const imported = importFromDsl(tokens, statement.imports);
  if (!script || !imported) return undefined;
  const { world } = script;
  const text = statement.text(world, imported.nameOf);
  const eol = source.includes("\r\n") ? "\r\n" : "\n";
  const outer = indentationAt(source, script.start);
  const inner = outer + indentUnit(source);
  if (script.kind === "expression") {
    const expression = source.slice(script.start, script.end);
    const lines = [
      `${script.head}{`,
      `${inner}${text}`,
      `${inner}return ${script.call(expression)};`,
      `${outer}}`,
    ];
    return writing({ start: script.start, end: script.end, text: lines.join(eol) }, text, imported.changes);
  }
  const after = preparations(tokens, script.opening, world);
  const [offset, ownLine] = behind(source, tokens.endOf(after));
  const first = tokens.list[script.opening + 1];
  const indent = first.beginsLine && after !== script.opening ? indentationAt(source, first.start) : inner;
  const change = { start: offset, end: offset, text: ownLine ? `${eol}${indent}${text}` : ` ${text}` };
  return writing(change, text, [...imported.changes, ...script.changes]);
}

function writing(change: Change, statement: string, others: readonly Change[]): Writing {
  const shift = others
    .filter(({ start }) => start < change.start)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  return {
    changes: [...others, change],
    offset: change.start + shift + change.text.indexOf(statement),
  };
}

/** Whether {@link writeStatement} finds a place in the script of a scenario. */
export function canWrite(source: string, scenario: string): boolean {
  return writeStatement(source, scenario, { imports: [], text: () => "" }) !== undefined;
}

/** Where a new line can begin behind an offset, a remark in the same line skipped; or that offset, within a line. */
function behind(source: string, offset: number): readonly [offset: number, ownLine: boolean] {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(source.slice(offset));
  return rest ? [offset + rest[0].length, true] : [offset, false];
}

function indentationAt(source: string, offset: number): string {
  const lineStart = source.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(source.slice(lineStart, offset))![0];
}

/** By how much the text indents: as far as its first indented line. */
function indentUnit(source: string): string {
  return /^(\t| +)\S/m.exec(source)?.[1] ?? "  ";
}
