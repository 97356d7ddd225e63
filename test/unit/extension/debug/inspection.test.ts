import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Trace } from "../../../../src/trace/trace.ts";
import type { Value } from "../../../../src/trace/value.ts";
import { galleryText } from "../../../gallery/files.ts";
import { everyKindTrace } from "../../everyKind.ts";
import { startGalleryRuns, type GalleryRuns } from "../../galleryRuns.ts";
import { TraceBuilder } from "../../traces.ts";
import { TestClient, TestDebuggee } from "./support/client.ts";

let runs: GalleryRuns;
let shop: Trace;
let text: string;

beforeAll(async () => {
  runs = await startGalleryRuns();
  [shop] = await runs.traces("shop");
  text = await galleryText("shop.scenario.ts");
}, 60_000);

afterAll(() => runs.end());

/** A debugger that stands at an event. */
function at(trace: Trace, step: number, sourceText?: string): TestClient {
  const client = new TestClient(new TestDebuggee(trace, sourceText));
  client.launch();
  client.debuggee.moveTo(step);
  client.events("stopped");
  return client;
}

function frameOf(client: TestClient, threadId: number, depth = 0): number {
  return client.ask("stackTrace", { threadId }).stackFrames[depth].id;
}

/** What a scope of a frame shows, as `name: value`. */
function shown(client: TestClient, frameId: number, scope: string): string[] {
  return look(client, reference(client, frameId, scope));
}

function look(client: TestClient, variablesReference: number): string[] {
  return client
    .ask("variables", { variablesReference })
    .variables.map(({ name, value }) => `${name}: ${value}`);
}

function reference(client: TestClient, frameId: number, scope: string): number {
  const found = client.ask("scopes", { frameId }).scopes.find(({ name }) => name === scope);
  if (!found) throw new Error(`There is no scope ${scope}`);
  return found.variablesReference;
}

/** What is in a variable. */
function inside(client: TestClient, variablesReference: number, name: string): string[] {
  const { variables } = client.ask("variables", { variablesReference });
  return look(client, variables.find((variable) => variable.name === name)!.variablesReference);
}

