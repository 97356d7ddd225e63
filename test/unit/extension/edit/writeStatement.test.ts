import { describe, expect, it } from "vitest";
import type { Statement } from "../../../../src/extension/edit/statement.ts";
import { writeStatement } from "../../../../src/extension/edit/writeStatement.ts";

const dropping: Statement = {
  imports: ["drop"],
  text: (world, nameOf) => `${world}.intercept({ nth: 1 }, ${nameOf("drop")}());`,
};

/** The text with the statement in it; the line of the statement is where the writing says. */
function written(source: string, scenario = "s", statement = dropping): string | undefined {
  const writing = writeStatement(source, scenario, statement);
  if (!writing) return undefined;
  const text = writing.changes
    .toSorted((a, b) => b.start - a.start)
    .reduce((before, { start, end, text }) => before.slice(0, start) + text + before.slice(end), source);
  expect(text.slice(writing.offset)).toMatch(/^\w+\.intercept\(/);
  return text;
}

const IMPORT = 'import { Node, drop, scenario } from "faultline";\n';

describe("a statement is written", () => {
  it("behind what the script prepares, before anything happens", () => {
    const script = (statement: string) =>
      `${IMPORT}export default scenario("s", async (world) => {
  const cities = world.nodes(Shop, ["a", "b"]);
  const [a, b] = cities; // both of them
  world.network.latency = 20;

  world.always("never", () => cities.every((city) => city.state.stock >= 0), {
    because: () => "sold",
  });
${statement}  world.partition([a], [b]);
  await world.quiet();
}).violates("never");
`;
    expect(written(script(""))).toBe(script("  world.intercept({ nth: 1 }, drop());\n"));
  });

  it("before a declaration that already lets something happen", () => {
    const script = (statement: string) =>
      `${IMPORT}export default [
    scenario("other", () => {}),
    scenario("s", async (w) => {
        const [a] = w.nodes(Shop, ["a"])
        const ana = w.client("ana")
${statement}        const bought = ana.call(a, "buy")
        await bought
    }),
];
`;
    expect(written(script(""))).toBe(script("        w.intercept({ nth: 1 }, drop());\n"));
  });

  it("into whatever form the script has", () => {
    const forms: readonly (readonly [before: string, after: string])[] = [
      ["(world) => play(world, 3)", "(world) => {\n  #\n  return play(world, 3);\n}"],
      ["async (world: World) => {}", "async (world: World) => { #}"],
      ["async () => {\n}", "async (world) => {\n  #\n}"],
      ["w => { go(w); }", "w => { w.# go(w); }"],
      ["async function (world) {\n  await go();\n}", "async function (world) {\n  #\n  await go();\n}"],
      ["play", "(world) => {\n  #\n  return play(world);\n}"],
      ["story({ lossy: true })", "(world) => {\n  #\n  return story({ lossy: true })(world);\n}"],
      ["({ network }) => {}", "(world) => {\n  #\n  return (({ network }) => {})(world);\n}"],
      ["() => undefined", "(world) => {\n  #\n  return (() => undefined)(world);\n}"],
    ];
    for (const [before, after] of forms) {
      const statement = after.includes("w.#")
        ? "w.intercept({ nth: 1 }, drop());"
        : "world.intercept({ nth: 1 }, drop());";
      expect(written(`${IMPORT}export default scenario("s", ${before});\n`)).toBe(
        `${IMPORT}export default scenario("s", ${after.replace(/(w\.)?#/, statement)});\n`,
      );
    }
  });

  it("with the line ends and the indentation of the file", () => {
    const source = `${IMPORT}export default scenario("s", async (world) => {\n\tconst a = world.node(A, "a");\n\tawait go();\n});\n`;
    expect(written(source.replaceAll("\n", "\r\n"))).toContain(
      'const a = world.node(A, "a");\r\n\tworld.intercept({ nth: 1 }, drop());\r\n\tawait go();\r\n',
    );
  });

  it("nowhere when the text has no such scenario", () => {
    expect(written(`${IMPORT}export default scenario("other", () => {});`)).toBeUndefined();
    expect(written('import { all } from "./all";\nexport default all("s");')).toBeUndefined();
    expect(written("")).toBeUndefined();
  });
});

describe("what the statement needs is imported", () => {
  const importing = (line: string) =>
    written(`${line}\nexport default scenario("s", (world) => { go(world); });\n`)
      ?.split("\nexport default")
      .at(0);

  it("where the alphabet puts it", () => {
    expect(importing('import { Node, scenario, uniform } from "faultline";')).toBe(
      'import { drop, Node, scenario, uniform } from "faultline";',
    );
    expect(importing('import { constant, scenario } from "faultline";')).toBe(
      'import { constant, drop, scenario } from "faultline";',
    );
    expect(importing('import {\n  constant,\n  scenario,\n} from "faultline";')).toBe(
      'import {\n  constant,\n  drop, scenario,\n} from "faultline";',
    );
  });

  it("once, by the name that the file gives it", () => {
    const line = 'import { drop as lose, scenario } from "faultline";';
    expect(importing(line)).toBe(line);
    expect(written(`${line}\nexport default scenario("s", (world) => { go(world); });\n`)).toContain(
      "world.intercept({ nth: 1 }, lose());",
    );
  });

  it("under another name where the file has something else of that name", () => {
    const source =
      'import { scenario } from "faultline";\nconst drop = 1;\nexport default scenario("s", (world) => { go(drop); });\n';
    expect(written(source)).toContain("import { drop as dropMessage, scenario }");
    expect(written(source)).toContain("dropMessage()");
  });

  it("not at all where all of the DSL is imported under one name", () => {
    const source =
      'import * as faultline from "faultline";\nexport default faultline.scenario("s", (world) => { go(world); });\n';
    expect(written(source)).toContain("world.intercept({ nth: 1 }, faultline.drop());");
  });
});
