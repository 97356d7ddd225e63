import type { CompiledModule, ModuleImport } from "./compiler/compile.ts";
import { LocatedError } from "./located.ts";
import { folderOf, nameOf, relativeTo, resolveFrom } from "./paths.ts";

/** Reads a source by path or URI; `undefined` when there is no such file. */
export type ReadSource = (path: string) => Promise<string | undefined>;

/** Compiles a module. @param file Its path relative to the folder of the scenario file. */
export type Compile = (file: string, source: string) => Promise<CompiledModule>;

/** The modules of a scenario, found by their full paths. Can be posted to a worker. */
export interface Program {
  /** Path of the scenario file. */
  readonly entry: string;
  readonly modules: ReadonlyMap<string, LinkedModule>;
}

/** A module with its imports resolved. */
export interface LinkedModule {
  readonly compiled: CompiledModule;
  /** Full path for each relative specifier. */
  readonly imports: ReadonlyMap<string, string>;
}

/** What a scenario imports the DSL as. */
export const DSL = "faultline";

/**
 * Reads and compiles a scenario file and everything it imports.
 * @throws {LocatedError} For the first thing that is wrong in any of them.
 */
export async function link(entry: string, read: ReadSource, compile: Compile): Promise<Program> {
  const folder = folderOf(entry);
  const modules = new Map<string, LinkedModule>();
  const source = await read(entry);
  if (source === undefined) {
    throw new LocatedError("there is no such file", { file: nameOf(entry), line: 1, column: 1 });
  }
  const open: [path: string, source: string][] = [[entry, source]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, text] = next;
    const compiled = await compile(relativeTo(folder, path), text);
    const imports = new Map<string, string>();
    modules.set(path, { compiled, imports });
    for (const each of compiled.imports) {
      if (each.specifier === DSL) continue;
      const found = await find(each, folderOf(path), read, modules);
      imports.set(each.specifier, found.path);
      if (found.source === undefined || modules.has(found.path)) continue;
      if (!open.some(([waiting]) => waiting === found.path)) open.push([found.path, found.source]);
    }
  }
  return { entry, modules };
}

async function find(
  { specifier, location }: ModuleImport,
  folder: string,
  read: ReadSource,
  known: ReadonlyMap<string, unknown>,
): Promise<{ path: string; source?: string }> {
  if (!specifier.startsWith("./") && !specifier.startsWith("../")) {
    throw new LocatedError(
      `"${specifier}" can't be imported: a scenario runs in a world of its own and imports only "${DSL}" and ` +
        `files beside it ("./…"); it has no file system, network or packages`,
      location,
    );
  }
  const path = resolveFrom(folder, specifier);
  for (const candidate of candidates(path)) {
    if (known.has(candidate)) return { path: candidate };
    const source = await read(candidate);
    if (source !== undefined) return { path: candidate, source };
  }
  throw new LocatedError(
    `there is no file "${specifier}"; looked for ${relativeTo(folder, candidates(path)[0])}`,
    location,
  );
}

/** TypeScript's ways of naming a file: with its extension, without, or with that of its output. */
function candidates(path: string): string[] {
  if (path.endsWith(".ts")) return [path];
  if (path.endsWith(".js")) return [`${path.slice(0, -3)}.ts`, path];
  return [`${path}.ts`, `${path}/index.ts`];
}
