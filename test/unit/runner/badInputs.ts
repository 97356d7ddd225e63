/** A scenario file that can't come out well, and what is said of it. */
export interface BadInput {
  readonly source: string;
  readonly message: RegExp;
  /** Where; of a file without a better place it is the beginning. */
  readonly line: number;
}

/** A scenario with nodes a and b, which have the given methods, and a client c. Methods begin on line 5. */
function nodes(methods: string, script: string): string {
  return `import { Node, scenario } from "faultline";

class A extends Node<A> {
  x = 1;
  ${methods}
}

export default scenario("s", async (world) => {
  const [a, b] = world.nodes(A, ["a", "b"]);
  const c = world.client("c");
  ${script}
});
`;
}

const METHOD = 5;
const SCRIPT = 11;
const call = 'await c.call(a, "foo");';

/** Files that can't be read as scenarios. */
export const unreadable: Readonly<Record<string, BadInput>> = {
  "an empty file": {
    source: "",
    message: /^the file is empty; begin with: export default scenario\(…\)$/,
    line: 1,
  },
  "a binary file": { source: "\x7fELF\x00\x01\x02ÿþ", message: /no text file/, line: 1 },
  "10 MB of source": {
    source: `${nodes("", "")}// ${"y".repeat(10e6)}\n`,
    message: /^10\.0 MB of source are too much .* split the file/,
    line: 1,
  },
  "a syntax error": { source: nodes("foo( {", ""), message: /^syntax error: /, line: 8 },
  "a name declared twice": {
    source: nodes("", "let q = 1;\n  let q = 2;"),
    message: /^syntax error: .*'q' has already been declared/,
    line: SCRIPT + 1,
  },
  "a namespace": {
    source: `namespace Q { export const x = 1; }\n${nodes("", "")}`,
    message: /^namespaces can't be run here; write an object/,
    line: 1,
  },
  "a decorator": {
    source: nodes("@log foo() {}", ""),
    message: /^decorators can't be run here/,
    line: METHOD,
  },
  "the import of a Node module": {
    source: `import { readFileSync } from "node:fs";\n${nodes("foo() { return readFileSync; }", call)}`,
    message: /^"node:fs" can't be imported: .* no file system, network or packages$/,
    line: 1,
  },
  "the import of a file that isn't there": {
    source: `import { x } from "./nope";\n${nodes("foo() { return x; }", call)}`,
    message: /^there is no file ".\/nope"; looked for nope\.ts$/,
    line: 1,
  },
  "an import on demand": {
    source: nodes('async foo() { return import("fs"); }', call),
    message: /^"fs" can't be imported: /,
    line: METHOD,
  },
  "no default export": {
    source: "export const s = 1;\n",
    message: /^the file has no default export; write: export default scenario\(…\)$/,
    line: 1,
  },
  "a default export of another kind": {
    source: "export default 5;\n",
    message: /must be a scenario or a list of scenarios, and there is a number/,
    line: 1,
  },
  "an exception while loading": {
    source: `\nthrow new RangeError("out");\n`,
    message: /^RangeError: out$/,
    line: 2,
  },
  "an endless loop while loading": { source: "\n\nfor (;;);\n", message: /endless loop/, line: 1 },
};

