import type { Level } from "../../../../src/checks/consistency/levels.ts";
import type { Operation } from "../../../../src/checks/consistency/operation.ts";
import type { Specification } from "../../../../src/checks/consistency/specification.ts";
import { canonical } from "../../../../src/trace/canonical.ts";
import type { Value } from "../../../../src/trace/value.ts";

/** Says by trying every order whether a history has a level: what the definitions say, and nothing clever. */
export function hasLevel(history: readonly Operation[], specification: Specification, level: Level): boolean {
  const happened = history.filter(({ outcome }) => outcome !== "failed");
  const updates = (one: Operation) => specification.functions[one.function] !== "read";
  const looks = (one: Operation) => answer(one) !== undefined || !updates(one);
  const partOf = (one: Operation) => canonical(specification.key?.(one) ?? null);
  const inOrder = (a: Operation, b: Operation) =>
    a.client === b.client && a.outcome === "ok" && a.completed < b.invoked;

  /** Whether a view of the client must have the first one before the second one. */
  const ordered = (client: string | undefined, a: Operation, b: Operation): boolean => {
    if (level === "linearizable") return a.outcome === "ok" && a.completed < b.invoked;
    if (!inOrder(a, b)) return false;
    if (level === "sequential") return true;
    if (a.client !== client) {
      if (level === "read-your-writes") return false;
      return level === "monotonic-writes" || level === "causal" || partOf(a) === partOf(b);
    }
    if (updates(b)) return true;
    if (level === "causal") return true;
    return level === "read-your-writes" ? updates(a) : looks(a);
  };

  /** All orders of what the client may see in which its own operations got their answers. */
  const views = (client: string | undefined): Operation[][] => {
    const own = (one: Operation) => client === undefined || one.client === client;
    const members = happened.filter((one) => own(one) || updates(one));
    const found: Operation[][] = [];
    const extend = (order: readonly Operation[], states: ReadonlyMap<string, Value>) => {
      if (members.every((one) => !own(one) || one.outcome === "unknown" || order.includes(one)))
        found.push([...order]);
      for (const next of members) {
        if (order.includes(next)) continue;
        if (members.some((one) => ordered(client, one, next) && !order.includes(one))) continue;
        const part = partOf(next);
        const effect = specification.step(states.get(part) ?? specification.initial, next);
        if (effect === undefined) continue;
        const wanted = own(next) ? answer(next) : undefined;
        if (
          wanted !== undefined &&
          effect.output !== undefined &&
          canonical(effect.output) !== canonical(wanted)
        )
          continue;
        extend([...order, next], new Map(states).set(part, effect.state));
      }
    };
    extend([], new Map());
    return found;
  };

  if (level === "sequential" || level === "linearizable") return views(undefined).length > 0;
  const clients = [...new Set(happened.map(({ client }) => client))];
  const all = clients.map(views);
  if (level !== "causal" && level !== "writes-follow-reads") return all.every((orders) => orders.length > 0);

  /** What must come before the update for everybody, by what its client had seen. */
  const before = (update: Operation, order: readonly Operation[]): Operation[] => {
    const last = order.findLastIndex(
      (one) => one.client === update.client && looks(one) && (one === update || inOrder(one, update)),
    );
    return order.slice(0, Math.max(0, last)).filter(updates);
  };
  const fit = (chosen: readonly Operation[][]): boolean =>
    chosen.every((order, viewer) =>
      order.every((update, place) => {
        const author = clients.indexOf(update.client);
        if (author === viewer || !updates(update)) return true;
        const seen = before(update, chosen[author]);
        if (looks(update) && !chosen[author].includes(update)) return false;
        return seen.every((one) => order.indexOf(one) !== -1 && order.indexOf(one) < place);
      }),
    );
  const choose = (chosen: readonly Operation[][]): boolean =>
    chosen.length === clients.length
      ? fit(chosen)
      : all[chosen.length].some((order) => choose([...chosen, order]));
  return choose([]);
}

function answer({ output, outcome }: Operation): Value | undefined {
  return outcome === "ok" ? output : undefined;
}
