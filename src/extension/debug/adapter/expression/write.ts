import { identifier } from "./moment.ts";

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Whether a text can stand as a name in an expression. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** An expression for a node. */
export function nodeExpression(name: string): string {
  return name === identifier(name) && isIdentifier(name) ? name : `nodes[${JSON.stringify(name)}]`;
}

/** An expression for what an expression has under a name. */
export function memberExpression(expression: string, name: string): string {
  return isIdentifier(name) ? `${expression}.${name}` : `${expression}[${JSON.stringify(name)}]`;
}
