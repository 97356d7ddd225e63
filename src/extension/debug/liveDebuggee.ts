import type { Uri } from "vscode";
import type { Trace } from "../../trace/trace.ts";
import { locate } from "../run/locate.ts";
import type { Session } from "../run/session.ts";
import { openDocument, readSource, sourceName } from "../run/sources.ts";
import type { Debuggee } from "./adapter/debuggee.ts";
import { toUri } from "./configuration.ts";

/** The live run of a scenario file, and the place in it that diagram, debugger and editors share. */
export class LiveDebuggee implements Debuggee {
  readonly #session: Session;
  /** Of the files that were not open when it began, by the names that the run gives them. */
  readonly #texts = new Map<string, string>();
  #trace: Trace;

  private constructor(session: Session, trace: Trace) {
    this.#session = session;
    this.#trace = trace;
  }

  /** @param trace the run that the session shows */
  static async of(session: Session, trace: Trace): Promise<LiveDebuggee> {
    const debuggee = new LiveDebuggee(session, trace);
    await debuggee.#read();
    return debuggee;
  }

  get trace(): Trace {
    return (this.#trace = this.#session.trace ?? this.#trace);
  }

  get step(): number {
    return this.#session.position ?? 0;
  }

  /** The files of the run by their URI, in the names that the run gives them. */
  get files(): ReadonlyMap<string, string> {
    const { file, locations, checks } = this.trace;
    const places = [...locations, ...checks.flatMap(({ location }) => location ?? [])];
    return new Map([file, ...places.map((place) => place.file)].map((name) => [this.pathOf(name), name]));
  }

  moveTo(step: number): void {
    this.#session.moveTo(step, this);
  }

  pathOf(file: string): string {
    return this.#locate(file).toString();
  }

  fileOf(path: string): string | undefined {
    return this.files.get(toUri(path).toString());
  }

  textOf(file: string): string | undefined {
    return openDocument(this.#locate(file))?.getText() ?? this.#texts.get(file);
  }

  #locate(file: string): Uri {
    return locate(this.#session.file, { file, line: 1, column: 1 });
  }

  async #read(): Promise<void> {
    const read = async (file: string) => {
      const text = await readSource(sourceName(this.#locate(file)));
      if (text !== undefined) this.#texts.set(file, text);
    };
    await Promise.all(Array.from(this.files.values(), read));
  }
}
