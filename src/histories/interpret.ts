import type { ModelName } from "../checks/consistency/models.ts";
import type { Operation } from "../checks/consistency/operation.ts";
import { formatValue } from "../trace/format.ts";
import type { Value } from "../trace/value.ts";
import type { Entry } from "./entry.ts";
import { HistoryError } from "./historyError.ts";

/** What a model's operation takes and returns, as an entry has it. */
interface Interpretation {
  readonly input: (entry: Entry) => Value;
  /** Nothing where the answer says nothing. */
  readonly output: (entry: Entry) => Value | undefined;
}

type Meaning = Pick<Operation, "function" | "input"> & { readonly output?: Value };

const nothing = () => null;
const unsaid = () => undefined;
/** `nil` read means that nobody knows what was read. */
const known = ({ value }: Entry) => value ?? undefined;

const READ: Interpretation = { input: nothing, output: known };
const UPDATE: Interpretation = { input: ({ value }) => value, output: unsaid };
const BARE: Interpretation = { input: nothing, output: unsaid };
const NUMBER: Interpretation = { ...UPDATE, input: numberOf };

/** The functions of each model, by the names that records have for them. */
const MEANINGS: Readonly<Record<ModelName, Readonly<Record<string, Interpretation>>>> = {
  register: { read: READ, write: UPDATE },
  "cas-register": { read: READ, write: UPDATE, cas: { input: twoValues, output: () => true } },
  "multi-register": {
    read: { input: (entry) => Object.keys(mapOf(entry)), output: mapOf },
    write: { input: mapOf, output: unsaid },
  },
  kv: {
    get: { input: (entry) => [keyed(entry)[0]], output: (entry) => keyed(entry)[1] ?? undefined },
    put: { input: keyed, output: unsaid },
    append: { input: keyed, output: unsaid },
  },
  counter: { read: { ...READ, output: numberOrNothing }, add: NUMBER },
  set: { read: { input: nothing, output: elements }, add: UPDATE, remove: UPDATE },
  queue: { enqueue: UPDATE, dequeue: { input: nothing, output: ({ value }) => value } },
  mutex: { acquire: BARE, release: BARE },
};

/**
 * What an operation of a model means.
 * @param completion Absent if it never got an answer.
 * @throws {HistoryError} if the model has no such function, or it takes something else
 */
export function interpret(model: ModelName, invocation: Entry, completion: Entry | undefined): Meaning {
  const meanings = MEANINGS[model];
  const { function: name, line } = invocation;
  if (!Object.hasOwn(meanings, name)) {
    const others = (Object.keys(MEANINGS) as ModelName[]).filter((other) =>
      Object.hasOwn(MEANINGS[other], name),
    );
    const mend =
      others.length === 0 ? "correct it" : `${name} belongs to ${others.join(" and ")}: choose another model`;
    throw new HistoryError(
      `a ${model} has no function "${name}", only ${Object.keys(meanings).join(", ")}; ${mend}, or take it out`,
      line,
    );
  }
  const { input, output } = meanings[name];
  const answer = completion?.type === "ok" ? output(completion) : undefined;
  // Which keys a read is about, its answer says better.
  const asked = input(
    model === "multi-register" && name === "read" ? (completion ?? invocation) : invocation,
  );
  return { function: name, input: asked, ...(answer === undefined ? {} : { output: answer }) };
}

function twoValues({ value, line }: Entry): Value {
  if (Array.isArray(value) && value.length === 2) return value as readonly Value[];
  throw new HistoryError(`a cas takes [old new], not ${formatValue(value, 40)}; correct it`, line);
}

function numberOf({ function: name, value, line }: Entry): Value {
  if (typeof value === "number") return value;
  throw new HistoryError(
    `${name} of a counter takes a number, not ${formatValue(value, 40)}; correct it`,
    line,
  );
}

function numberOrNothing(entry: Entry): Value | undefined {
  return entry.value === null ? undefined : numberOf(entry);
}

/** Key and value: of an entry with a key, or of a pair. */
function keyed({ function: name, key, value, line }: Entry): readonly [Value, Value] {
  if (key !== undefined) return [key, value];
  if (Array.isArray(value) && value.length === 2) return value as unknown as readonly [Value, Value];
  throw new HistoryError(`a ${name} of a kv has no key; add :key, or make :value [key value]`, line);
}

/** What is known of each of several registers. */
function mapOf({ function: name, value, line }: Entry): Readonly<Record<string, Value>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value as Record<string, Value>).filter(([, one]) => one !== null),
    );
  throw new HistoryError(
    `a ${name} of a multi-register takes a map, such as {:x 1}, not ${formatValue(value, 40)}; correct it`,
    line,
  );
}

function elements({ value, line }: Entry): Value | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return { $set: value as readonly Value[] };
  if (typeof value === "object" && "$set" in value) return value;
  throw new HistoryError(
    `a read of a set returns its elements, not ${formatValue(value, 40)}; correct it`,
    line,
  );
}
