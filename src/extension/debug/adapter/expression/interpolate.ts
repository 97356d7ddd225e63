import { compile, type Compiled } from "./compile.ts";
import { textOf } from "./datum.ts";
import { ExpressionError } from "./expressionError.ts";
import type { Moment } from "./moment.ts";

/**
 * A text with expressions in braces: `{london.stock} left`. A brace that is meant as one stands behind a backslash.
 *
 * @throws {ExpressionError} When what is in braces is no expression, or they are not closed.
 */
export function interpolation(text: string): (moment: Moment) => string {
  const pieces = [...split(text)].map((piece) => ("text" in piece ? piece.text : compile(piece.expression)));
  return (moment) =>
    pieces.map((piece) => (typeof piece === "string" ? piece : told(piece, moment))).join("");
}

/** The rest of a message is still worth reading where one value can't be had. */
function told(expression: Compiled, moment: Moment): string {
  try {
    return textOf(expression(moment));
  } catch (error) {
    if (error instanceof ExpressionError) return `‹${error.message}›`;
    throw error;
  }
}

type Piece = { readonly text: string } | { readonly expression: string };

function* split(text: string): Generator<Piece> {
  let plain = "";
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\" && /[{}\\]/.test(text.charAt(at + 1))) plain += text[++at];
    else if (text[at] !== "{") plain += text[at];
    else {
      const end = closingBrace(text, at);
      yield { text: plain };
      yield { expression: text.slice(at + 1, end) };
      plain = "";
      at = end;
    }
  }
  yield { text: plain };
}

/** Where the brace that opens at `start` closes; braces in quotation marks don't count. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  let quote = "";
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (/["'`]/.test(character)) quote = character;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at;
  }
  throw new ExpressionError("A brace is not closed; one that is meant as a brace is written \\{.");
}
