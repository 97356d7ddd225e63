import { describe, expect, it } from "vitest";
import type { ModelName } from "../../../src/checks/consistency/models.ts";
import { readEdn } from "../../../src/histories/edn.ts";
import { HistoryError } from "../../../src/histories/historyError.ts";
import { readHistory } from "../../../src/histories/readHistory.ts";

const valueOf = (text: string) => readEdn(text).map(({ value }) => value);

describe("EDN", () => {
  it("is read in all its forms", () => {
    expect(valueOf('nil true -7 2.5 1e3 3M "a\\n\\u0041" \\a \\newline :k sym 1/3 ##Inf')).toEqual([
      ...[null, true, -7, 2.5, 1000, 3, "a\nA", "a", "\n", ":k", "sym", "1/3"],
      { $number: "Infinity" },
    ]);
    expect(valueOf("12N 123456789012345678901N")).toEqual([12, { $bigint: "123456789012345678901" }]);
    expect(valueOf('[1, (2 #{3})] {:a 1 "b" 2} #:n{:x 1 :m/y 2}')).toEqual([
      [1, [2, { $set: [3] }]],
      { ":a": 1, b: 2 },
      { ":n/x": 1, ":m/y": 2 },
    ]);
    expect(valueOf('; all\n1 #_ 2 #_#_ 3 4 #inst "2020" [#_5] ; end')).toEqual([1, "2020", []]);
  });

  it.each([
    ["[1\n 2", 1, 'the "[" is never closed; add the "]" where it belongs'],
    ["1\n)", 2, 'there is a ")" that closes nothing; take it out'],
    ["\n{:a}", 2, "a map has a key without a value; add the value"],
    ['"a\n', 1, 'a text is never closed; add the missing "'],
    ["1 12abc", 1, '"12abc" is no number; correct it, or put it in quotes'],
    ["[1 #_", 1, "the file ends before what #_ discards; complete it"],
    ["[".repeat(300), 1, "more than 200 brackets are nested"],
  ])("that is damaged is an error with its line: %s", (text, line, message) => {
    expect(errorOf(() => readEdn(text))).toEqual({ line, message });
  });
});

const OPERATIONS = [
  { client: "0", function: "write", input: 1, outcome: "ok", invoked: 0, completed: 2 },
  { client: "1", function: "read", input: null, output: 1, outcome: "ok", invoked: 1, completed: 3 },
];
const MAPS = [
  "{:process 0, :type :invoke, :f :write, :value 1}",
  "{:process 1, :type :invoke, :f :read, :value nil}",
  "{:process 0, :type :ok, :f :write, :value 1}",
  "{:process 1, :type :ok, :f :read, :value 1}",
];
const OBJECTS = [
  '{"process": 0, "type": "invoke", "f": "write", "value": 1}',
  '{"process": 1, "type": "invoke", "f": "read", "value": null}',
  '{"process": 0, "type": "ok", "f": "write", "value": 1}',
  '{"process": 1, "type": "ok", "f": "read", "value": 1}',
];

