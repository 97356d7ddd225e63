import type { Value } from "../trace/value.ts";
import type { Form } from "./form.ts";
import { HistoryError } from "./historyError.ts";

/**
 * Reads the objects of a JSON document: of one list, or one after the other.
 * @throws {HistoryError} with the line, if it is no JSON
 */
export function readJsonObjects(text: string): Form[] {
  const forms: Form[] = [];
  let [depth, line, start, startLine] = [0, 1, -1, 1];
  const outer = /^\s*\[/.test(text) ? 1 : 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\n") line++;
    else if (char === '"') at = endOfString(text, at, line);
    else if (char === "{" || char === "[") {
      if (depth === outer) [start, startLine] = [at, line];
      depth++;
    } else if (char === "}" || char === "]") {
      depth--;
      if (depth < 0) throw new HistoryError(`there is a "${char}" that closes nothing; take it out`, line);
      if (depth === outer)
        forms.push({ value: parse(text.slice(start, at + 1), startLine), line: startLine });
    }
  }
  if (depth > outer) throw new HistoryError("an object is never closed; add the missing bracket", startLine);
  if (depth > 0) throw new HistoryError('the list is never closed; add the "]" at the end', line);
  return forms;
}

function endOfString(text: string, start: number, line: number): number {
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === '"') return at;
    if (text[at] === "\\") at++;
  }
  throw new HistoryError('a text is never closed; add the missing "', line);
}

function parse(text: string, line: number): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw new HistoryError("this is no JSON; look for a missing comma, quote or value", line);
  }
}
