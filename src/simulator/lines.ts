import type { Recorder } from "../trace/recorder.ts";
import type { SourceLocator } from "./host.ts";
import type { Machine } from "./machine.ts";

/** Finds the lines of the scenario for events' `at`, as indices; `undefined` where nothing is recorded. */
export class Lines {
  readonly #recorder: Recorder | undefined;
  readonly #locator: SourceLocator | undefined;

  constructor(recorder: Recorder | undefined, locator: SourceLocator | undefined) {
    this.#recorder = recorder;
    this.#locator = locator;
  }

  /** The line that is running. */
  running(): number | undefined {
    return this.#recorder?.locate(this.#locator?.running());
  }

  /** The line that called the given function. */
  callerOf(callee: (...args: never) => unknown): number | undefined {
    return this.#recorder?.locate(this.#locator?.callerOf(callee));
  }

  /** The line where a function or class begins. @param owner The class that the function is of. */
  definitionOf(code: object | undefined, owner?: object): number | undefined {
    if (this.#recorder === undefined || code === undefined) return undefined;
    return this.#recorder.locate(this.#locator?.definitionOf(code, owner));
  }

  /** The line where a machine's handler begins. */
  handlerOf(machine: Machine, name: string): number | undefined {
    if (this.#recorder === undefined) return undefined;
    const program = machine.program!;
    return this.definitionOf(program.handler(name), program.ownerOf(name));
  }
}