describe("the scopes of a frame", () => {
  it("are what is known there, the state first", () => {
    const client = at(shop, 10, text);
    const { scopes } = client.ask("scopes", { frameId: frameOf(client, 3) });
    expect(scopes.map(({ name, expensive }) => (expensive ? name : `${name}!`))).toEqual([
      ...["State!", "State before", "Message!", "Nodes", "Clocks", "Inbox", "In flight", "Network", "Checks"],
    ]);
    const world = at(shop, 0);
    expect(world.ask("scopes", { frameId: frameOf(world, 6) }).scopes.map(({ name }) => name)).toEqual([
      ...["Nodes", "Clocks", "In flight", "Network", "Checks"],
    ]);
  });

  it("show the state, and what it was before where that has changed, down to the parts", () => {
    const client = at(shop, 10);
    const frame = frameOf(client, 3);
    expect(shown(client, frame, "State")).toEqual(["stock: 0 (was 1)", 'buyers: ["bo"] (was [])']);
    expect(shown(client, frame, "State before")).toEqual(["stock: 1", "buyers: []"]);
    client.debuggee.moveTo(11);
    expect(shown(client, frameOf(client, 3), "State")).toEqual(["stock: 0", 'buyers: ["bo"]']);

    const run = new TraceBuilder("shop");
    run.start("shop", { votes: { a: 1, b: { c: [1, 2] } }, list: [{ x: 1 }] });
    const step = run.timer("shop", "tick", { votes: { a: 2, b: { c: [1, 3] }, d: 4 }, list: [{ x: 2 }] });
    const other = at(run.finish(), step);
    const state = reference(other, frameOf(other, 1), "State");
    expect(inside(other, state, "votes")).toEqual([
      "a: 2 (was 1)",
      "b: {c: [1, 3]} (was {c: [1, 2]})",
      "d: 4",
    ]);
    expect(inside(other, state, "list")).toEqual(["0: {x: 2} (was {x: 1})"]);
  });

  it("further down the stack show what was then", () => {
    const client = at(shop, 20, text);
    expect(shown(client, frameOf(client, 2), "Message")[0]).toBe('customer: "ana"');
    expect(shown(client, frameOf(client, 2, 2), "State")).toEqual([
      "stock: 0 (was 1)",
      'buyers: ["ana"] (was [])',
    ]);
    expect(shown(client, frameOf(client, 2, 2), "Clocks")[0]).toBe("time: 0 ms");
    expect(shown(client, frameOf(client, 2), "Clocks")[0]).toBe("time: 48.46 ms");
  });

  it("name what a message says as the handler does", () => {
    const client = at(shop, 6, text);
    const frame = frameOf(client, 1);
    expect(shown(client, frame, "Message")).toEqual(['customer: "ana"', "message: ana → london, due 0 ms"]);
    expect(inside(client, reference(client, frame, "Message"), "message")).toEqual([
      'name: "buy"',
      'args: ["ana"]',
      "from: ana",
      "to: london",
      "sent: 0",
      "due: 0",
      'fate: "taken up at 0 ms"',
    ]);
    const blind = at(shop, 6);
    expect(shown(blind, frameOf(blind, 1), "Message")[0]).toBe('args[0]: "ana"');
  });

  it("show the clocks, and how wrong they are", async () => {
    const [trace] = await runs.traces("skew");
    const wrong = trace.events.findIndex(
      (event) => event.node !== undefined && Math.abs(event.clocks.wall - event.time) > 1,
    );
    const client = at(trace, wrong);
    const clocks = shown(client, frameOf(client, (trace.events[wrong].node ?? 0) + 1), "Clocks");
    expect(clocks.map((line) => line.split(":")[0])).toEqual(["time", "wall", "lamport", "vector", "hybrid"]);
    expect(clocks[1]).toMatch(/ms, .* (ahead|behind)$/);
  });

  it("show what is under way, what waits, and what becomes of it", () => {
    const client = at(shop, 13);
    const frame = frameOf(client, 3);
    expect(shown(client, frame, "In flight")).toEqual([
      'sold("ana"): london → new-york, due 48.46 ms',
      'sold("ana"): london → tokyo, due 37.63 ms',
      '"yours": london → ana, due 0 ms',
      'sold("bo"): tokyo → london, due 69.55 ms',
      'sold("bo"): tokyo → new-york, due 24.79 ms',
      '"yours": tokyo → bo, due 0 ms',
    ]);
    expect(inside(client, reference(client, frame, "In flight"), 'sold("bo")')).toContain(
      'fate: "lost at 34.77 ms: partition"',
    );

    const run = new TraceBuilder("shop", "@ana");
    run.start("shop");
    const first = run.send("invoke", "ana", "shop", "buy", ["tea"], 5);
    run.time = 20;
    const step = run.note("busy");
    run.time = 30;
    run.deliver(first, {}, 25);
    const busy = at(run.finish(), step);
    expect(shown(busy, frameOf(busy, 1), "Inbox")).toEqual(['buy("tea"): ana → shop, due 5 ms']);
    expect(shown(busy, frameOf(busy, 1), "In flight")).toEqual([]);
  });

  it("show what separates the nodes, and what is the matter with them", () => {
    const client = at(shop, 10);
    expect(shown(client, frameOf(client, 3), "Network")).toEqual(["partition: london, new-york | tokyo"]);
    client.debuggee.moveTo(21);
    expect(shown(client, frameOf(client, 3), "Network")).toEqual(["links: all open"]);

    const every = everyKindTrace();
    const told = new Set<string>();
    for (const { index } of every.events) {
      const there = at(every, index);
      const thread = (every.events[index].node ?? every.nodes.length) + 1;
      for (const line of shown(there, frameOf(there, thread), "Network")) told.add(line);
    }
    expect([...told]).toEqual(
      expect.arrayContaining([
        "bank: paused",
        "bank: busy until 70 ms",
        "hold: shop | audit",
        "audit: slow by 25 ms",
      ]),
    );
  });

  it("show what can be said of each check by then", () => {
    const told = (step: number) => {
      const client = at(shop, step);
      return shown(client, frameOf(client, (shop.events[step].node ?? shop.nodes.length) + 1), "Checks");
    };
    expect(told(5)).toEqual(["sold at most once: holds so far", "buyers: agree"]);
    expect(told(6)[1]).toBe('buyers: differ: london: ["ana"]; new-york, tokyo: []');
    expect(told(10)[0]).toBe("sold at most once: violated: no longer holds");
    expect(told(23)[1]).toBe('buyers: differ: london, new-york: ["ana"]; tokyo: ["bo"]');
  });

  it("show every node", () => {
    const client = at(shop, 10);
    const nodes = reference(client, frameOf(client, 3), "Nodes");
    expect(look(client, nodes)).toEqual([
      'london: {stock: 0, buyers: ["ana"]}',
      "new-york: {stock: 1, buyers: []}",
      'tokyo: {stock: 0, buyers: ["bo"]}',
    ]);
    expect(inside(client, nodes, "new-york")).toEqual(["stock: 1", "buyers: []"]);
  });
});

