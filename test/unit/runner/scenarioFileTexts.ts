import fc from "fast-check";

/** A scenario file as a text. */
export interface ScenarioFileText {
  readonly text: string;
  /** Whether only a run can tell all the names of its scenarios. */
  readonly computed: boolean;
}

/** A string as TypeScript writes it. */
const quoted: readonly ((text: string) => string)[] = [
  (text) => JSON.stringify(text),
  (text) => `'${inner(text).replaceAll("'", "\\'")}'`,
  (text) => `\`${inner(text).replaceAll("`", "\\`").replaceAll("${", "\\${")}\``,
  (text) => `"${Array.from(text, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`).join("")}"`,
  (text) => `${JSON.stringify(text.slice(0, 1))} + ${JSON.stringify(text.slice(1))}`,
];

function inner(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
}

/** Text of any kind. */
export const anyText = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: "binary", maxLength: 6 }));
const anyQuote = fc.constantFrom(...quoted);

/** What the scenario's script holds: to be read over. */
const script = fc.constantFrom(
  "() => undefined",
  "async (world) => {\n  await world.quiet();\n}",
  '(world) => { const text = "scenario(\\"no\\")"; return /scenario\\("[")]/.test(`${text} ${`}`}`); }',
  "function (world) { /* scenario('no') */ return world; }",
  "(world): unknown => [world].map(({ now }) => now)",
);

interface Entry {
  readonly name: string;
  readonly nameForm: "literal" | "constant" | "computed" | "function";
  readonly quote: (text: string) => string;
  readonly script: string;
  readonly violates: readonly string[];
  readonly mayViolate: readonly string[];
  /** Where it is said what it violates. */
  readonly saidAt: "definition" | "export";
  readonly inline: boolean;
  readonly wrap: (expression: string) => string;
}

const entry = (name: string): fc.Arbitrary<Entry> =>
  fc.record({
    name: fc.constant(name),
    nameForm: fc.oneof(
      { weight: 8, arbitrary: fc.constant("literal" as const) },
      { weight: 4, arbitrary: fc.constant("constant" as const) },
      { weight: 1, arbitrary: fc.constantFrom("computed" as const, "function" as const) },
    ),
    quote: anyQuote,
    script,
    violates: fc.array(anyText, { maxLength: 2 }),
    mayViolate: fc.array(anyText, { maxLength: 2 }),
    saidAt: fc.constantFrom("definition", "export"),
    inline: fc.boolean(),
    wrap: fc.constantFrom(
      (expression) => expression,
      (expression) => `(${expression})`,
      (expression) => `${expression} satisfies object`,
    ),
  });

const importForms = [
  { line: 'import { scenario } from "faultline"', call: "scenario" },
  { line: "import { Node, scenario as tell, type World } from 'faultline'", call: "tell" },
  { line: 'import * as faultline from "faultline"', call: "faultline.scenario" },
  { line: 'import {\n  uniform,\n  scenario,\n} from "faultline"', call: "scenario" },
] as const;

/** Lines that have nothing to do with it. */
const noise = fc.constantFrom(
  "",
  '// export default scenario("no");',
  '/*\nexport default scenario("no");\n*/',
  "class Other { scenario(name: string) { return name; } }",
  "const pattern = /[/\"'`]/;",
  "const many: Map<string, number> = new Map(), few = 1 / 2;",
  "const text = `export default ${[1, 2].map((each) => `${each}`)}`;",
  "interface Shape { readonly scenario: (name: string) => void }",
  "function help() { const scenarios = 1; return { scenarios }; }",
  "export const named = 1 as const;",
);

const exportForms = ["list", "constant", "renamed", "spread", "called", "alone"] as const;

/** Scenario files of many kinds, all of which can be run. */
export const scenarioFiles: fc.Arbitrary<ScenarioFileText> = fc
  .uniqueArray(anyText, { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc.record({
      entries: fc.tuple(...names.map(entry)),
      importForm: fc.constantFrom(...importForms),
      exportForm: fc.constantFrom(...exportForms),
      spare: fc.boolean(),
      noise: fc.uniqueArray(noise, { maxLength: 4 }),
      semicolon: fc.constantFrom(";", ""),
      lineEnd: fc.constantFrom("\n", "\r\n"),
    }),
  )
  .map(write);

function write(file: {
  readonly entries: readonly Entry[];
  readonly importForm: (typeof importForms)[number];
  readonly exportForm: (typeof exportForms)[number];
  readonly spare: boolean;
  readonly noise: readonly string[];
  readonly semicolon: string;
  readonly lineEnd: string;
}): ScenarioFileText {
  const { importForm, exportForm, semicolon, lineEnd } = file;
  const alone = exportForm === "alone";
  const entries = alone ? file.entries.slice(0, 1) : file.entries;
  const lines: string[] = [];
  const statement = (text: string) => lines.push(`${text}${semicolon}`);
  statement(importForm.line);
  const elements = entries.map((each, index) => {
    lines.push(...file.noise.slice(index, index + 1));
    const literal = each.quote(each.name);
    let name = literal;
    if (each.nameForm === "constant") {
      name = `name${index}`;
      statement(`const ${name} = ${literal}`);
    } else if (each.nameForm === "computed") name = `[${literal}].join()`;
    let call = `${importForm.call}(${name}, ${each.script})`;
    if (each.nameForm === "function") {
      statement(`const make${index} = (name: string) => ${importForm.call}(name, ${each.script})`);
      call = `make${index}(${literal})`;
    }
    const said = expectations(each);
    const made = each.wrap(each.saidAt === "definition" ? `${call}${said}` : call);
    if (each.inline && each.saidAt === "definition") return made;
    statement(`const it${index} = ${made}`);
    return each.saidAt === "definition" ? `it${index}` : `it${index}${said}`;
  });
  if (file.spare) statement(`const spare = ${importForm.call}("spare", () => undefined)`);
  switch (exportForm) {
    case "alone":
      statement(`export default ${elements[0]}`);
      break;
    case "list":
      statement(`export default [\n  ${elements.join(",\n  ")},\n]`);
      break;
    case "constant":
      statement(`const all: readonly object[] = [${elements.join(", ")}]`);
      statement("export default all");
      break;
    case "renamed":
      statement(`const all = [${elements.join(", ")}]`);
      statement("export { all as default }");
      break;
    case "spread":
      statement(`const some = [${elements.slice(1).join(", ")}] as const`);
      statement(`export default [${elements[0]}, ...some]`);
      break;
    case "called":
      statement(`export default [${elements.join(", ")}].map((each) => each)`);
      break;
  }
  return {
    text: lines.join("\n").replaceAll("\n", lineEnd),
    computed: exportForm === "called" || entries.some(({ nameForm }) => /computed|function/.test(nameForm)),
  };
}

function expectations({ violates, mayViolate, quote }: Entry): string {
  const call = (method: string, names: readonly string[]) =>
    names.length === 0 ? "" : `\n  .${method}(${names.map(quote).join(", ")})`;
  return call("violates", violates) + call("mayViolate", mayViolate);
}
