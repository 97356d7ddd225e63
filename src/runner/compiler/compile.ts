import { parse, type Node } from "acorn";
import { simple } from "acorn-walk";
import { transform } from "sucrase";
import type { Location } from "../../trace/trace.ts";
import { LocatedError } from "../located.ts";
import { LineMap } from "./lineMap.ts";
import { markCalls } from "./markCalls.ts";
import type { MarkedCode } from "./marks.ts";
import { placeInSource } from "./modulePlaces.ts";
import { findUnsupported } from "./unsupported.ts";

/** An import of a module, and where it stands. */
export interface ModuleImport {
  readonly specifier: string;
  readonly location: Location;
}

/** A module that can be run: its types are stripped, its imports are calls of `require`. Can be posted to a worker. */
export interface CompiledModule {
  /** Path relative to the folder of the scenario file. */
  readonly file: string;
  readonly source: string;
  /** The source without its types. */
  readonly stripped: string;
  /** What runs: the same with its calls of the DSL marked. */
  readonly marked: MarkedCode;
  readonly imports: readonly ModuleImport[];
}

/** Longer sources aren't read. */
export const MAX_SOURCE_LENGTH = 2_000_000;

/**
 * Strips the types off a TypeScript module.
 * @throws {LocatedError} For whatever isn't TypeScript that can be run by stripping.
 */
export function compile(file: string, source: string): CompiledModule {
  rejectUnreadable(file, source);
  const stripped = strip(file, source);
  const sourceLines = new LineMap(source);
  const strippedLines = new LineMap(stripped);
  const atOffset = (offset: number) => placeInSource(file, sourceLines, strippedLines, offset);
  const tree = parseStripped(stripped, atOffset);
  return {
    file,
    source,
    stripped,
    marked: markCalls(stripped, tree),
    imports: findImports(tree, atOffset),
  };
}

function rejectUnreadable(file: string, source: string): void {
  const start = { file, line: 1, column: 1 };
  if (source.length > MAX_SOURCE_LENGTH) {
    const megabytes = (length: number) => (length / 1e6).toFixed(1);
    throw new LocatedError(
      `${megabytes(source.length)} MB of source are too much to run as you type (the limit is ` +
        `${megabytes(MAX_SOURCE_LENGTH)} MB); split the file, or move its data out`,
      start,
    );
  }
  const zero = source.indexOf("\0");
  if (zero !== -1) {
    throw new LocatedError("this is no text file: it holds a zero byte; save it as UTF-8", {
      file,
      ...new LineMap(source).positionAt(zero),
    });
  }
  if (source.trim() === "") {
    throw new LocatedError("the file is empty; begin with: export default scenario(…)", start);
  }
}

function strip(file: string, source: string): string {
  try {
    const unsupported = findUnsupported(source);
    if (unsupported !== undefined) {
      throw new LocatedError(unsupported.message, {
        file,
        ...new LineMap(source).positionAt(unsupported.offset),
      });
    }
    return transform(source, {
      transforms: ["typescript", "imports"],
      disableESTransforms: true,
      production: true,
      filePath: file,
    }).code;
  } catch (error) {
    throw error instanceof LocatedError ? error : syntaxError(file, source, error);
  }
}

function syntaxError(file: string, source: string, error: unknown): LocatedError {
  const { message, pos } = error as { message: string; pos?: number };
  const position =
    pos === undefined ? { line: 1, column: 1 } : new LineMap(source).positionAt(Math.min(pos, source.length));
  const plain = withoutPosition(message.replace(/^Error transforming .*?: /s, ""));
  return new LocatedError(`syntax error: ${lowerFirst(plain)}`, { file, ...position });
}

function findImports(tree: Node, atOffset: (offset: number) => Location): ModuleImport[] {
  const imports: ModuleImport[] = [];
  simple(tree, {
    CallExpression(node) {
      const { callee, arguments: args } = node;
      const first = args.at(0);
      if (callee.type !== "Identifier" || callee.name !== "require" || first?.type !== "Literal") return;
      if (typeof first.value === "string")
        imports.push({ specifier: first.value, location: atOffset(first.start) });
    },
  });
  return imports;
}

/** What sucrase lets through and no engine accepts comes to light here, with a place. */
function parseStripped(code: string, atOffset: (offset: number) => Location): Node {
  try {
    return parse(code, { ecmaVersion: "latest", sourceType: "script" });
  } catch (error) {
    const { message, pos } = error as { message: string; pos?: number };
    throw new LocatedError(`syntax error: ${lowerFirst(withoutPosition(message))}`, atOffset(pos ?? 0));
  }
}

/** Parsers put the position of what they read into the message. */
function withoutPosition(message: string): string {
  return message.replace(/ \(\d+:\d+\)$/, "");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
