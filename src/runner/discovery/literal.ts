import type { Token } from "./tokens.ts";

/** What stands for what behind a backslash; everything else stands for itself. */
const ESCAPES = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["0", "\0"],
  // The string goes on in the next line.
  ...["\n", "\r", "\r\n", "\u2028", "\u2029"].map((end) => [end, ""] as const),
]);

const ESCAPE = /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(\r\n|[^]))/gi;

/** The string that a literal stands for, as far as it has been typed; `undefined` for every other token. */
export function stringOf(token: Token | undefined): string | undefined {
  if (token?.type !== "StringLiteral" && token?.type !== "NoSubstitutionTemplate") return undefined;
  const body = token.value.slice(1, token.closed ? -1 : undefined);
  const text = token.type === "StringLiteral" ? body : body.replaceAll(/\r\n?/g, "\n");
  return text.replace(ESCAPE, (_, point?: string, unit?: string, byte?: string, plain?: string) => {
    if (plain !== undefined) return ESCAPES.get(plain) ?? plain;
    const number = Number.parseInt(point ?? unit ?? byte ?? "", 16);
    return number > 0x10ffff ? "" : String.fromCodePoint(number);
  });
}
