import { parse, type Token } from "sucrase/dist/esm/parser/index.js";
import { ContextualKeyword } from "sucrase/dist/esm/parser/tokenizer/keywords.js";
import { TokenType } from "sucrase/dist/esm/parser/tokenizer/types.js";

/** A construct that types can't simply be stripped from. */
export interface Unsupported {
  readonly message: string;
  readonly offset: number;
}

/** The first construct of the source that sucrase passes over or mistreats; throws its error if it can't be read. */
export function findUnsupported(source: string): Unsupported | undefined {
  const { tokens } = parse(source, false, true, false);
  for (const [i, token] of tokens.entries()) {
    const message = judge(token, tokens[i - 1], tokens[i + 1]);
    if (message !== undefined) return { message, offset: token.start };
  }
  return undefined;
}

function judge(token: Token, before: Token | undefined, after: Token | undefined): string | undefined {
  if (token.type === TokenType.at && !token.isType) {
    return "decorators can't be run here; call the function on the class or method instead";
  }
  const { contextualKeyword } = token;
  if (contextualKeyword === ContextualKeyword._accessor && after?.type === TokenType.name) {
    return "accessor fields can't be run here; write a plain field, or get and set";
  }
  const isNamespace =
    contextualKeyword === ContextualKeyword._namespace || contextualKeyword === ContextualKeyword._module;
  if (isNamespace && token.isType && after?.type === TokenType.name) {
    if (before?.contextualKeyword === ContextualKeyword._declare) return undefined;
    return "namespaces can't be run here; write an object, or a file of its own";
  }
  return undefined;
}
