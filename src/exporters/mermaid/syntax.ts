import { shorten } from "../../trace/format.ts";

/** A message from one node to another, by their indices. */
export function arrow(kind: string, from: number, to: number, text: string): string {
  return `n${from}${kind}n${to}: ${escape(text)}`;
}

/** A remark on one node, or on all from one to another. */
export function note(text: string, first: number, last = first): string {
  return `Note over n${first}${last === first ? "" : `,n${last}`}: ${escape(text)}`;
}

/**
 * Writes a text of the scenario so that Mermaid shows it as it is: everything that it or the HTML around it
 * could take for syntax becomes a character code, as does the word `end`, which closes blocks.
 */
export function escape(text: string, maxLength = Infinity): string {
  const lines = visible(shorten(text, maxLength).trim(), "\n").split("\n");
  const escaped = lines.map((line) =>
    line.replace(/[#;:%<>&$\\]|\bend\b/giu, (found) => `#${found.codePointAt(0)};${found.slice(1)}`),
  );
  return escaped.join("<br/>") || "#160;";
}

/** Replaces what can't be shown or would break a line, `kept` excepted: controls, separators, lone surrogates. */
export function visible(text: string, kept = ""): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u{feff}]/gu, (found) =>
    found === kept ? found : " ",
  );
}