describe("a history", () => {
  it.each([
    ["a vector", `[${MAPS.join("\n")}]`],
    ["a list", `(${MAPS.join("\n")}\n)`],
    ["bare maps", `${MAPS.join("\n")}\n`],
    ["namespaced and tagged maps", MAPS.map((map) => `#op #:jepsen${map}`).join("\n")],
    ["JSON", `[${OBJECTS.join(",\n")}]`],
    ["JSON objects", OBJECTS.join("\n")],
    [
      "a log",
      MAPS.map(
        (map) =>
          `INFO  jepsen.util - ${map.replace(/[{}]|:(process|type|f|value) /g, "").replaceAll(",", "\t")}`,
      ).join("\n"),
    ],
  ])("is read from %s, with its lines", (_, text) => {
    const operations = readHistory(text, "register");
    expect(operations).toMatchObject(OPERATIONS);
    expect(operations.map(({ line, completedLine }) => [line, completedLine])).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it("says what failed, what nobody knows, and nothing of a nil", () => {
    const text = `
      {:process :nemesis :type :info :f :start :value "cut"}
      {:process 0 :type :invoke :f :cas :value [1 2]} {:process 0 :type :fail :f :cas :value [1 2]}
      {:process 1 :type :invoke :f :write :value 2} {:process 1 :type :info :f :write :value 2}
      {:process 2 :type :invoke :f :read :value nil} {:process 2 :type :ok :f :read :value nil}
      {:process 3 :type :invoke :f :cas :value [2 3]}`;
    const operations = readHistory(text, "cas-register");
    expect(operations.map(({ outcome }) => outcome)).toEqual(["failed", "unknown", "ok", "unknown"]);
    expect(operations.map(({ output }) => output)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("from etcd takes a failed cas and a nil for what was seen", () => {
    const log = (lines: string[]) => lines.map((line) => `INFO  jepsen.util - ${line}`).join("\n");
    const text = log([
      "0\t:invoke\t:cas\t[1 2]",
      "0\t:fail\t:cas\t[1 2]",
      "0\t:invoke\t:read\tnil",
      "0\t:ok\t:read\tnil",
    ]);
    expect(readHistory(text, "cas-register")).toMatchObject([
      { outcome: "ok", output: false },
      { outcome: "ok", output: null },
    ]);
  });

  it.each<[ModelName, string, object]>([
    ["kv", ':f :append :key "a" :value "x"', { input: ["a", "x"] }],
    ["kv", ":f :put :value [:a 1]", { input: [":a", 1] }],
    ["multi-register", ":f :write :value {:x 1}", { input: { ":x": 1 } }],
    ["multi-register", ":f :read :value {:x 1 :y nil}", { input: [":x"], output: { ":x": 1 } }],
    ["set", ":f :read :value #{1 2}", { output: { $set: [1, 2] } }],
    ["set", ":f :read :value [1 2]", { output: { $set: [1, 2] } }],
    ["counter", ":f :add :value 3", { input: 3 }],
    ["queue", ":f :dequeue :value 4", { input: null, output: 4 }],
    ["mutex", ":f :acquire :value nil", { input: null }],
  ])("of a %s is understood: %s", (model, fields, expected) => {
    const text = `{:process 0 :type :invoke ${fields}} {:process 0 :type :ok ${fields}}`;
    expect(readHistory(text, model)).toMatchObject([expected]);
  });

  it.each<[string, number | undefined, string]>([
    ["", undefined, "there is no operation in it"],
    ["{:process :nemesis :type :info :f :start}", undefined, "there is no operation in it"],
    [
      `${MAPS[0]}\n${MAPS[2]}\n${MAPS[2]}`,
      3,
      "its write of line 1 was completed in line 2 already; take one",
    ],
    [MAPS[3], 1, "process 1 completes a read that it never began; add its :invoke, or take this out"],
    [
      `${MAPS[0]}\n${MAPS[0]}`,
      2,
      "process 0 begins a write while its write of line 1 is under way; a process waits",
    ],
    [`${MAPS[0]}\n{:process 0 :type :ok :f :read}`, 2, "what it began in line 1 is a write; correct one"],
    [
      "{:process 0 :type :invoke :f :frob}",
      1,
      'a register has no function "frob", only read, write; correct it',
    ],
    [
      "{:process 0 :type :invoke :f :cas :value [1 2]}",
      1,
      "cas belongs to cas-register: choose another model",
    ],
    ["{:process 0 :type :begin :f :read}", 1, ":type is begin; it must be :invoke, :ok, :fail or :info"],
    ["{:type :invoke :f :read}", 1, "an operation has no :process; add it"],
    ["[1]", 1, "there is 1 where an operation should be"],
    ['[{"process": 0,\n}]', 1, "this is no JSON; look for a missing comma, quote or value"],
    ['[{"process": 0}', 1, 'the list is never closed; add the "]" at the end'],
    ["INFO  jepsen.util - 0 :invoke :read nil\nhm", 2, "this is no line of the log"],
  ])("that makes no sense is an error with its line and mend: %s", (text, line, message) => {
    expect(errorOf(() => readHistory(text, "register"))).toEqual({
      line,
      message: expect.stringContaining(message) as string,
    });
  });
});

function errorOf(action: () => unknown): { line: number | undefined; message: string } | undefined {
  try {
    action();
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    return { line: error.line, message: error.message };
  }
  return undefined;
}
