import { Disposable, EventEmitter, Uri, workspace } from "vscode";
import type { Trace } from "../../trace/trace.ts";
import { resultOf } from "./result.ts";
import type { Finished, ScenarioResult } from "./result.ts";
import type { Session, SessionUpdate } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** What became of each scenario when it last ran, in a diagram or as a test, as long as the text hasn't changed since. */
export class Results {
  readonly #sessions: Sessions;
  /** By the URI of the file, and the name of the scenario. */
  readonly #results = new Map<string, Map<string, ScenarioResult>>();
  readonly #listeners = new Map<Session, Disposable>();
  readonly #changes = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  readonly onDidChange = this.#changes.event;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    this.#subscriptions = Disposable.from(
      this.#changes,
      sessions.onDidBegin((session) =>
        this.#listeners.set(
          session,
          session.onDidUpdate((update) => this.#update(session, update)),
        ),
      ),
      sessions.onDidEnd((session) => {
        this.#listeners.get(session)?.dispose();
        this.#listeners.delete(session);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // It may be a file that scenarios import.
        if (document.languageId === "typescript" && contentChanges.length > 0) this.#outdate();
      }),
    );
  }

  /** What became of a scenario. */
  of(file: Uri, scenario: string): ScenarioResult | undefined {
    return this.#results.get(file.toString())?.get(scenario);
  }

  /** A scenario has been run. */
  set(file: Uri, scenario: string, run: Finished): void {
    const key = file.toString();
    const results = this.#results.get(key) ?? new Map<string, ScenarioResult>();
    this.#results.set(key, results.set(scenario, resultOf(run)));
    this.#changes.fire();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const listener of this.#listeners.values()) listener.dispose();
  }

  #update({ file, trace }: Session, { kind }: SessionUpdate): void {
    if (trace === undefined) return;
    if (kind === "show") this.set(file, trace.scenario, finished(trace));
    else if (kind === "broken" && this.#results.get(file.toString())?.delete(trace.scenario))
      this.#changes.fire();
  }

  /** What is run again anyway keeps its result until then, so that it doesn't flicker. */
  #outdate(): void {
    for (const [file, results] of this.#results) {
      const live = this.#sessions.of(Uri.parse(file, true))?.trace?.scenario;
      for (const scenario of results.keys()) if (scenario !== live) results.delete(scenario);
    }
    this.#changes.fire();
  }
}

function finished(trace: Trace): Finished {
  return { ...trace, events: trace.events.length };
}
