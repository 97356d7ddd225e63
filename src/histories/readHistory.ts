import type { ModelName } from "../checks/consistency/models.ts";
import type { Operation } from "../checks/consistency/operation.ts";
import type { Value } from "../trace/value.ts";
import type { Entry } from "./entry.ts";
import { isEtcdLog, readEtcdLog } from "./etcdLog.ts";
import { HistoryError } from "./historyError.ts";
import { interpret } from "./interpret.ts";
import { readJepsen } from "./jepsen.ts";
import { pair, type Pair } from "./pair.ts";

/** An operation of a recorded history. */
export interface RecordedOperation extends Operation {
  /** The line where it begins, from 1. */
  readonly line: number;
  /** The line where it ends; absent if nobody knows how it ended. */
  readonly completedLine?: number;
}

/**
 * Reads a recorded history: of Jepsen or Knossos, as EDN or JSON, or a text log of Porcupine's.
 *
 * What failed did not happen, and a read of `nil` says nothing; but in a log from etcd a failed compare-and-set says that
 * the value was another one, and `nil` is what a register has at first.
 * @throws {HistoryError} if it can't be read, or is no history of the model
 */
export function readHistory(text: string, model: ModelName): RecordedOperation[] {
  const etcd = isEtcdLog(text);
  const pairs = pair(etcd ? readEtcdLog(text) : readJepsen(text));
  if (pairs.length === 0)
    throw new HistoryError("there is no operation in it; a history has at least one map with :type :invoke");
  return pairs.map((one) => {
    const { invocation, completion, invoked, completed } = one;
    const { output, ...meaning } = interpret(model, invocation, completion);
    const seen = etcd ? observed(one) : undefined;
    const answer = seen === undefined ? output : seen;
    const outcome = etcd && answer !== undefined ? "ok" : outcomeOf(completion);
    return {
      ...meaning,
      ...(answer === undefined ? {} : { output: answer }),
      client: invocation.process,
      outcome,
      invoked,
      completed,
      line: invocation.line,
      ...(completion === undefined || outcome === "unknown" ? {} : { completedLine: completion.line }),
    };
  });
}

function outcomeOf(completion: Entry | undefined): Operation["outcome"] {
  if (completion?.type === "ok") return "ok";
  return completion?.type === "fail" ? "failed" : "unknown";
}

/** What the answer of an operation in a log from etcd says that it would not say elsewhere. */
function observed({ invocation, completion }: Pair): Value | undefined {
  if (completion?.type === "fail" && invocation.function === "cas") return false;
  return completion?.type === "ok" && invocation.function === "read" ? completion.value : undefined;
}
