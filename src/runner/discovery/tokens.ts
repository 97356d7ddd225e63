import jsTokens, { type Token as JsToken } from "js-tokens";

/** A word, a sign or a literal of a source text. */
export type Token = JsToken & {
  /** Offset in the text. */
  readonly start: number;
  /** Whether it is the first one of its line. */
  readonly beginsLine: boolean;
};

/** Where a bracket is over, closed or not. */
interface Bracket {
  /** The token behind its last one. */
  readonly end: number;
  /** The token behind all of it. */
  readonly behind: number;
}

/** What a bracket begins with; `${` in a template, too. */
type Opening = "(" | "[" | "{" | "${";

function openedBy(type: Token["type"], value: string): Opening | undefined {
  if (type === "TemplateHead" || type === "TemplateMiddle") return "${";
  return value === "(" || value === "[" || value === "{" ? value : undefined;
}

function closedBy(type: Token["type"], value: string): Opening | undefined {
  if (type === "TemplateMiddle" || type === "TemplateTail") return "${";
  return value === ")" ? "(" : value === "]" ? "[" : value === "}" ? "{" : undefined;
}

/** A text as tokens, without blanks and comments. Every text has them, what is half typed included. */
export class Tokens {
  readonly list: readonly Token[];
  /** Indices of the tokens that stand in no bracket. */
  readonly outermost: readonly number[];
  /** By the token that opens it. */
  readonly #brackets = new Map<number, Bracket>();
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    this.list = read(text);
    this.outermost = this.#pair();
  }

  /** The text of a token; empty where there is none. */
  at(index: number): string {
    return index < 0 ? "" : (this.list.at(index)?.value ?? "");
  }

  /** Whether a token is a name or a keyword. */
  isWord(index: number): boolean {
    return this.list.at(index)?.type === "IdentifierName";
  }

  /** The token that follows; where a token opens a bracket, the one that follows that. */
  behind(index: number): number {
    return this.#brackets.get(index)?.behind ?? index + 1;
  }

  /** The offset at which a token begins; where there is none, that of the text's end. */
  startOf(index: number): number {
    return this.list.at(index)?.start ?? this.#length;
  }

  /** The offset at which a token ends; where there is none, that of the text's end. */
  endOf(index: number): number {
    const token = this.list.at(index);
    return token === undefined ? this.#length : token.start + token.value.length;
  }

  /** What stands between the commas of a bracket: for each piece its first token, and the one behind its last. */
  pieces(opening: number): (readonly [from: number, to: number])[] {
    const end = this.#brackets.get(opening)?.end ?? opening + 1;
    const pieces: [number, number][] = [];
    let from = opening + 1;
    for (let i = from; i < end; i = this.behind(i)) {
      if (this.at(i) !== ",") continue;
      pieces.push([from, i]);
      from = i + 1;
    }
    if (from < end) pieces.push([from, end]);
    return pieces;
  }

  #pair(): number[] {
    const open: { readonly index: number; readonly opening: Opening }[] = [];
    const outermost: number[] = [];
    const breakOff = (depth: number, end: number) => {
      for (const { index } of open.splice(depth)) this.#brackets.set(index, { end, behind: end });
    };
    this.list.forEach(({ type, value }, index) => {
      if (this.#beginsModuleItem(index)) breakOff(0, index);
      if (open.length === 0) outermost.push(index);
      const closed = closedBy(type, value);
      // What was opened within it and never closed ends here, too.
      const depth = closed === undefined ? -1 : open.findLastIndex(({ opening }) => opening === closed);
      if (depth !== -1) {
        breakOff(depth + 1, index);
        this.#brackets.set(open.pop()!.index, { end: index, behind: index + 1 });
      }
      const opening = openedBy(type, value);
      if (opening !== undefined) open.push({ index, opening });
    });
    breakOff(0, this.list.length);
    return outermost;
  }

  /** Whether an import or export begins here. They stand in no bracket, so a bracket still open was left so. */
  #beginsModuleItem(index: number): boolean {
    const { value, beginsLine } = this.list[index];
    if (!beginsLine) return false;
    const next = this.at(index + 1);
    return value === "export"
      ? this.isWord(index + 1) || next === "{" || next === "*"
      : value === "import" && next !== "(" && next !== "." && next !== ":";
  }
}

function read(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  let beginsLine = true;
  for (const token of jsTokens(text)) {
    switch (token.type) {
      case "LineTerminatorSequence":
        beginsLine = true;
        break;
      case "WhiteSpace":
      case "SingleLineComment":
      case "MultiLineComment":
      case "HashbangComment":
        break;
      default:
        tokens.push({ ...token, start, beginsLine });
        beginsLine = false;
    }
    start += token.value.length;
  }
  return tokens;
}
