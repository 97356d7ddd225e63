import type { SourceLocator } from "../../simulator/host.ts";
import type { Location } from "../../trace/trace.ts";
import type { CompiledModule } from "../compiler/compile.ts";
import { MARK } from "../compiler/marks.ts";
import { ModulePlaces } from "../compiler/modulePlaces.ts";

/** How scenario modules are named in stacks. */
const SCHEME = "faultline:/";

/** Frames that lie between a scenario's line and the capture of its stack, at most. */
const DEPTH = 10;

/** Gives back its receiver, on which the marked call is made. */
export type Marker = <T>(mark: number, receiver: T) => T;

/** Name of a module in stacks. */
export function scriptName(file: string): string {
  return SCHEME + encodeURI(file);
}

/** Finds the lines of running modules: in V8's stacks, in errors, and by the text of functions. */
export class CallSites implements SourceLocator {
  readonly #modules = new Map<string, ModulePlaces>();
  /** The place of a marked call that is being made. */
  #marked: Location | undefined;
  /** Places already found, by script and position in it. */
  readonly #places = new Map<string, Map<number, Location | undefined>>();
  readonly #definitions = new WeakMap<object, { readonly location: Location | undefined }>();

  /**
   * Takes up a module that is about to run.
   * @returns What it calls where its calls are marked: notes the place of the call that comes next.
   */
  add(module: CompiledModule): Marker {
    const finder = new ModulePlaces(module);
    this.#modules.set(scriptName(module.file), finder);
    const places = new Map<number, Location | undefined>();
    return (mark, receiver) => {
      if (!places.has(mark)) places.set(mark, finder.call(mark));
      this.#marked = places.get(mark);
      return receiver;
    };
  }

  running(): Location | undefined {
    for (const frame of captureFrames(DEPTH)) {
      const place = this.#placeOf(frame);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  callerOf(callee: (...args: never) => unknown): Location | undefined {
    const marked = this.#marked;
    this.#marked = undefined;
    if (marked !== undefined) return marked;
    const frame = captureFrames(1, callee).at(0);
    // A method that was handed on as a value is called from elsewhere.
    return (frame && this.#placeOf(frame)) ?? this.running();
  }

  definitionOf(code: object, owner?: object): Location | undefined {
    let known = this.#definitions.get(code);
    if (known === undefined) {
      known = { location: this.#findText(sourceOf(code), owner === undefined ? "" : sourceOf(owner)) };
      this.#definitions.set(code, known);
    }
    return known.location;
  }

  /** The innermost line of a scenario on an error's stack. */
  thrownAt(error: unknown): Location | undefined {
    if (!(error instanceof Error) || typeof error.stack !== "string") return undefined;
    const match = /(faultline:\/[^\s()]+):(\d+):(\d+)/.exec(error.stack);
    return match === null ? undefined : this.#original(match[1], Number(match[2]), Number(match[3]));
  }

  #placeOf(frame: NodeJS.CallSite): Location | undefined {
    const script = frame.getScriptNameOrSourceURL();
    if (!script?.startsWith(SCHEME)) return undefined;
    let places = this.#places.get(script);
    if (places === undefined) this.#places.set(script, (places = new Map<number, Location | undefined>()));
    const position = frame.getPosition();
    let place = places.get(position);
    if (place === undefined && !places.has(position)) {
      place = this.#original(script, frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1);
      places.set(position, place);
    }
    return place;
  }

  #original(script: string, line: number, column: number): Location | undefined {
    // The wrapper around a module takes room on its first line.
    return this.#modules.get(script)?.original(line, line === 1 ? column - WRAPPER_OPENING.length : column);
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

/** The text of a function or class as it stands in its module. */
function sourceOf(code: object): string {
  return Function.prototype.toString.call(code);
}

/** How V8 makes stacks. */
interface StackSettings {
  prepareStackTrace: unknown;
  stackTraceLimit: number;
}

/** The innermost frames of the stack. @param above Leaves out this function and all that it has called. */
function captureFrames(depth: number, above?: (...args: never) => unknown): readonly NodeJS.CallSite[] {
  const settings: StackSettings = Error;
  const { prepareStackTrace, stackTraceLimit } = settings;
  settings.prepareStackTrace = takeFrames;
  settings.stackTraceLimit = depth;
  const holder: { stack: readonly NodeJS.CallSite[] } = { stack: [] };
  Error.captureStackTrace(holder, above);
  const { stack } = holder;
  settings.prepareStackTrace = prepareStackTrace;
  settings.stackTraceLimit = stackTraceLimit;
  return stack;
}

function takeFrames(_: Error, frames: NodeJS.CallSite[]): unknown {
  return frames;
}

/** Stands before a module's code, on its first line. */
export const WRAPPER_OPENING = `(function (exports, require, ${MARK}) {`;
