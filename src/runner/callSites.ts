import type { SourceLocator } from "../simulator/simulator.ts";
import type { Location } from "../trace/trace.ts";
import type { CompiledModule } from "./compile.ts";

/** How scenario modules are named in stacks. */
const SCHEME = "faultline:/";

/** Frames that lie between a scenario's line and the capture of its stack, at most. */
const DEPTH = 10;

/** Name of a module in stacks. */
export function scriptName(file: string): string {
  return SCHEME + encodeURI(file);
}

/** Finds the lines of running modules: in V8's stacks, in errors, and by the text of functions. */
export class CallSites implements SourceLocator {
  readonly #modules = new Map<string, CompiledModule>();
  readonly #places = new Map<string, Map<number, Location>>();
  readonly #definitions = new WeakMap<object, { readonly location: Location | undefined }>();

  add(module: CompiledModule): void {
    this.#modules.set(scriptName(module.file), module);
  }

  running(): Location | undefined {
    const { prepareStackTrace, stackTraceLimit } = Error;
    Error.prepareStackTrace = (_, frames) => frames;
    Error.stackTraceLimit = DEPTH;
    const holder: { stack?: NodeJS.CallSite[] } = {};
    Error.captureStackTrace(holder);
    const frames = holder.stack!;
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
    for (const frame of frames) {
      const script = frame.getScriptNameOrSourceURL();
      if (script?.startsWith(SCHEME)) {
        return this.#place(script, frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1);
      }
    }
    return undefined;
  }

  definitionOf(code: object, owner?: object): Location | undefined {
    let known = this.#definitions.get(code);
    if (known === undefined) {
      known = { location: this.#findText(String(code), owner === undefined ? "" : String(owner)) };
      this.#definitions.set(code, known);
    }
    return known.location;
  }

  /** The innermost line of a scenario on an error's stack. */
  thrownAt(error: unknown): Location | undefined {
    if (!(error instanceof Error) || typeof error.stack !== "string") return undefined;
    const match = /(faultline:\/[^\s()]+):(\d+):(\d+)/.exec(error.stack);
    return match === null ? undefined : this.#place(match[1]!, Number(match[2]), Number(match[3]));
  }

  #place(script: string, line: number, column: number): Location | undefined {
    const module = this.#modules.get(script);
    if (module === undefined) return undefined;
    let places = this.#places.get(script);
    if (places === undefined) this.#places.set(script, (places = new Map()));
    const key = line * 0x10000 + column;
    let place = places.get(key);
    // The wrapper around a module takes room on its first line.
    if (place === undefined) places.set(key, (place = module.original(line, column - (line === 1 ? WRAPPER_OPENING.length : 0))));
    return place;
  }

  /** A function's text is a slice of its module; its class's text tells equal methods apart. */
  #findText(text: string, ownerText: string): Location | undefined {
    for (const module of this.#modules.values()) {
      const from = module.code.indexOf(ownerText);
      const offset = from === -1 ? -1 : module.code.indexOf(text, from);
      if (offset === -1) continue;
      const before = module.code.slice(0, offset);
      const line = before.split("\n").length;
      return module.original(line, offset - (before.lastIndexOf("\n") + 1) + 1);
    }
    return undefined;
  }
}

/** Stands before a module's code, on its first line. */
export const WRAPPER_OPENING = "(function (exports, require) {";
