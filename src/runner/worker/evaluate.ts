import { Scenario } from "../../dsl/scenario.ts";
import type { Location } from "../../trace/trace.ts";
import type { CompiledModule } from "../compiler/compile.ts";
import { scriptName, WRAPPER_OPENING, type Marker } from "./callSites.ts";
import { DSL, type Program } from "../link.ts";
import { LocatedError } from "../located.ts";
import { nameOf } from "../paths.ts";

type Exports = Record<string, unknown>;

type ModuleBody = (exports: Exports, require: (specifier: string) => Exports, mark: Marker) => void;

/**
 * Runs a program's modules and returns the scenarios that its entry exports.
 * @param enter Called with each module before it runs; returns what it calls where its calls are marked.
 * @param dsl What `import … from "faultline"` gives.
 * @throws {LocatedError} If the default export is not a scenario or a list of them; and whatever a module throws.
 */
export function evaluate(
  program: Program,
  enter: (module: CompiledModule) => Marker,
  dsl: Exports,
): readonly Scenario[] {
  const loaded = new Map<string, Exports>();

  function load(path: string): Exports {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const { compiled, imports } = program.modules.get(path)!;
    const exports: Exports = {};
    loaded.set(path, exports);
    const require = (specifier: string) => (specifier === DSL ? dsl : load(imports.get(specifier)!));
    const source = `${WRAPPER_OPENING}${compiled.marked.code}\n})\n//# sourceURL=${scriptName(compiled.file)}`;
    // Indirect eval runs in the global scope, which is the sandbox.
    const body = (0, eval)(source) as ModuleBody;
    body(exports, require, enter(compiled));
    return exports;
  }

  return scenariosOf(load(program.entry), { file: nameOf(program.entry), line: 1, column: 1 });
}

function scenariosOf(exports: Exports, start: Location): readonly Scenario[] {
  if (!("default" in exports)) {
    throw new LocatedError("the file has no default export; write: export default scenario(…)", start);
  }
  const exported = exports["default"];
  const scenarios: unknown[] = Array.isArray(exported) ? exported : [exported];
  if (scenarios.length === 0) {
    throw new LocatedError("the default export is an empty list; put a scenario into it", start);
  }
  const stranger = scenarios.find((each) => !(each instanceof Scenario));
  if (stranger !== undefined || !scenarios.every((each) => each instanceof Scenario)) {
    throw new LocatedError(
      `the default export must be a scenario or a list of scenarios, and there is ${describe(stranger)}; ` +
        "write: export default scenario(…)",
      start,
    );
  }
  const names = scenarios.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new LocatedError(
      `two scenarios of this file are named "${twice}"; give each a name of its own`,
      start,
    );
  }
  return scenarios;
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? "another object" : `a ${typeof value}`;
}
