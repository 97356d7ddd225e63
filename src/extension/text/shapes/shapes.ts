/** A piece of a scenario file that is written often. */
export interface Shape {
  /** What is typed for it. */
  readonly name: string;
  readonly description: string;
  /** Where it can stand: among the outermost statements of a file, or within a script. */
  readonly place: "module" | "script";
  /** In the syntax of snippets. */
  readonly body: string;
}

/** The shapes of the DSL. */
export const SHAPES: readonly Shape[] = [
  {
    name: "node",
    description: "A machine and a message that it understands",
    place: "module",
    body: [
      "class ${1:Shop} extends Node<${1:Shop}> {",
      "\t${2:stock} = ${3:1};",
      "",
      "\t${4:buy}(${5:customer: string}) {",
      "\t\t$0",
      "\t}",
      "}",
    ].join("\n"),
  },
  {
    name: "scenario",
    description: "A scenario with two machines and a client",
    place: "module",
    body: [
      'export default scenario("${1:What happens}", async (world) => {',
      '\tconst nodes = world.nodes(${2:Shop}, ["${3:london}", "${4:tokyo}"]);',
      "\tconst [${3:london}, ${4:tokyo}] = nodes;",
      '\tconst ${5:ana} = world.client("${5:ana}");',
      "\tworld.network.latency = uniform(20, 80);",
      "",
      "\t$0",
      "\tawait world.quiet();",
      "});",
    ].join("\n"),
  },
  {
    name: "always",
    description: "What must hold after every event",
    place: "script",
    body: 'world.always("${1:what holds}", () => ${2:true});',
  },
  {
    name: "eventually",
    description: "What must come true in time",
    place: "script",
    body: 'world.eventually("${1:what comes true}", () => ${2:true}, { within: ${3:500} });',
  },
  {
    name: "agree",
    description: "What all copies must agree on",
    place: "script",
    body: 'world.agree("${1:copies}", ${2:nodes}, (node) => node.${3:stock});',
  },
  {
    name: "partition",
    description: "A cut between machines, for a time",
    place: "script",
    body: "world.partition([${1:london}], [${2:tokyo}]);\nworld.at(${3:300}, () => world.heal());",
  },
  {
    name: "crash",
    description: "A crash, and a restart some time later",
    place: "script",
    body: "world.crash(${1:london});\nworld.at(${2:300}, () => world.restart(${1:london}));",
  },
];

/** What stands in the text before anything is filled in. */
export function plain(body: string): string {
  return body
    .replaceAll(/\$\{\d+:([^}]*)\}/g, "$1")
    .replaceAll("$0", "")
    .replaceAll("\t", "  ");
}
