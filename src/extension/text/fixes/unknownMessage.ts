import { stringOf } from "../../../runner/discovery/literal.ts";
import { Tokens } from "../../../runner/discovery/tokens.ts";
import type { Fix } from "./fix.ts";
import { nearest } from "./nearest.ts";

/** What a run says of a name that is no message, and what TypeScript says of the same. */
const PROBLEMS = [
  /has no message "(?<typed>[^"]+)"; it has (?<names>.+)$/,
  /^Argument of type '"(?<typed>[^"]+)"' is not assignable to parameter of type '(?<names>"[^']+")'/,
];

/**
 * Corrects the name of a message that no node has.
 * @param problem what is said of it
 * @param from offset of the line that it is said of
 */
export function mendUnknownMessage(text: string, problem: string, from: number): Fix | undefined {
  const said = PROBLEMS.map((each) => each.exec(problem)?.groups).find((groups) => groups !== undefined);
  if (said === undefined) return undefined;
  const names = Array.from(said.names.matchAll(/"([^"]+)"/g), ([, name]) => name);
  const name = nearest(said.typed, names);
  const written = new Tokens(text).list.find(
    (token) => token.start >= from && stringOf(token) === said.typed,
  );
  if (name === undefined || written === undefined) return undefined;
  const start = written.start + 1;
  return {
    title: `Change to "${name}"`,
    changes: [{ start, end: start + said.typed.length, text: name }],
  };
}
