/** The head of a method up to its parameters. */
const HEAD = /^\s*(?:async\s+)?([\p{ID_Continue}$]+)\s*(?:<[^>]*>)?\s*\(/u;

/**
 * The names of a method's parameters; empty where the text doesn't begin with that method, and an empty name for what
 * is taken apart in its head.
 */
export function parametersOf(text: string, method: string): readonly string[] {
  const head = HEAD.exec(text);
  if (head?.[1] !== method) return [];
  const result: string[] = [];
  let depth = 0;
  let parameter = "";
  for (const character of text.slice(head[0].length).replaceAll("=>", "  ")) {
    if (depth > 0 || !/[,)]/.test(character)) {
      if (/[([{<]/.test(character)) depth++;
      if (/[)\]}>]/.test(character)) depth--;
      parameter += character;
      continue;
    }
    result.push(/^\s*(?:\.\.\.)?([\p{ID_Continue}$]+)/u.exec(parameter)?.[1] ?? "");
    if (character === ")") break;
    parameter = "";
  }
  return result;
}
