import { describe, expect, it } from "vitest";
import { interpolation } from "../../../../../src/extension/debug/adapter/expression/interpolate.ts";
import { complete } from "../../../../../src/extension/debug/adapter/expression/complete.ts";
import { shopTrace, TraceBuilder } from "../../../traces.ts";
import { evaluate, mistakeIn, momentOf, shopWith } from "./evaluating.ts";

const { trace, events } = shopTrace();
const anaSold = momentOf(trace, events.anaSold);

describe("names", () => {
  it.each([
    ["london.stock + tokyo.stock", "1"],
    ["stock", "0"],
    ["this.buyers", '["ana"]'],
    ["london.state.buyers[0]", '"ana"'],
    ['nodes["new-york"].stock', "1"],
    ["newYork.stock", "1"],
    ["$before.stock", "1"],
    ["london.$lamport", "2"],
    ["london.vector.london", "2"],
    ["tokyo.$condition", '"up"'],
    ["london.name", '"london"'],
    ["time", "0"],
    ["args[0]", '"ana"'],
    ["message.from", "ana"],
    ["message.to.stock", "0"],
    ["event.kind", '"deliver"'],
    ["event.node === london", "true"],
    ["event.text", '"london handles buy("ana")"'],
    ["seed", "7"],
    ["london", "london"],
  ])("%s", (expression, result) => {
    expect(evaluate(anaSold, expression).replaceAll("\\", "")).toBe(result);
  });

  it("are those of the moment", () => {
    expect(evaluate(momentOf(trace, events.anaSold - 1), "london.stock")).toBe("1");
    expect(evaluate(momentOf(trace, events.boSold), "london.stock + tokyo.stock")).toBe("0");
    expect(evaluate(momentOf(trace, 0), "tokyo.stock")).toBe("undefined");
  });

  it("belong to the node first, then to the run, which also has its own with a dollar sign", () => {
    const moment = shopWith({ time: "noon", event: 1, lamport: "field", newYork: "mine" });
    for (const [expression, result] of [
      ["time", '"noon"'],
      ["$time", "0"],
      ["$event.kind", '"start"'],
      ["this.lamport", '"field"'],
      ["this.$lamport", "1"],
      ["newYork", '"mine"'],
      ["nodes.shop.event", "1"],
    ]) {
      expect(evaluate(moment, expression)).toBe(result);
    }
  });

  it("that there are not are told of, with those most like them", () => {
    expect(mistakeIn(anaSold, "stok > 1")).toBe(
      "Nothing here is called “stok”; there are stock, tokyo, bo, seed, ana, time, args, london, newYork, event, nodes, buyers, ….",
    );
    expect(mistakeIn(momentOf(trace, 3), "this")).toBe(
      "“this” is a node, and what happens here happens on none.",
    );
  });

  it("lead from a reference to the node itself", () => {
    const moment = shopWith({ peer: { $node: "new-york" }, peers: [{ $node: "shop" }] });
    expect(evaluate(moment, "peer.stock")).toBe("undefined");
    expect(evaluate(moment, "peers[0].peers.length")).toBe("1");
    expect(evaluate(moment, "peers.includes(shop)")).toBe("true");
    expect(evaluate(moment, "peer == nodes['new-york'] && peer != shop")).toBe("true");
  });
});

