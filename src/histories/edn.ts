import type { Value } from "../trace/value.ts";
import type { Form } from "./form.ts";
import { HistoryError } from "./historyError.ts";

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const CHARACTERS: Readonly<Record<string, string>> = {
  newline: "\n",
  return: "\r",
  space: " ",
  tab: "\t",
  formfeed: "\f",
  backspace: "\b",
};
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", b: "\b" };
const DEEPEST = 200;

/**
 * Reads all forms of an EDN document (https://github.com/edn-format/edn). Keywords keep their colon, sets are `$set`,
 * big integers `$bigint`, ratios and symbols are texts, maps have their keys as texts, and of a tagged literal the value counts.
 * @throws {HistoryError} with the line, if it is no EDN
 */
export function readEdn(text: string): Form[] {
  return new Reader(text).all();
}

class Reader {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): Form[] {
    const forms: Form[] = [];
    for (;;) {
      this.#skip();
      if (this.#at >= this.#text.length) return forms;
      forms.push(this.#form());
    }
  }

  /** Passes over what means nothing: white space, commas, comments and discarded forms. */
  #skip(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === "\n") this.#line++;
      else if (char === ";") {
        while (this.#at + 1 < this.#text.length && this.#text[this.#at + 1] !== "\n") this.#at++;
      } else if (this.#text.startsWith("#_", this.#at)) {
        this.#at += 2;
        this.#next("what #_ discards");
        this.#at--;
      } else if (!/[\s,\uFEFF]/.test(char)) return;
    }
  }

  #next(what: string): Form {
    const line = this.#line;
    this.#skip();
    if (this.#at >= this.#text.length)
      throw new HistoryError(`the file ends before ${what}; complete it`, line);
    return this.#form();
  }

  #form(): Form {
    const line = this.#line;
    const char = this.#text[this.#at];
    if (char === "(" || char === "[") {
      const items = this.#until(CLOSING[char]);
      return { value: items.map(({ value }) => value), line, items };
    }
    if (char === "{") return { value: this.#map(""), line };
    if (char === '"') return { value: this.#string(), line };
    if (char === "#") return { value: this.#dispatch(), line };
    if (char === "\\") return { value: this.#character(), line };
    if (/[)\]}]/.test(char))
      throw new HistoryError(`there is a "${char}" that closes nothing; take it out`, line);
    return { value: atom(this.#token(), line), line };
  }

  /** Reads what is between brackets, from the opening one on. */
  #until(closing: string): Form[] {
    const [line, opening] = [this.#line, this.#text[this.#at++]];
    if (++this.#depth > DEEPEST) throw new HistoryError(`more than ${DEEPEST} brackets are nested`, line);
    const forms: Form[] = [];
    for (;;) {
      this.#skip();
      if (this.#at >= this.#text.length)
        throw new HistoryError(
          `the "${opening}" is never closed; add the "${closing}" where it belongs`,
          line,
        );
      if (this.#text[this.#at] === closing) break;
      forms.push(this.#form());
    }
    this.#at++;
    this.#depth--;
    return forms;
  }

  /** @param namespace What keys without one get, as in `#:jepsen{:process 1}`. */
  #map(namespace: string): Value {
    const line = this.#line;
    const forms = this.#until("}");
    if (forms.length % 2 === 1)
      throw new HistoryError("a map has a key without a value; add the value", line);
    const entries: [string, Value][] = [];
    for (let index = 0; index < forms.length; index += 2) {
      const { value } = forms[index];
      let key = typeof value === "string" ? value : JSON.stringify(value);
      if (namespace !== "" && key.startsWith(":") && !key.includes("/"))
        key = `:${namespace}/${key.slice(1)}`;
      entries.push([key, forms[index + 1].value]);
    }
    return entries.some(([key]) => key.startsWith("$")) ? { $object: entries } : Object.fromEntries(entries);
  }

  #dispatch(): Value {
    const next = this.#text[this.#at + 1];
    this.#at++;
    if (next === "{") return { $set: this.#until("}").map(({ value }) => value) };
    if (next === "#") {
      this.#at++;
      return { $number: this.#token().replace("Inf", "Infinity") };
    }
    const tag = this.#token();
    if (tag.startsWith(":") && this.#text[this.#at] === "{") return this.#map(tag.slice(1));
    return this.#next(`the value of #${tag}`).value;
  }

  #string(): string {
    const line = this.#line;
    let text = "";
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === '"') {
        this.#at++;
        return text;
      }
      if (char === "\n") this.#line++;
      if (char === "\\") {
        const escape = this.#text[++this.#at] ?? "";
        const unicode = /^u[0-9a-fA-F]{4}/.exec(this.#text.slice(this.#at, this.#at + 5));
        text += unicode
          ? String.fromCharCode(parseInt(unicode[0].slice(1), 16))
          : (ESCAPES[escape] ?? escape);
        if (unicode) this.#at += 4;
      } else text += char;
    }
    throw new HistoryError('a text is never closed; add the missing "', line);
  }

  #character(): string {
    this.#at++;
    const name = this.#text[this.#at] + this.#tokenFrom(1);
    return (
      CHARACTERS[name] ??
      (/^u[0-9a-fA-F]{4}$/.test(name) ? String.fromCharCode(parseInt(name.slice(1), 16)) : name)
    );
  }

  #token(): string {
    return this.#tokenFrom(0);
  }

  #tokenFrom(offset: number): string {
    const start = this.#at + offset;
    let end = start;
    while (end < this.#text.length && !/[\s,;"()[\]{}]/.test(this.#text[end])) end++;
    this.#at = end;
    return this.#text.slice(start, end);
  }
}

function atom(token: string, line: number): Value {
  if (token === "nil") return null;
  if (token === "true" || token === "false") return token === "true";
  const integer = /^([+-]?\d+)N?$/.exec(token)?.[1];
  if (integer !== undefined) {
    const number = Number(integer);
    return Number.isSafeInteger(number) ? number : { $bigint: BigInt(integer).toString() };
  }
  if (/^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?M?$/.test(token)) return Number(token.replace("M", ""));
  if (/^[+-]?\d+\/\d+$/.test(token) || !/^[+-]?\d/.test(token)) return token;
  throw new HistoryError(`"${token}" is no number; correct it, or put it in quotes`, line);
}
