import type { CompiledModule } from "./compile.ts";
import { LocatedError } from "../located.ts";
import type { CompilerWorker, WorkerFailure } from "../wire.ts";

/** Time that a module may take, in ms. */
const PATIENCE = 10_000;

interface Waiting {
  readonly file: string;
  readonly source: string;
  readonly resolve: (module: CompiledModule) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Compiles modules in one worker that lives on: its engine gets faster with each of them, and a text that makes it
 * hang holds up nobody else. What hasn't changed since it was last compiled isn't compiled again.
 */
export class Compiler {
  readonly #start: () => CompilerWorker;
  /** The latest module of each file. */
  readonly #known = new Map<string, { readonly source: string; readonly module: Promise<CompiledModule> }>();
  /** Modules to compile; the first one is being compiled. */
  #waiting: Waiting[] = [];
  #worker: CompilerWorker;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => CompilerWorker) {
    this.#start = start;
    this.#worker = this.#startWorker();
  }

  /**
   * @param file Path relative to the folder of the scenario file.
   * @throws {LocatedError} For whatever isn't TypeScript that can be run by stripping its types.
   */
  compile(file: string, source: string): Promise<CompiledModule> {
    const known = this.#known.get(file);
    if (known?.source === source) return known.module;
    const module = new Promise<CompiledModule>((resolve, reject) => {
      this.#waiting.push({ file, source, resolve, reject });
      if (this.#waiting.length === 1) this.#next();
    });
    // Whoever has stopped waiting doesn't want to hear of a failure either.
    module.catch(() => undefined);
    this.#known.set(file, { source, module });
    return module;
  }

  /** Ends the worker; what is being compiled never comes. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#worker.terminate();
  }

  #startWorker(): CompilerWorker {
    const worker = this.#start();
    worker.onFailure = (failure) => this.#restart(reasonOf(failure));
    worker.onMessage = (reply) => {
      const { resolve, reject } = this.#waiting.shift()!;
      if ("module" in reply) resolve(reply.module);
      else reject(new LocatedError(reply.error.message, reply.error.location!));
      this.#next();
    };
    return worker;
  }

  #next(): void {
    clearTimeout(this.#timer);
    const next = this.#waiting.at(0);
    if (next === undefined) {
      this.#worker.release();
      return;
    }
    this.#timer = setTimeout(() => this.#restart(`did not compile within ${PATIENCE / 1000} s`), PATIENCE);
    this.#worker.hold();
    this.#worker.post({ file: next.file, source: next.source });
  }

  /** Gives the module that is being compiled up, and goes on with the others in another worker. */
  #restart(why: string): void {
    this.#worker.terminate();
    this.#worker = this.#startWorker();
    const given = this.#waiting.shift();
    given?.reject(new LocatedError(`the file ${why}`, { file: given.file, line: 1, column: 1 }));
    this.#next();
  }
}

function reasonOf(failure: WorkerFailure): string {
  return failure.kind === "memory"
    ? "takes more memory to compile than there is"
    : `ended its compiler: ${failure.message}`;
}
