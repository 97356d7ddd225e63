import { canonical } from "../canonical.ts";
import { isSend, type TraceEvent } from "../event.ts";
import { isSpecial } from "../special.ts";
import type { Trace } from "../trace.ts";
import type { Value } from "../value.ts";

/**
 * What an event says beyond what happened to whom: the arguments of a message, the value that is decided, the
 * reason of a loss. Neither times, nor places in the source, nor identities that depend on what else happens.
 */
export function contentOf(trace: Trace, event: TraceEvent): Value {
  if (isSend(event)) return event.kind === "reply" && event.failed ? [event.args, true] : event.args;
  switch (event.kind) {
    case "ok":
    case "decide":
      return event.value;
    case "fail":
      return event.error;
    case "drop":
      return event.why ?? event.reason;
    case "tamper":
      return event.after;
    case "delay":
    case "slow":
      return event.by;
    case "work":
      return toMicroseconds(event.until - event.time);
    case "belief":
      return event.belief;
    case "crash":
      return event.amnesia ?? false;
    case "clock":
      return [event.offset, event.drift, event.frozen ?? false];
    case "partition":
    case "hold": {
      const groups = event.groups.map((group) => group.map((node) => trace.nodes[node].name));
      return event.kind === "hold" ? groups : [groups, event.oneWay ?? false, event.ring ?? false];
    }
    case "note":
      return event.text;
    case "violation":
      return event.message;
    default:
      return null;
  }
}

/** Whether two values are equal by structure, in the sense of {@link canonical}. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!sameValue(a[i], b[i])) return false;
    return true;
  }
  // Sets and maps have no order; few are large.
  if (isSpecial(a) || isSpecial(b)) return canonical(a) === canonical(b);
  const [fields, others] = [a as Fields, b as Fields];
  const keys = Object.keys(fields);
  if (keys.length !== Object.keys(others).length) return false;
  return keys.every((key) => Object.hasOwn(others, key) && sameValue(fields[key], others[key]));
}

type Fields = Readonly<Record<string, Value>>;

function isObject(value: Value | undefined): value is Exclude<Value, string | number | boolean | null> {
  return typeof value === "object" && value !== null;
}

/** `Array.isArray` that also narrows readonly arrays. */
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Times are kept to the microsecond; differences of them are, too. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000);
}
