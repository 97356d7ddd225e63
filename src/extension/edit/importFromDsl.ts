import { DSL } from "../../runner/link.ts";
import { stringOf } from "../../runner/discovery/literal.ts";
import type { Tokens } from "../../runner/discovery/tokens.ts";
import type { Change } from "./writeStatement.ts";

/** How a file comes to names of the DSL. */
export interface Import {
  readonly changes: readonly Change[];
  /** What the file then calls one of them. */
  readonly nameOf: (imported: string) => string;
}

/**
 * Adds names to what a file imports of the DSL, as far as it doesn't yet.
 * @returns Nothing when it imports nothing of the DSL.
 */
export function importFromDsl(tokens: Tokens, names: readonly string[]): Import | undefined {
  const namespace = namespaceOfDsl(tokens);
  const opening = bracesOfDsl(tokens);
  if (opening === undefined)
    return namespace === undefined ? undefined : { changes: [], nameOf: (name) => `${namespace}.${name}` };
  const imported = specifiers(tokens, opening);
  const local = new Map(imported.map(({ name, as }) => [name, as]));
  const changes: Change[] = [];
  for (const name of names) {
    if (local.has(name)) continue;
    const as = isTaken(tokens, name) ? `${name}Message` : name;
    local.set(name, as);
    changes.push(specifierChange(tokens, opening, imported, as === name ? name : `${name} as ${as}`));
  }
  return { changes, nameOf: (name) => local.get(name)! };
}

interface Specifier {
  readonly name: string;
  readonly as: string;
  readonly from: number;
  readonly to: number;
}

function specifiers(tokens: Tokens, opening: number): Specifier[] {
  return tokens.pieces(opening).map(([from, to]) => {
    const first = tokens.at(from) === "type" && to > from + 1 ? from + 1 : from;
    return { name: tokens.at(first), as: tokens.at(to - 1), from, to };
  });
}

/** In the order of the alphabet where the others are. */
function specifierChange(
  tokens: Tokens,
  opening: number,
  imported: readonly Specifier[],
  text: string,
): Change {
  const next = imported.find(({ name }) => name.localeCompare(text, "en", { sensitivity: "base" }) > 0);
  const last = imported.at(-1);
  const offset = next ? tokens.startOf(next.from) : last ? tokens.endOf(last.to - 1) : tokens.endOf(opening);
  return { start: offset, end: offset, text: next ? `${text}, ` : last ? `, ${text}` : ` ${text} ` };
}

/** The braces of an import of values of the DSL. */
function bracesOfDsl(tokens: Tokens): number | undefined {
  return tokens.outermost.find((index) => {
    if (tokens.at(index) !== "{" || tokens.at(index - 1) !== "import") return false;
    const behind = tokens.behind(index);
    return tokens.at(behind) === "from" && stringOf(tokens.list.at(behind + 1)) === DSL;
  });
}

function namespaceOfDsl(tokens: Tokens): string | undefined {
  const star = tokens.outermost.find(
    (index) =>
      tokens.at(index) === "*" &&
      tokens.at(index - 1) === "import" &&
      stringOf(tokens.list.at(index + 4)) === DSL,
  );
  return star === undefined ? undefined : tokens.at(star + 2);
}

/** Whether a file has something else of this name, a property aside. */
function isTaken(tokens: Tokens, name: string): boolean {
  return tokens.list.some(
    ({ value }, index) => value === name && tokens.isWord(index) && !/^(\.|\?\.)$/.test(tokens.at(index - 1)),
  );
}
