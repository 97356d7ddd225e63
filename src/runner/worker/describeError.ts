import * as dsl from "../../dsl/index.ts";
import { UnsendableError } from "../../simulator/copy.ts";
import type { Location, RunError } from "../../trace/trace.ts";
import { LocatedError } from "../located.ts";
import type { CallSites } from "./callSites.ts";

/** Says what an error is about and where; an answer that is an error is about what the handler threw. */
export function describe(error: unknown, callSites: CallSites, file: string): RunError {
  if (error instanceof LocatedError) return error.toRunError();
  const origin = error instanceof dsl.CallRefused && error.cause !== undefined ? error.cause : error;
  const location: Location = callSites.thrownAt(origin) ??
    callSites.thrownAt(error) ?? { file, line: 1, column: 1 };
  return { message: messageOf(origin), location };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `this was thrown: ${String(error)}`;
  if (error instanceof dsl.ScenarioError || error instanceof UnsendableError) return error.message;
  if (error instanceof RangeError && error.message.includes("call stack")) {
    return "a function calls itself without end (the stack is full)";
  }
  return `${error.name}: ${error.message}`;
}
