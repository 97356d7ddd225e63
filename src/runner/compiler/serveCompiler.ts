import { LocatedError } from "../located.ts";
import type { CompileReply, CompileRequest } from "../wire.ts";
import { compile } from "./compile.ts";

/** Compiles a module, as a worker does it. Never throws. */
export function serveCompiler({ file, source }: CompileRequest): CompileReply {
  try {
    return { module: compile(file, source) };
  } catch (error) {
    if (error instanceof LocatedError) return { error: error.toRunError() };
    const message = `this can't be compiled: ${error instanceof Error ? error.message : String(error)}`;
    return { error: { message, location: { file, line: 1, column: 1 } } };
  }
}
