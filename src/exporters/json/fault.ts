/** The first thing in a text that JSON doesn't allow there. */
export interface JsonFault {
  /** In UTF-16 units. */
  readonly offset: number;
  /** Whether all is well as far as it goes, but it doesn't come to an end. */
  readonly cutOff: boolean;
}

const SPACE = /[\t\n\r ]*/y;
const TEXT = /"[^"\\\0-\x1f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\0-\x1f]*)*/y;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** What may stand at the very end of a text that is cut off in the midst of a word or of an escape. */
const BROKEN_WORD = /^(?:\\(?:u[\da-fA-F]{0,3})?|t|tr|tru|f|fa|fal|fals|n|nu|nul|-|[.eE]|[eE][+-])$/;

/** What may come next: a value, a key, what follows on one of them, or an end where nothing has come yet. */
type Expected = "value" | "first item" | "key" | "first key" | "colon" | "next" | "nothing";

/**
 * Finds what keeps a text from being JSON. `JSON.parse` says that in other words in each host, and mostly not where.
 * @returns nothing when it is JSON
 */
export function findFault(text: string): JsonFault | undefined {
  const open: string[] = [];
  let expected: Expected = "value";
  let at = 0;
  const fault = (offset: number): JsonFault => ({
    offset,
    cutOff: offset === text.length || (text.length - offset < 7 && BROKEN_WORD.test(text.slice(offset))),
  });
  for (;;) {
    at += matchAt(SPACE, text, at);
    const sign = text.charAt(at);
    if (expected === "nothing") return at === text.length ? undefined : fault(at);
    const closing = open.at(-1) === "[" ? "]" : "}";
    const mayClose = expected === "next" || expected === "first item" || expected === "first key";
    if (open.length > 0 && mayClose && sign === closing) {
      open.pop();
      at++;
      expected = open.length > 0 ? "next" : "nothing";
    } else if (expected === "next" && sign === ",") {
      at++;
      expected = closing === "]" ? "value" : "key";
    } else if (expected === "colon" && sign === ":") {
      at++;
      expected = "value";
    } else if (expected === "key" || expected === "first key") {
      const end = endOfText(text, at);
      if (!end.whole) return fault(end.offset);
      at = end.offset;
      expected = "colon";
    } else if (expected === "value" || expected === "first item") {
      if (sign === "[" || sign === "{") {
        open.push(sign);
        at++;
        expected = sign === "[" ? "first item" : "first key";
        continue;
      }
      const length = sign === '"' ? 0 : matchAt(WORD, text, at);
      const end = length > 0 ? { offset: at + length, whole: true } : endOfText(text, at);
      if (!end.whole) return fault(end.offset);
      at = end.offset;
      expected = open.length > 0 ? "next" : "nothing";
    } else return fault(at);
  }
}

/** Where a text in quotes ends that begins here; or how far it goes, where it breaks off or there is none. */
function endOfText(text: string, at: number): { readonly offset: number; readonly whole: boolean } {
  const offset = at + matchAt(TEXT, text, at);
  const whole = offset > at && text.charAt(offset) === '"';
  return { offset: whole ? offset + 1 : offset, whole };
}

/** Length of what a sticky expression matches at a place; 0 for nothing. */
function matchAt(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.exec(text)?.[0].length ?? 0;
}
