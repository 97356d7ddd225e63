import type { Tokens } from "../../runner/discovery/tokens.ts";

/** What a script asks of its world before anything happens. */
const PREPARES = new Set([
  "always",
  "eventually",
  "sometimes",
  "atEnd",
  "agree",
  "answered",
  "agreement",
  "validity",
  "termination",
  "suspicions",
  "noInversion",
  "network",
  "link",
  "intercept",
]);

/** Words that let something happen, or time pass. */
const HAPPENS = new Set(["await", "call", "forge", "for", "while"]);

/**
 * Skips what a script prepares: its nodes, the network, the checks, the rules.
 * @param opening the token that opens the body of the script
 * @returns The last token of what prepares; the opening one if nothing does.
 */
export function preparations(tokens: Tokens, opening: number, world: string): number {
  const end = tokens.behind(opening) - 1;
  let last = opening;
  for (let from = opening + 1; from < end;) {
    const to = behindStatement(tokens, from, end);
    if (!prepares(tokens, from, to, world)) break;
    last = to - 1;
    from = to;
  }
  return last;
}

function prepares(tokens: Tokens, from: number, to: number, world: string): boolean {
  const word = tokens.at(from);
  const ofWorld = word === world && tokens.at(from + 1) === "." && PREPARES.has(tokens.at(from + 2));
  if (!ofWorld && word !== "const" && word !== "let") return false;
  for (let i = from; i < to; i++) if (tokens.isWord(i) && HAPPENS.has(tokens.at(i))) return false;
  return true;
}

/** The token behind a statement: behind its semicolon, or where a line begins another one without. */
function behindStatement(tokens: Tokens, from: number, end: number): number {
  for (let i = tokens.behind(from); i < end; i = tokens.behind(i)) {
    if (tokens.at(i) === ";") return i + 1;
    const goesOn = tokens.list[i - 1].type === "Punctuator" && !/^[)\]}]$/.test(tokens.at(i - 1));
    if (tokens.list[i].beginsLine && tokens.isWord(i) && !goesOn) return i;
  }
  return end;
}