describe("values", () => {
  const moment = shopWith({
    none: { $undefined: true },
    nan: { $number: "NaN" },
    big: { $bigint: "12345678901234567890" },
    when: { $date: 86_400_000 },
    votes: {
      $map: [
        ["a", 1],
        [{ term: 2 }, { $undefined: true }],
      ],
    },
    seen: { $set: [1, { id: 2 }] },
    bytes: { $bytes: [1, 255] },
    odd: { $object: [["$key", 5]] },
    log: [
      { term: 1, by: "a" },
      { term: 2, by: "b" },
    ],
    text: "héllo",
    cut: { $cut: "5 more" },
    opaque: { $opaque: "promise" },
  });
  it.each([
    ["none ?? 'nothing'", '"nothing"'],
    ["none === undefined && none == null", "true"],
    ["nan === nan", "false"],
    ["big * 2n", "mistake"],
    ["big + big", "24691357802469135780n"],
    ["big > 5", "true"],
    ["when > 0", "true"],
    ["when.getTime()", "86400000"],
    ["when.toISOString()", '"1970-01-02T00:00:00.000Z"'],
    ["votes.size", "2"],
    ["votes.get('a')", "1"],
    ["votes.get({ term: 2 })", "undefined"],
    ["votes.has({ term: 2 })", "true"],
    ["votes.has('b')", "false"],
    ["votes.keys()", '["a", {term: 2}]'],
    ["Array.from(votes)[0]", '["a", 1]'],
    ["votes.entries().map(([key, value]) => value ?? 0)", "[1, 0]"],
    ["seen.has({ id: 2 })", "true"],
    ["[...seen].length", "2"],
    ["bytes[1] + bytes.length", "257"],
    ["odd.$key", "5"],
    ["odd", "{$key: 5}"],
    ["log.length", "2"],
    ["log[1].by", '"b"'],
    ["log[2]", "undefined"],
    ["log[2]?.by", "undefined"],
    ["log.at(-1).term", "2"],
    ["log.map((entry) => entry.term)", "[1, 2]"],
    ["log.map(({ by, term }) => by + term)", '["a1", "b2"]'],
    ["log.filter((e, i) => i > 0).length", "1"],
    ["log.reduce((sum, e) => sum + e.term, 0)", "3"],
    ["log.some((e) => e.by == 'b') && !log.every((e) => e.by == 'b')", "true"],
    ["log.find((e) => e.term == 2)", '{term: 2, by: "b"}'],
    ["log.findIndex((e) => e.term == 9)", "-1"],
    ["log.flatMap((e) => [e.term, e.by])", '[1, "a", 2, "b"]'],
    ["log.map((e) => e.by).join()", '"a,b"'],
    ["log.slice(1)", '[{term: 2, by: "b"}]'],
    ["[3, 1, 2].sort()", "[1, 2, 3]"],
    ["[3, 1, 2].toSorted((a, b) => b - a).concat(0, [9])", "[3, 2, 1, 0, 9]"],
    ["[1, [2, 3]].flat()", "[1, 2, 3]"],
    ["log.includes({ term: 1, by: 'a' })", "true"],
    ["log[0] === { term: 1, by: 'a' }", "true"],
    ["text.length + text[1] + text.at(-1)", '"5éo"'],
    ["text.toUpperCase().slice(0, 2)", '"HÉ"'],
    ["text.split('l')", '["hé", "", "o"]'],
    ["text.padStart(7, '.')", '"..héllo"'],
    ["'ab'.repeat(2)", '"abab"'],
    ["`${text}: ${log.length} of ${[1, 2]}`", '"héllo: 2 of [1, 2]"'],
    ["new Set(log.map((e) => 1)).size", "1"],
    ["new Map([[1, 2], [1, 3]]).get(1)", "3"],
    ["Math.max(...log.map((e) => e.term))", "2"],
    ["Math.round(Math.PI)", "3"],
    ["Object.keys(log[0])", '["term", "by"]'],
    ["Object.entries({ a: 1 })", '[["a", 1]]'],
    ["({ ...log[0], by: 'c' })", '{term: 1, by: "c"}'],
    ["Object.fromEntries([['a', nan]])", "{a: NaN}"],
    [
      "JSON.stringify({ a: [none, votes] })",
      '"{\\"a\\":[\\"undefined\\",\\"Map(2) {\\\\\\"a\\\\\\" → 1, {term: 2} → undefined}\\"]}"',
    ],
    ["'term' in log[0]", "true"],
    ["typeof text + typeof none + typeof Math.max", '"stringundefinedfunction"'],
    ["(1.005).toFixed(1)", '"1.0"'],
    ["1 + 2 * 3 ** 2 % 5", "4"],
    ["-(+'3') + ~1", "-5"],
    ["1 < 2 ? 'yes' : 'no'", '"yes"'],
    ["Number('3') + parseInt('4x')", "7"],
    ["[1, 2].map((x) => [3].map((y) => x ** y))", "[[1], [8]]"],
    ["[1, 2].map(x => x > 1 ? x : 0).length", "2"],
    ["((a) => (b) => a - b)(5)(3)", "2"],
    ["[[1, [2]]].map(([a, [b]]) => ({ a, b }))", "[{a: 1, b: 2}]"],
  ])("%s", (expression, result) => {
    if (result === "mistake") expect(mistakeIn(moment, expression)).not.toBe("");
    else expect(evaluate(moment, expression)).toBe(result);
  });

  it.each([
    ["cut.length", "The run has not recorded this: 5 more."],
    ["opaque.then", "The run can't record what is in a promise."],
    ["none.x", "There is no “x” in undefined."],
    ["log[5].by", "There is no “by” in undefined."],
    ["text.foo()", "What is called here is no function."],
    ["text()", "héllo is no function."],
    ["[...5]", "There is nothing to go through in 5."],
    ["[].reduce((a, b) => a)", "An empty list is reduced to nothing; give a first value."],
    ["big + 1", "Cannot mix BigInt and other types, use explicit conversions."],
    ["'x'.repeat(-1)", "Invalid count value: -1."],
  ])("%s can't be worked out", (expression, message) => {
    expect(mistakeIn(moment, expression)).toBe(message);
  });
});

