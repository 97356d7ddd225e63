import { discover } from "../../../runner/discovery/discover.ts";
import { Tokens } from "../../../runner/discovery/tokens.ts";
import type { Fix } from "./fix.ts";

/** Exports the scenarios of a file that exports nothing. */
export function mendMissingExport(text: string): Fix | undefined {
  const tokens = new Tokens(text);
  const { outermost } = tokens;
  const plain: number[] = [];
  const constants: string[] = [];
  for (const { span } of discover(text).scenarios) {
    const position = outermost.findIndex((index) => tokens.startOf(index) === span.start);
    if (position === -1) continue;
    const [keyword, name, sign] = outermost
      .slice(Math.max(0, position - 3), position)
      .map((i) => tokens.at(i));
    if (sign === "=" && keyword === "const") constants.push(name);
    else if (tokens.list[outermost[position]].beginsLine) plain.push(span.start);
  }
  if (plain.length === 1 && constants.length === 0) {
    const [start] = plain;
    return { title: "Export this scenario", changes: [{ start, end: start, text: "export default " }] };
  }
  if (plain.length > 0 || constants.length === 0) return undefined;
  const [first, ...others] = constants;
  const what = others.length === 0 ? first : `[${constants.join(", ")}]`;
  const end = text.length;
  return {
    title: `Export ${others.length === 0 ? first : "all scenarios"}`,
    changes: [{ start: end, end, text: `${text.endsWith("\n") ? "" : "\n"}\nexport default ${what};\n` }],
  };
}