/** Scenarios that begin to run and come to a bad end; one stopped by its budget is as a whole to blame. */
export const unrunnable: Readonly<Record<string, BadInput>> = {
  "an exception in a handler": {
    source: nodes('foo() { throw new Error("boom"); }', call),
    message: /^Error: boom$/,
    line: METHOD,
  },
  "an exception in the handler of a sent message": {
    source: nodes(
      'foo() { throw new Error("boom"); } go() { this.send(this.peers[0]!, "foo"); }',
      'await c.call(a, "go");\n  await world.quiet();',
    ),
    message: /^Error: boom$/,
    line: METHOD,
  },
  "an exception after an await": {
    source: nodes(
      'async foo() { void this.#late(); }\n  async #late() { await this.sleep(5); throw new Error("late"); }',
      `${call}\n  await world.sleep(50);`,
    ),
    message: /^Error: late$/,
    line: METHOD + 1,
  },
  "null thrown": { source: nodes("", "throw null;"), message: /^this was thrown: null$/, line: 1 },
  "an endless loop in a handler": {
    source: nodes("foo() { for (;;); }", call),
    message: /^a's handler of foo .*endless loop/,
    line: METHOD,
  },
  "an endless loop in the script": {
    source: nodes("foo() { return 1; }", `${call}\n  for (;;);`),
    message: /endless loop/,
    line: SCRIPT,
  },
  "an endless chain of promises": {
    source: nodes("async foo() { for (;;) await null; }", call),
    message: /^a's handler of foo .*endless loop/,
    line: METHOD,
  },
  "a recursion without end": {
    source: nodes("foo(): number { return this.foo(); }", call),
    message: /calls itself without end/,
    line: METHOD,
  },
  "a handler that sends for ever": {
    source: nodes(
      'foo() { for (;;) this.send(this.peers[0]!, "bar"); } bar() {}',
      `${call}\n  await world.quiet();`,
    ),
    message: /^(a's handler of foo )?stopped after 2,000 events/,
    line: 8,
  },
  "timers without end": {
    source: nodes("foo() { this.after(0, () => this.foo()); }", `${call}\n  await world.quiet();`),
    message: /stopped after 2,000 events/,
    line: 8,
  },
  "messages without end": {
    source: nodes('foo() { this.broadcast("foo"); }', `${call}\n  await world.quiet();`),
    message: /stopped after 2,000 events/,
    line: 8,
  },
  "a sleep of three hundred years": {
    source: nodes("foo() {}", "await world.sleep(1e13);"),
    message: /stopped before 10000000000000 ms of virtual time: .*285 years, is the latest/,
    line: 11,
  },
  "4 GB at once": {
    source: nodes("foo() { return new Uint8Array(4e9).length; }", call),
    message: /binary data|allocation|array length/i,
    line: METHOD,
  },
  "memory that grows without end": {
    source: nodes("foo() { const all: unknown[] = []; for (;;) all.push(new Array(1e5).fill({})); }", call),
    message: /more memory than a run may have|endless loop/,
    line: METHOD,
  },
  "a function sent": {
    source: nodes("foo(f: unknown) { return f; }", 'await c.call(a, "foo", () => 1);'),
    message: /^argument 1 of foo is a function, which can't be sent; send data$/,
    line: SCRIPT,
  },
  "a cycle sent": {
    source: nodes(
      "foo(f: unknown) { return f; }",
      'const o: Record<string, unknown> = {}; o.o = o; await c.call(a, "foo", o);',
    ),
    message: /^argument 1 of foo, at \.o, contains itself, which can't be sent/,
    line: SCRIPT,
  },
  "a function answered": {
    source: nodes("foo() { return () => 1; }", call),
    message: /^the answer to foo is a function, which can't be sent; send data$/,
    line: METHOD,
  },
  "a getter that throws": {
    source: nodes('o = { get y() { throw new Error("no"); } }; foo() { return this.o; }', call),
    message: /^Error: no$/,
    line: METHOD,
  },
  "the network": {
    source: nodes('async foo() { return (await fetch("http://x")).status; }', call),
    message: /^fetch isn't available in a scenario: a run has no network but its own/,
    line: METHOD,
  },
  "the host's timers": {
    source: nodes("foo() { setTimeout(() => 1, 5); }", call),
    message: /^setTimeout isn't available in a scenario: a run has its own time/,
    line: METHOD,
  },
  "the host's process": {
    source: nodes("foo() { return process.env; }", call),
    message: /^process isn't available in a scenario/,
    line: METHOD,
  },
  "two nodes of one name": {
    source: nodes("", 'world.node(A, "a");'),
    message: /^two machines are named "a"; give each a name of its own$/,
    line: SCRIPT,
  },
  "a negative latency": {
    source: nodes("", "world.network.latency = -5;"),
    message: /^network\.latency is -5; it must be a number of milliseconds from 0 up$/,
    line: SCRIPT,
  },
  "a message that there isn't": {
    source: nodes("foo() {}", 'await (c as any).call(a, "nope");'),
    message: /^A has no message "nope"; it has "foo"$/,
    line: SCRIPT,
  },
  "a check that there isn't": {
    source: nodes("", "").replace("});\n", '}).violates("nothing");\n'),
    message: /^\.violates names "nothing", and there is no such check; the scenario has none$/,
    line: 8,
  },
  "a wait for what can't happen": {
    source: nodes("foo() { return 1; }", `world.link(c, a).loss = 1; ${call}`),
    message:
      /^c waits for a to answer foo\(\) since 0 ms, and nothing else can happen: .*; give the call a timeout$/,
    line: SCRIPT,
  },
  "a promise that nobody keeps": {
    source: nodes("", "await new Promise(() => {});"),
    message: /^the scenario waits for a promise that nothing will resolve any more/,
    line: 8,
  },
};

/** A type error is the editor's business: the scenario still runs. */
export const good = nodes("foo() { const n: string = 5 as never; return n; }", call);