describe("what is no expression", () => {
  it.each([
    ["", "There is no expression."],
    ["  ", "There is no expression."],
    ["stock = 1", "A recorded run can't be changed; to compare, write ==."],
    ["stock; time", "This is more than one expression."],
    ["stock time", "This is more than one expression."],
    ["(stock", "Unclosed ( at character 7."],
    ["'ana", "Unclosed quote after 'ana' at character 5."],
    ["stock +", "Expected expression after + at character 8."],
    ["this.#sell()", "Unexpected # at character 6."],
    ["f`x`", "Only expressions that change nothing can be evaluated."],
    ["(a = 1) => a", "A recorded run can't be changed; to compare, write ==."],
    ["(5) => 1", "A parameter is a name, or names in [ ] or { }."],
    ["(".repeat(5000) + ")".repeat(5000), "This expression is nested too deeply."],
    ["1+".repeat(6000) + "1", "This expression is too long."],
  ])("%.20s", (expression, message) => {
    expect(mistakeIn(anaSold, expression)).toBe(message);
  });
});

describe("nothing is reached but the run", () => {
  it.each([
    ...[
      "this",
      "london",
      "buyers",
      "'x'",
      "(1)",
      "[]",
      "{}",
      "Math",
      "Math.max",
      "nodes",
      "event",
      "message",
    ],
    ...["(() => 1)", "Object", "JSON", "new Map()", "buyers.map"],
  ])("%s", (datum) => {
    for (const name of [
      "constructor",
      "__proto__",
      "prototype",
      "__defineGetter__",
      "hasOwnProperty",
      "call",
    ]) {
      for (const access of [`${datum}.${name}`, `${datum}["${name}"]`]) {
        expect(evaluate(anaSold, `typeof (${access})`), access).toBe('"undefined"');
      }
    }
  });

  it.each([
    "globalThis",
    "constructor",
    "__proto__",
    "process",
    "Function",
    "eval",
    "toString",
    "Date",
    "Reflect",
  ])("%s", (name) => expect(mistakeIn(anaSold, name)).toContain(`Nothing here is called “${name}”`));

  it("fields of such names are fields", () => {
    const moment = shopWith(
      Object.fromEntries([
        ["__proto__", 1],
        ["constructor", 2],
      ]),
    );
    expect(evaluate(moment, "this.__proto__ + constructor")).toBe("3");
    expect(evaluate(moment, "Object.entries({ __proto__: 5 })")).toBe('[["__proto__", 5]]');
  });
});

