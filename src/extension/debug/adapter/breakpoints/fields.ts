import { sameValue } from "../../../../trace/comparison/content.ts";
import type { Recording } from "../expression/recording.ts";
import { follow, tellPath, type FieldPath } from "../fieldPath.ts";
import type { Place } from "./trap.ts";

/** Where a field of a node, or a part of its value, changes. What a node starts with is no change. */
export function placeOfField({ trace, history }: Recording, path: FieldPath): Place {
  const node = trace.nodes.findIndex(({ name }) => name === path.node);
  const changes = node < 0 ? [] : history.changes(node, path.field);
  if (changes.length === 0) {
    return { events: [], shown: { verified: false, message: `There is no ${tellPath(path)} in this run.` } };
  }
  const at = (step: number) => follow(history.at(node, path.field, step), path);
  const events = changes.filter(
    (event) => trace.events[event].kind !== "start" && !sameValue(at(event - 1), at(event)),
  );
  return { events, shown: { verified: true } };
}
