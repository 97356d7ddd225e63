import type { Tokens } from "../../runner/discovery/tokens.ts";
import type { Change } from "./writeStatement.ts";

/** The script of a scenario, as the text gives it. */
export type WrittenScript =
  /** A function with a body. */
  | {
      readonly kind: "body";
      /** What it calls its world. */
      readonly world: string;
      /** Offset of the function. */
      readonly start: number;
      /** The token that opens its body. */
      readonly opening: number;
      /** What has to be changed so that the world has that name. */
      readonly changes: readonly Change[];
    }
  /** Anything else that gives, or is, a function: a body has to be written around it. */
  | {
      readonly kind: "expression";
      readonly world: string;
      /** Offsets of the expression. */
      readonly start: number;
      readonly end: number;
      /** What stands before the body. */
      readonly head: string;
      /** What the body returns. */
      call(expression: string): string;
    };

/** What a script calls its world where it is for us to say. */
const WORLD = "world";

/**
 * Finds the script of a `scenario(name, script)`.
 * @param nameStart offset of the name
 */
export function scriptOf(tokens: Tokens, nameStart: number): WrittenScript | undefined {
  const name = tokens.list.findIndex(({ start }) => start === nameStart);
  const piece = name > 0 ? tokens.pieces(name - 1).at(1) : undefined;
  if (!piece) return undefined;
  const [from, to] = piece;
  return inlineFunction(tokens, from, to) ?? wrapped(tokens, from, to);
}

function inlineFunction(tokens: Tokens, from: number, to: number): WrittenScript | undefined {
  let next = from;
  if (tokens.at(next) === "async") next++;
  const start = tokens.startOf(from);
  const isFunction = tokens.at(next) === "function";
  if (isFunction) {
    next++;
    if (tokens.isWord(next)) next++;
  } else if (tokens.isWord(next) && tokens.at(next + 1) === "=>") {
    return arrow(tokens, { world: tokens.at(next), start, changes: [] }, next + 2, to);
  }
  if (tokens.at(next) !== "(") return undefined;
  const parameter = firstParameter(tokens, next);
  if (!parameter) return undefined;
  const behind = tokens.behind(next);
  const known = { ...parameter, start };
  if (isFunction) return tokens.at(behind) === "{" ? { kind: "body", opening: behind, ...known } : undefined;
  return tokens.at(behind) === "=>" ? arrow(tokens, known, behind + 1, to) : undefined;
}

type Known = Pick<Extract<WrittenScript, { kind: "body" }>, "world" | "start" | "changes">;

/** @param body the token behind the arrow */
function arrow(tokens: Tokens, known: Known, body: number, to: number): WrittenScript | undefined {
  if (tokens.at(body) === "{") return { kind: "body", opening: body, ...known };
  // A parameter that has to be written first makes two changes of one.
  if (known.changes.length > 0) return undefined;
  return {
    kind: "expression",
    world: known.world,
    start: tokens.startOf(body),
    end: tokens.endOf(to - 1),
    head: "",
    call: (expression) => expression,
  };
}

/** The name of the first parameter; where there is none, what writes one. */
function firstParameter(tokens: Tokens, opening: number): Omit<Known, "start"> | undefined {
  const first = tokens.pieces(opening).at(0);
  if (!first) {
    const offset = tokens.endOf(opening);
    return { world: WORLD, changes: [{ start: offset, end: offset, text: WORLD }] };
  }
  const [from, to] = first;
  const isName = tokens.isWord(from) && (to === from + 1 || tokens.at(from + 1) === ":");
  return isName ? { world: tokens.at(from), changes: [] } : undefined;
}

function wrapped(tokens: Tokens, from: number, to: number): WrittenScript {
  // A name or a call of one can be called as it stands.
  const plain = tokens.isWord(from) && (to === from + 1 || tokens.behind(from + 1) === to);
  return {
    kind: "expression",
    world: WORLD,
    start: tokens.startOf(from),
    end: tokens.endOf(to - 1),
    head: `(${WORLD}) => `,
    call: (expression) => `${plain ? expression : `(${expression})`}(${WORLD})`,
  };
}