describe("variables", () => {
  /** A debugger in a node with one field. */
  function having(value: Value): { client: TestClient; state: number } {
    const run = new TraceBuilder("shop", "new-york");
    run.start("new-york", { stock: 7 });
    const step = run.start("shop", { value });
    const client = at(run.finish(), step);
    return { client, state: reference(client, frameOf(client, 1), "State") };
  }

  it("of every kind are told with their type, and lead to what is in them", () => {
    const values: readonly (readonly [Value, string, string, string[]])[] = [
      [1, "number", "1", []],
      ["a", "string", '"a"', []],
      [null, "null", "null", []],
      [{ $undefined: true }, "undefined", "undefined", []],
      [{ $number: "NaN" }, "number", "NaN", []],
      [{ $bigint: "12" }, "bigint", "12n", []],
      [[1, 2], "array", "[1, 2]", ["0: 1", "1: 2"]],
      [[], "array", "[]", []],
      [{ a: 1, "b-c": 2 }, "object", '{a: 1, "b-c": 2}', ["a: 1", "b-c: 2"]],
      [{ $object: [["$a", 1]] }, "object", "{$a: 1}", ["$a: 1"]],
      [{ $map: [["a", 1]] }, "Map", 'Map(1) {"a" → 1}', ['"a": 1']],
      [{ $set: ["a"] }, "Set", 'Set(1) {"a"}', ['0: "a"']],
      [{ $date: 0 }, "Date", "1970-01-01T00:00:00.000Z", []],
      [{ $bytes: [1, 255] }, "Uint8Array", "Bytes(2) [01 ff]", []],
      [{ $node: "new-york" }, "node", "new-york", ["stock: 7"]],
      [{ $node: "nobody" }, "node", "nobody", []],
      [{ $opaque: "promise" }, "opaque", "‹promise›", []],
      [{ $cut: "5 more" }, "cut", "… 5 more", []],
    ];
    for (const [value, type, told, parts] of values) {
      const { client, state } = having(value);
      const [variable] = client.ask("variables", { variablesReference: state }).variables;
      expect(variable).toMatchObject({ name: "value", value: told, type });
      expect(variable.variablesReference > 0 ? look(client, variable.variablesReference) : []).toEqual(parts);
    }
  });

  it("have expressions that lead to them again", () => {
    const value = {
      list: [[1], { "a-b": 2 }],
      map: { $map: [["k", { x: 3 }]] },
      set: { $set: [[4]] },
    } as const;
    const { client, state } = having(value);
    const frameId = frameOf(client, 1);
    const check = (variablesReference: number) => {
      for (const variable of client.ask("variables", { variablesReference }).variables) {
        const { result } = client.ask("evaluate", { expression: variable.evaluateName!, frameId });
        expect(result, variable.evaluateName).toBe(variable.value);
        if (variable.variablesReference > 0) check(variable.variablesReference);
      }
    };
    check(state);
  });

  it("of long lists come piece by piece", () => {
    const { client, state } = having(Array.from({ length: 9000 }, (_, index) => index));
    const [list] = client.ask("variables", { variablesReference: state }).variables;
    expect(list).toMatchObject({
      indexedVariables: 9000,
      value: expect.stringMatching(/^\[0, 1, .*…$/) as string,
    });
    const { variablesReference } = list;
    const ask = (args: object) => client.ask("variables", { variablesReference, ...args }).variables;
    expect(ask({ filter: "named" })).toEqual([]);
    expect(ask({ filter: "indexed", start: 8900, count: 100 }).map(({ name }) => Number(name))).toEqual(
      Array.from({ length: 100 }, (_, index) => 8900 + index),
    );
    expect(ask({ filter: "indexed", start: 8990, count: 100 })).toHaveLength(10);
    expect(ask({})).toHaveLength(9000);
  });

  it("of wide objects come piece by piece, too", () => {
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field${index}`, index]));
    const { client, state } = having(wide);
    const [object] = client.ask("variables", { variablesReference: state }).variables;
    expect(object).toMatchObject({ indexedVariables: 5000 });
    const part = {
      variablesReference: object.variablesReference,
      filter: "indexed" as const,
      start: 4999,
      count: 5,
    };
    expect(client.ask("variables", part).variables).toMatchObject([
      { name: "field4999", evaluateName: "shop.value.field4999" },
    ]);
    const narrow = having({ a: 1 });
    const [small] = narrow.client.ask("variables", { variablesReference: narrow.state }).variables;
    expect(small).toMatchObject({ namedVariables: 1 });
  });

  it("that are long texts are shortened, and can be had whole", () => {
    const long = "x".repeat(100_000);
    const { client, state } = having(long);
    const [variable] = client.ask("variables", { variablesReference: state }).variables;
    expect(variable.value.length).toBe(200);
    const frameId = frameOf(client, 1);
    const evaluate = (context: string) =>
      client.ask("evaluate", { expression: variable.evaluateName!, frameId, context }).result;
    expect(evaluate("clipboard")).toBe(long);
    expect(evaluate("hover").length).toBe(500);
    expect(evaluate("repl").length).toBe(10_000);
  });

  it("are gone with the next step, but for what was printed", () => {
    const { client, state } = having([1, 2]);
    const frameId = frameOf(client, 1);
    const printed = client.ask("evaluate", { expression: "[this.value]", frameId, context: "repl" });
    const watched = client.ask("evaluate", { expression: "this.value", frameId, context: "watch" });
    client.ask("stepBack", { threadId: 1 });
    for (const gone of [state, watched.variablesReference])
      expect(() => look(client, gone)).toThrow("This is no longer there to look into.");
    expect(look(client, printed.variablesReference)).toEqual(["0: [1, 2]"]);
    expect(inside(client, printed.variablesReference, "0")).toEqual(["0: 1", "1: 2"]);
  });
});

describe("expressions", () => {
  it("are evaluated in their frame, and without one where everyone stands", () => {
    const client = at(shop, 20, text);
    const evaluate = (expression: string, frameId?: number) =>
      client.ask("evaluate", { expression, ...(frameId !== undefined && { frameId }) }).result;
    expect(evaluate("london.stock + tokyo.stock + newYork.stock")).toBe("0");
    expect(evaluate("newYork.stock", frameOf(client, 2, 2))).toBe("1");
    expect(evaluate("stock", frameOf(client, 2, 2))).toBe("0");
    expect(evaluate("customer", frameOf(client, 2))).toBe('"ana"');
    expect(evaluate("time", frameOf(client, 1))).toBe("48.461");
    expect(evaluate("london", frameOf(client, 1))).toBe('{stock: 0, buyers: ["ana"]}');
  });

  it("lead to what is in their results", () => {
    const client = at(shop, 20);
    const { variablesReference } = client.ask("evaluate", { expression: "nodes" });
    expect(look(client, variablesReference)[0]).toBe("london: london");
    expect(inside(client, variablesReference, "london")).toEqual(["stock: 0", 'buyers: ["ana"]']);
  });

  it("under the mouse say nothing where there is nothing to say", () => {
    const client = at(shop, 6, text);
    const frameId = frameOf(client, 1);
    const hover = (expression: string) =>
      client.ask("evaluate", { expression, frameId, context: "hover" }).result;
    expect(hover("this.stock")).toBe("0");
    expect(hover("customer")).toBe('"ana"');
    for (const word of ["this.buyers.push", "this.#sell", "uniform", "Math.max"])
      expect(() => hover(word)).toThrow();
  });

  it("are completed", () => {
    const client = at(shop, 6, text);
    const frameId = frameOf(client, 1);
    const complete = (line: string, column = line.length + 1) =>
      client.ask("completions", { frameId, text: line, column }).targets.map(({ label }) => label);
    expect(complete("cus")).toEqual(["customer"]);
    expect(complete("london.")).toEqual(expect.arrayContaining(["stock", "buyers", "$lamport"]));
    expect(complete("london.sto + 1", 11)).toEqual(["stock"]);
    expect(client.ask("completions", { text: "1 +\ntoky", column: 5, line: 2 }).targets).toEqual([
      { label: "tokyo", type: "variable", start: 1, length: 4 },
    ]);
  });
});
