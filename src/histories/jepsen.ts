import { formatValue } from "../trace/format.ts";
import type { Value } from "../trace/value.ts";
import { readEdn } from "./edn.ts";
import type { Entry } from "./entry.ts";
import type { Form } from "./form.ts";
import { HistoryError } from "./historyError.ts";
import { readJsonObjects } from "./json.ts";

const TYPES = ["invoke", "ok", "fail", "info"] as const;

/**
 * Reads a history as Jepsen and Knossos write it: maps with `:process`, `:type`, `:f` and `:value`, in a vector, a list
 * or one after the other; or the same as JSON. What the nemesis does is no operation.
 * @throws {HistoryError}
 */
export function readJepsen(text: string): Entry[] {
  return formsOf(text).flatMap(entryOf);
}

function formsOf(text: string): readonly Form[] {
  if (/^\s*(\[\s*)?\{\s*"[^"]*"\s*:/.test(text)) return readJsonObjects(text);
  const forms = readEdn(text);
  return forms.length === 1 && forms[0].items ? forms[0].items : forms;
}

function entryOf({ value, line }: Form): Entry[] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new HistoryError(
      `there is ${formatValue(value, 40)} where an operation should be; an operation is a map with :process, :type, :f and :value`,
      line,
    );
  const fields = new Map(Object.entries(value).map(([key, field]) => [plain(key), field]));
  const required = (name: string): Value => {
    const field = fields.get(name);
    if (field === undefined || field === null)
      throw new HistoryError(`an operation has no :${name}; add it`, line);
    return field;
  };
  const process = word(required("process"));
  if (process === "nemesis") return [];
  const type = TYPES.find((one) => one === word(required("type")));
  if (type === undefined)
    throw new HistoryError(
      `:type is ${word(required("type"))}; it must be :invoke, :ok, :fail or :info`,
      line,
    );
  const key = fields.get("key");
  return [
    {
      process,
      type,
      function: word(required("f")),
      ...(key === undefined ? {} : { key }),
      value: fields.get("value") ?? null,
      line,
    },
  ];
}

/** A key without colon and namespace. */
function plain(key: string): string {
  return key.replace(/^:/, "").replace(/^.*\//, "");
}

function word(value: Value): string {
  return typeof value === "string" ? value.replace(/^:/, "") : formatValue(value);
}
