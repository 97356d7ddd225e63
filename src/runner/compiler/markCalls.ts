import type { CallExpression, Node } from "acorn";
import { ancestor, full } from "acorn-walk";
import { MARK, type Insertion, type MarkedCode } from "./marks.ts";

/** Methods of the DSL whose calls leave events, and are made often enough that their lines have to be found fast. */
const VERBS = new Set([
  "send",
  "call",
  "broadcast",
  "after",
  "every",
  "sleep",
  "note",
  "work",
  "flush",
  "believe",
  "decide",
  "forge",
]);

/** Takes the mark of an earlier call away: this one is found on the stack. */
const UNMARKED = -1;

/**
 * Makes each call of a DSL verb tell its place before it is made, which costs next to nothing, where capturing and
 * reading a stack costs microseconds. No line is added.
 */
export function markCalls(code: string, tree: Node): MarkedCode {
  const calls: number[] = [];
  const insertions: Insertion[] = [];
  ancestor(tree, {
    CallExpression(node, _state, ancestors) {
      if (!isVerb(node) || ancestors.some(({ type }) => type === "ChainExpression")) return;
      const { callee } = node;
      if (callee.type !== "MemberExpression") return;
      const { object } = callee;
      const number = node.arguments.some(runsCode) ? UNMARKED : calls.push(callee.property.start) - 1;
      insertions.push({ offset: object.start, text: `${MARK}(${number}, `, reach: object.end });
      insertions.push({ offset: object.end, text: ")", reach: object.end });
    },
  });
  insertions.sort((a, b) => a.offset - b.offset || b.reach - a.reach);
  return { code: insert(code, insertions), calls, insertions };
}

/** Whether other calls may be made while the argument is worked out, whose marks would take the place of this one. */
function runsCode(argument: Node): boolean {
  let runs = false;
  full(argument, ({ type }) => {
    runs ||= /^(Call|New|Await|Yield|TaggedTemplate)/.test(type);
  });
  return runs;
}

function isVerb({ callee }: CallExpression): boolean {
  return (
    callee.type === "MemberExpression" &&
    !callee.computed &&
    callee.object.type !== "Super" &&
    callee.property.type === "Identifier" &&
    VERBS.has(callee.property.name)
  );
}

function insert(code: string, insertions: readonly Insertion[]): string {
  let marked = "";
  let from = 0;
  for (const { offset, text } of insertions) {
    marked += code.slice(from, offset) + text;
    from = offset;
  }
  return marked + code.slice(from);
}
