/** The part of sucrase's parser that tells constructs apart which its transform passes over in silence. */
declare module "sucrase/dist/esm/parser/index.js" {
  export interface Token {
    readonly type: number;
    readonly contextualKeyword: number;
    readonly isType: boolean;
    readonly start: number;
  }
  export function parse(
    source: string,
    isJSXEnabled: boolean,
    isTypeScriptEnabled: boolean,
    isFlowEnabled: boolean,
  ): { readonly tokens: readonly Token[] };
}
declare module "sucrase/dist/esm/parser/tokenizer/keywords.js" {
  export const ContextualKeyword: Readonly<
    Record<"_accessor" | "_declare" | "_module" | "_namespace", number>
  >;
}
declare module "sucrase/dist/esm/parser/tokenizer/types.js" {
  export const TokenType: Readonly<Record<"at" | "name", number>>;
}
