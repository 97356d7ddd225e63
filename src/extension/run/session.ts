import { Disposable, EventEmitter, workspace } from "vscode";
import type { LogOutputChannel, Uri } from "vscode";
import type { ToWebview } from "../../protocol/messages.ts";
import type { Trace } from "../../trace/trace.ts";
import { isWritable } from "../edit/isWritable.ts";
import { present } from "./present.ts";
import type { Picture } from "./present.ts";
import { RunDiagnostics } from "./diagnostics.ts";
import { findings } from "./findings.ts";
import { LiveRun } from "./liveRun.ts";
import type { Trigger } from "./liveRun.ts";
import { Place } from "./place.ts";
import type { RunnerHost } from "./runnerHost.ts";
import { sourceName, sourceUri } from "./sources.ts";
import { SourceWatcher } from "./sourceWatcher.ts";

/** How long typing must rest before the scenario runs, in ms. */
const TYPING_PAUSE = 80;

/** A run that takes longer than this, in ms, says that it is under way. */
const NOTICEABLE = 300;

/** What a session tells about its runs. */
export type SessionUpdate = Extract<ToWebview, { kind: "show" | "running" | "broken" | "restricted" }>;

/** Which run of a file is wanted. */
export interface Selection {
  /** Name of the scenario; the first one of the file when absent or gone. */
  readonly scenario: string | undefined;
  readonly seed: number;
}

/** A run of a file, as it is selected where nothing else is said, and a place in it. */
export interface Destination extends Partial<Selection> {
  /** Index of an event; the place is left as it is when absent. */
  readonly step?: number;
}

/**
 * Runs one scenario file, and again whenever its text or that of an import changes; and keeps the place in the run,
 * the same one for the diagram, the debugger and the editors.
 */
export class Session {
  /** The scenario file. */
  readonly file: Uri;
  readonly #host: RunnerHost;
  readonly #log: LogOutputChannel;
  readonly #updates = new EventEmitter<SessionUpdate>();
  readonly #diagnostics: RunDiagnostics;
  readonly #place = new Place(() => this.trace);
  readonly #live = new LiveRun((trigger, signal) => this.#run(trigger, signal), TYPING_PAUSE);
  readonly #sources = new SourceWatcher(() => this.#sourceChanged());
  readonly #subscriptions: Disposable;
  #selection: Selection;
  #picture: Picture | undefined;
  /** What has happened since the picture was made. */
  #overlay: Exclude<SessionUpdate, Picture> | undefined;
  /** Where to go in the run that is awaited. */
  #destination: number | undefined;

  readonly onDidUpdate = this.#updates.event;
  readonly onDidMove = this.#place.onDidMove;

  constructor(file: Uri, selection: Selection, host: RunnerHost, log: LogOutputChannel) {
    this.file = file;
    this.#selection = selection;
    this.#host = host;
    this.#log = log;
    this.#diagnostics = new RunDiagnostics(file);
    this.#sources.watch([file]);
    this.#subscriptions = Disposable.from(
      this.#updates,
      this.#place,
      this.#diagnostics,
      this.#sources,
      workspace.onDidGrantWorkspaceTrust(() => this.run()),
      host.onDidChangeLimits(() => this.run()),
    );
  }

  /** What has to be told to someone who begins to listen now: the last picture, and what lies over it. */
  get standing(): readonly SessionUpdate[] {
    return [this.#picture, this.#overlay].filter((update) => update !== undefined);
  }

  /** The last picture, with the scenarios of the file; none before the first run is over. */
  get picture(): Picture | undefined {
    return this.#picture;
  }

  /** Whether a source file of the run has unsaved changes. */
  get isDirty(): boolean {
    return this.#sources.isDirty;
  }

  /** The run that is shown; none before the first one is over. */
  get trace(): Trace | undefined {
    return this.#picture?.trace;
  }

  /** Where the user is in that run, as {@link Place.position} has it. */
  get position(): number | undefined {
    return this.#place.position;
  }

  /** Goes to an event of the run that is shown, if there is one. */
  moveTo(step: number, by: unknown): void {
    this.#place.moveTo(step, by);
  }

  /** Runs the selected scenario now. In Restricted Mode nothing runs. */
  run(): void {
    if (workspace.isTrusted) this.#live.request();
    else this.#publish({ kind: "restricted" });
  }

  /** Selects another scenario or seed, runs it, and goes to an event of that run. */
  select({ step, ...change }: Destination): void {
    const { scenario, seed } = this.#selection;
    this.#selection = { ...this.#selection, ...change };
    this.#destination = step;
    if (this.#picture && this.#selection.scenario === scenario && this.#selection.seed === seed)
      this.#arrive();
    else this.run();
  }

  /** Stops the run that is under way, on the user's wish. */
  cancel(): void {
    this.#live.cancel();
    this.#publish({
      kind: "broken",
      uri: this.file.toString(),
      error: { message: "The run was stopped." },
    });
  }

  dispose(): void {
    this.#live.cancel();
    this.#subscriptions.dispose();
  }

  #sourceChanged(): void {
    if (workspace.isTrusted) this.#live.edit();
  }

  /** One run; ends soon after its signal and never rejects. */
  async #run(trigger: Trigger, signal: AbortSignal): Promise<void> {
    const uri = this.file.toString();
    const { scenario, seed } = this.#selection;
    const which = scenario === undefined ? { first: true } : { only: scenario, fallback: true };
    const since = Date.now();
    const notice = setTimeout(() => {
      if (!signal.aborted) this.#publish({ kind: "running", since });
    }, NOTICEABLE);
    try {
      const outcome = await this.#host.run(
        { file: sourceName(this.file), ...which, seed, record: true },
        signal,
      );
      if (signal.aborted) return;
      this.#sources.watch([this.file, ...outcome.sources.map(sourceUri)]);
      this.#diagnostics.set(findings(outcome));
      const update = present(uri, outcome, trigger, this.#picture);
      this.#publish(
        update.kind === "show"
          ? { ...update, writable: isWritable(this.file, update.trace.scenario) }
          : update,
      );
      this.#log.debug(
        `Ran ${uri} in ${Date.now() - since} ms: ${outcome.runs.at(0)?.status ?? "not runnable"}`,
      );
    } catch (error) {
      if (signal.aborted) return;
      // The runner turns everything that a scenario does wrong into an outcome, so this is its own failure.
      this.#log.error(error instanceof Error ? error : String(error));
      const message = "The scenario could not be run; the Faultline output says why.";
      this.#publish({ kind: "broken", uri, error: { message } });
    } finally {
      clearTimeout(notice);
    }
  }

  #publish(update: SessionUpdate): void {
    if (update.kind === "show") {
      this.#picture = update;
      this.#overlay = undefined;
    } else {
      this.#overlay = update;
    }
    this.#updates.fire(update);
    if (update.kind === "show") this.#arrive();
  }

  #arrive(): void {
    const step = this.#destination;
    this.#destination = undefined;
    if (step !== undefined) this.moveTo(step, this);
  }
}
