import { QueryError, type Span } from "./queryError.ts";

/** What stands between the name of a field and its value. */
export type Operator = ":" | "=" | "!=" | "<" | "<=" | ">" | ">=";

/** Words that an event's text must contain. */
export interface TextTerm extends Span {
  readonly negated: boolean;
  readonly text: string;
}

/** A field with the value that it must have. */
export interface FieldTerm extends Span {
  readonly negated: boolean;
  readonly name: string;
  /** Of `name:>1` it is the `>`. */
  readonly operator: Operator;
  readonly value: string;
  /** Where the value stands in the query. */
  readonly valueSpan: Span;
}

/** One of the conditions of a query; what they have in common is that all of them must hold. */
export type Term = TextTerm | FieldTerm;

const SPACE = /\s*/y;
const PLAIN = /(?:(?!!=)[^\s":=<>])+/y;
const OPERATOR = /:?(?:!=|[<>]=?|=)|:/y;
const UNQUOTED = /\S*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;

/**
 * Takes a query apart: `word`, `"a phrase"`, `name:value`, `name>=value`, each with `-` before it to negate it. A value,
 * too, may stand in quotation marks; in them `\` goes before a quotation mark, and before itself.
 *
 * @throws {QueryError} When a quotation mark is not closed, or something is missing around an operator.
 */
export function readTerms(query: string): readonly Term[] {
  const reader = new Reader(query);
  const terms: Term[] = [];
  for (reader.take(SPACE); !reader.done; reader.take(SPACE)) terms.push(readTerm(reader));
  return terms;
}

function readTerm(reader: Reader): Term {
  const from = reader.at;
  const negated = reader.skip("-");
  const begin = reader.at;
  const phrase = reader.quoted();
  if (phrase !== undefined) return { negated, text: phrase, from, to: reader.at };
  const name = reader.take(PLAIN) ?? "";
  const operator = reader.take(OPERATOR);
  if (operator === undefined) {
    if (name !== "") return { negated, text: name, from, to: reader.at };
    throw new QueryError('After "-" comes what must not be found: -kind:timer', { from, to: reader.at });
  }
  if (name === "") {
    throw new QueryError(`Before "${operator}" comes the name of a field; text goes in quotation marks`, {
      from: begin,
      to: reader.at,
    });
  }
  const at = reader.at;
  const value = reader.quoted() ?? reader.take(UNQUOTED)!;
  const to = reader.at;
  const bare = operator.length > 1 && operator.startsWith(":") ? operator.slice(1) : operator;
  if (value === "") throw new QueryError(`After "${name}${operator}" comes a value`, { from, to });
  return { negated, name, operator: bare as Operator, value, valueSpan: { from: at, to }, from, to };
}

/** A text, and how far it has been read. */
class Reader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.at >= this.#text.length;
  }

  skip(character: string): boolean {
    const there = this.#text.startsWith(character, this.at);
    if (there) this.at += character.length;
    return there;
  }

  /** What a sticky pattern matches here. */
  take(pattern: RegExp): string | undefined {
    return this.#match(pattern)?.[0];
  }

  /** The text in quotation marks that begins here, if one does. */
  quoted(): string | undefined {
    if (!this.#text.startsWith('"', this.at)) return undefined;
    const from = this.at;
    const match = this.#match(QUOTED);
    if (!match) {
      throw new QueryError("This quotation mark is not closed", { from, to: this.#text.length });
    }
    return match[1].replace(/\\(.)/gs, "$1");
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text);
    if (match) this.at = pattern.lastIndex;
    return match;
  }
}
