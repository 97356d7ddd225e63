import { DSL } from "../link.ts";
import { stringOf } from "./literal.ts";
import type { Tokens } from "./tokens.ts";

/** What the outermost statements of a scenario file name. */
export interface Module {
  /** What `scenario` is called in this file. */
  readonly scenario: ReadonlySet<string>;
  /** What all of the DSL is called: `faultline` after `import * as faultline from "faultline"`. */
  readonly dsl: ReadonlySet<string>;
  /** For each constant the token that its value begins with. */
  readonly constants: ReadonlyMap<string, number>;
  /** The token that what is exported as default begins with; that of the path if it comes from another file. */
  readonly defaultExport: number | undefined;
}

/** Words that begin a statement, so that the one before has come to its end without a semicolon. */
const STATEMENT =
  /^(abstract|async|class|const|declare|enum|export|for|function|if|import|interface|let|type|var|while)$/;

/** Reads the imports, the exports and the constants of a module. */
export function readModule(tokens: Tokens): Module {
  const scenario = new Set<string>();
  const dsl = new Set<string>();
  const constants = new Map<string, number>();
  let defaultExport: number | undefined;
  for (const [position, index] of tokens.outermost.entries()) {
    if (!tokens.isWord(index)) continue;
    switch (tokens.at(index)) {
      case "import":
        readImport(tokens, index, scenario, dsl);
        break;
      case "export":
        defaultExport ??= findDefaultExport(tokens, index);
        break;
      case "const":
        for (const [name, value] of constantsFrom(tokens, position)) constants.set(name, value);
        break;
    }
  }
  return { scenario, dsl, constants, defaultExport };
}

function readImport(tokens: Tokens, index: number, scenario: Set<string>, dsl: Set<string>): void {
  let next = index + 1;
  if (tokens.isWord(next)) next++;
  if (tokens.at(next) === ",") next++;
  const opening = next;
  if (tokens.at(opening) === "{") next = tokens.behind(opening);
  else if (tokens.at(opening) === "*") next = opening + 3;
  const ofTypes = tokens.at(index + 1) === "type" && opening > index + 1;
  if (ofTypes || tokens.at(next) !== "from" || stringOf(tokens.list.at(next + 1)) !== DSL) return;
  if (tokens.at(opening) === "*") dsl.add(tokens.at(opening + 2));
  else if (tokens.at(opening) === "{") {
    for (const [from] of tokens.pieces(opening)) {
      if (tokens.at(from) !== "scenario") continue;
      scenario.add(tokens.at(tokens.at(from + 1) === "as" ? from + 2 : from));
    }
  }
}

/** @param index of `export` */
function findDefaultExport(tokens: Tokens, index: number): number | undefined {
  const next = index + 1;
  if (tokens.at(next) === "default") return next + 1;
  if (tokens.at(next) !== "{") return undefined;
  const behind = tokens.behind(next);
  const exported = tokens.pieces(next).find(([, to]) => tokens.at(to - 1) === "default");
  if (exported === undefined) return undefined;
  return tokens.at(behind) === "from" ? behind + 1 : exported[0];
}

/**
 * The constants of a statement, each with the token that its value begins with.
 *
 * @param position of `const` among the outermost tokens
 */
function* constantsFrom(tokens: Tokens, position: number): Generator<readonly [name: string, value: number]> {
  const { list, outermost } = tokens;
  let named = outermost.at(position + 1);
  for (let next = position + 2; next < outermost.length; next++) {
    const index = outermost[next];
    const { value, beginsLine } = list[index];
    if (value === ";" || (beginsLine && STATEMENT.test(value))) return;
    // A type that stands between may have commas, but no such sign of its own.
    if (value === "=" && named !== undefined) {
      if (tokens.isWord(named)) yield [tokens.at(named), index + 1];
      named = undefined;
    } else if (value === "," && named === undefined) named = index + 1;
  }
}
