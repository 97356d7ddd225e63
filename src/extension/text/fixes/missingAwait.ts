import { discover } from "../../../runner/discovery/discover.ts";
import { Tokens } from "../../../runner/discovery/tokens.ts";
import { scriptOf } from "../../edit/script.ts";
import type { Fix } from "./fix.ts";

/** What does nothing unless a script awaits it. */
const WAITS = new Set(["sleep", "quiet"]);

/** Has a script wait where it says so and doesn't. @param from @param to offsets between which it is looked for */
export function mendMissingAwait(text: string, from: number, to: number): Fix | undefined {
  const tokens = new Tokens(text);
  for (const { nameSpan } of discover(text).scenarios) {
    const script = scriptOf(tokens, nameSpan.start);
    if (script?.kind !== "body") continue;
    const { world, opening, start } = script;
    const end = tokens.behind(opening) - 1;
    for (let index = opening + 1; index < end; index = tokens.behind(index)) {
      const offset = tokens.startOf(index);
      if (offset < from || offset >= to || !isUnawaited(tokens, index, world)) continue;
      const isAsync = text.startsWith("async", start);
      return {
        title: `Wait for ${world}.${tokens.at(index + 2)}`,
        changes: [
          ...(isAsync ? [] : [{ start, end: start, text: "async " }]),
          { start: offset, end: offset, text: "await " },
        ],
      };
    }
  }
  return undefined;
}

/** Whether a statement begins here that waits, and isn't awaited. */
function isUnawaited(tokens: Tokens, index: number, world: string): boolean {
  return (
    /^[;{}]$/.test(tokens.at(index - 1)) &&
    tokens.at(index) === world &&
    tokens.at(index + 1) === "." &&
    WAITS.has(tokens.at(index + 2)) &&
    tokens.at(index + 3) === "(" &&
    /^[;}]$/.test(tokens.at(tokens.behind(index + 3)))
  );
}
