import { Disposable, EventEmitter } from "vscode";
import type { Uri } from "vscode";
import { correspondingEvent } from "../../trace/comparison/correspondingEvent.ts";
import type { Trace } from "../../trace/trace.ts";
import { locate } from "../run/locate.ts";
import type { Destination, Session } from "../run/session.ts";
import { openDocument, readSource, sourceName } from "../run/sources.ts";
import type { Debuggee } from "./adapter/debuggee.ts";
import { toUri } from "./configuration.ts";
import { nextRun } from "./nextRun.ts";
import type { Turn, Turns } from "./turns.ts";

/**
 * The run of a scenario file that one debug session steps through, and the place in it. As long as it is its turn, both
 * are those that diagram and editors show; meanwhile others keep theirs as they left them.
 */
export class LiveDebuggee implements Debuggee {
  readonly #session: Session;
  readonly #turn: Turn;
  readonly #changes = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  /** Of the files that were not open when it began, by the names that the run gives them. */
  readonly #texts = new Map<string, string>();
  /** None before the first run is over. */
  #trace: Trace | undefined;
  #step = 0;
  /** Whether this run is to be shown again, which another one has displaced. */
  #returning = false;

  /** Another run, or another place in it, on account of somebody else. */
  readonly onDidChange = this.#changes.event;

  private constructor(session: Session, turns: Turns) {
    this.#session = session;
    this.#turn = turns.begin(session, () => this.#return());
    this.#subscriptions = Disposable.from(
      this.#turn,
      session.onDidMove(({ step, by }) => {
        if (by !== this && this.#isShown) this.#follow(step);
      }),
      session.onDidUpdate(({ kind }) => {
        if (kind === "show") this.#arrive();
      }),
      this.#changes,
    );
  }

  /**
   * Runs a scenario of the file, in the sight of all.
   * @throws {NoRunError}
   */
  static async start(session: Session, turns: Turns, wanted: Destination): Promise<LiveDebuggee> {
    const debuggee = new LiveDebuggee(session, turns);
    try {
      session.select(wanted);
      debuggee.#trace = await nextRun(session, wanted.scenario);
      debuggee.#step = session.position ?? 0;
      await debuggee.#read();
      return debuggee;
    } catch (error) {
      debuggee.dispose();
      throw error;
    }
  }

  get trace(): Trace {
    return this.#trace!;
  }

  get step(): number {
    return this.#step;
  }

  /** The files of the run by their URI, in the names that the run gives them. */
  get files(): ReadonlyMap<string, string> {
    const { file, locations, checks } = this.trace;
    const places = [...locations, ...checks.flatMap(({ location }) => location ?? [])];
    return new Map([file, ...places.map((place) => place.file)].map((name) => [this.pathOf(name), name]));
  }

  moveTo(step: number): void {
    this.#step = step;
    this.lead();
  }

  /** Has the diagram show this run, at this place. */
  lead(): void {
    if (!this.#turn.isMine) {
      this.#turn.take();
      this.#return();
    } else if (this.#isShown) {
      this.#session.moveTo(this.#step, this);
    }
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

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Whether the places in the run that is shown are places in this one. */
  get #isShown(): boolean {
    return this.#turn.isMine && this.#trace !== undefined && this.#session.trace?.hash === this.#trace.hash;
  }

  /** Takes the others along to its own run. */
  #return(): void {
    // It has not begun yet.
    if (!this.#trace) return;
    const { scenario, seed } = this.#trace;
    this.#returning = true;
    this.#session.select({ scenario, seed });
    if (this.#isShown) this.#arrive();
    // Whoever is about to answer a question about the old run does so first.
    else if (this.#session.trace?.scenario === scenario && this.#session.trace.seed === seed)
      queueMicrotask(() => this.#arrive());
  }

  /** Goes on in the run that is shown now. */
  #arrive(): void {
    const { trace, position } = this.#session;
    if (!this.#trace || !trace || !this.#turn.isMine) return;
    const returning = this.#returning;
    this.#returning = false;
    if (returning && trace.scenario === this.#trace.scenario) {
      const step = correspondingEvent(this.#trace, this.#step, trace);
      this.#session.moveTo(step, this);
      // The same run once more: whoever looks at it need not look again.
      if (trace.hash === this.#trace.hash) return;
      this.#trace = trace;
      this.#follow(step);
    } else {
      this.#trace = trace;
      this.#follow(position ?? 0);
    }
  }

  #follow(step: number): void {
    this.#step = step;
    this.#changes.fire();
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