describe("nothing hangs", () => {
  const range = "[...'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']";
  it.each([
    ["loops in loops", `${range}.map(() => ${range}.map(() => ${range}.map(() => ${range}.map(() => 1))))`],
    ["long lists looked through in loops", `${range}.map(() => ${range}.map(() => long.includes(1)))`],
    ["a text that doubles", `${range}.reduce((text) => text + text, "x")`],
    ["a list that doubles", `${range}.reduce((list) => list.concat(list), [1])`],
    ["joined with itself", `"x".repeat(10000).split("").join("x".repeat(10000))`],
    ["a huge text", `"x".repeat(1e12)`],
    ["padding", `"x".padStart(1e12)`],
    ["a function that calls itself", "((f) => f(f))((f) => f(f))"],
    ["powers of powers", "[1, 2, 3, 4, 5, 6].reduce((n) => n ** n, big)"],
    ["a wide shift", "big << big"],
  ])("%s", (_, expression) => {
    const started = performance.now();
    const moment = shopWith({ big: { $bigint: "99999" }, long: Array<number>(10_000).fill(0) });
    expect(mistakeIn(moment, expression)).toMatch(/takes too long|nested too deeply/);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("a message with expressions in it", () => {
  it.each([
    ["sold to {buyers[0]}, {stock} left", "sold to ana, 0 left"],
    ["{`${stock} {}`}", "0 {}"],
    ["{({ a: '}' })}", '{a: "}"}'],
    ["\\{stock\\} \\\\ {stock}", "{stock} \\ 0"],
    ["{stok} of {stock}", "‹Nothing here is called “stok”; there are"],
    ["nothing", "nothing"],
    ["", ""],
  ])("%s", (text, result) => {
    expect(interpolation(text)(anaSold)).toContain(result);
  });

  it("is refused when it makes no sense", () => {
    expect(() => interpolation("{stock")).toThrow("A brace is not closed");
    expect(() => interpolation("{}")).toThrow("There is no expression.");
    expect(() => interpolation("{1 +}")).toThrow("Expected expression after +");
  });
});

describe("what can come next", () => {
  const names = (text: string) => complete(anaSold, text).names.map(({ name }) => name);
  it("is a name", () => {
    expect(names("")).toEqual(
      expect.arrayContaining(["stock", "buyers", "london", "newYork", "time", "Math"]),
    );
    expect(complete(anaSold, "1 + sto")).toEqual({ names: [{ name: "stock", kind: "field" }], typed: 3 });
  });

  it("is what is in what stands before a dot", () => {
    expect(names("london.")).toEqual(expect.arrayContaining(["stock", "buyers", "$lamport"]));
    expect(names("tokyo.b")).toEqual(["buyers"]);
    expect(names("london.buyers.fil")).toEqual(["filter"]);
    expect(names("Math.max(london.buyers.len")).toEqual(["length"]);
    expect(names('nodes["new-york"].st')).toEqual(["stock"]);
    expect(names("Math.ma")).toEqual(["max"]);
    expect(names("this?.sto")).toEqual(["stock"]);
    expect(names("nobody.x")).toEqual([]);
    expect(names("time.")).toEqual(["toFixed", "toPrecision", "toString"]);
  });

  it("is only what can be written there", () => {
    const run = new TraceBuilder("shop");
    const moment = momentOf(run.finish(), run.start("shop", { a: { "b-c": 1, d: 2 } }));
    expect(complete(moment, "a.").names.map(({ name }) => name)).toEqual(["d"]);
  });
});
