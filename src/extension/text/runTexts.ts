import { Disposable, EventEmitter } from "vscode";
import type { TextDocument } from "vscode";
import type { Trace } from "../../trace/trace.ts";
import { locate } from "../run/locate.ts";
import { RunLines, type RunFile } from "../run/runLines.ts";
import type { Session, SessionUpdate } from "../run/session.ts";
import type { Sessions } from "../run/sessions.ts";

/** What there is to know of a text of which a run is live. */
export interface RunText extends RunFile {
  readonly session: Session;
  /** The last good run. */
  readonly trace: Trace;
  /** Whether the text has been changed since so that it can't run any more. */
  readonly stale: boolean;
}

interface LiveRun {
  readonly trace: Trace;
  readonly lines: RunLines;
  stale: boolean;
}

/** The texts of which a run is live: scenario files and what they import. Knows where their lines are while one types. */
export class RunTexts {
  readonly #listeners = new Map<Session, Disposable>();
  /** The session whose run is the newest is the last. */
  readonly #runs = new Map<Session, LiveRun>();
  readonly #changes = new EventEmitter<void>();
  readonly #moves = new EventEmitter<Session>();
  readonly #subscriptions: Disposable;

  /** There is another run, or one less. */
  readonly onDidChange = this.#changes.event;
  /** Somebody went to another event of a run. */
  readonly onDidMove = this.#moves.event;

  constructor(sessions: Sessions) {
    this.#subscriptions = Disposable.from(
      this.#changes,
      this.#moves,
      sessions.onDidBegin((session) => this.#begin(session)),
      sessions.onDidEnd((session) => this.#end(session)),
    );
  }

  /** The live run that a text is part of: its own one, else the newest one of a file that imports it. */
  of({ uri }: Pick<TextDocument, "uri">): RunText | undefined {
    const key = uri.toString();
    const runs = [...this.#runs].filter(([, { lines }]) => lines.file(uri));
    const found = runs.find(([{ file }]) => file.toString() === key) ?? runs.at(-1);
    if (found === undefined) return undefined;
    const [session, { trace, lines, stale }] = found;
    return { session, trace, stale, ...lines.file(uri)! };
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const listener of this.#listeners.values()) listener.dispose();
    for (const { lines } of this.#runs.values()) lines.dispose();
  }

  #begin(session: Session): void {
    this.#listeners.set(
      session,
      Disposable.from(
        session.onDidUpdate((update) => this.#update(session, update)),
        session.onDidMove(() => this.#moves.fire(session)),
      ),
    );
  }

  #end(session: Session): void {
    this.#listeners.get(session)?.dispose();
    this.#listeners.delete(session);
    this.#forget(session);
    this.#changes.fire();
  }

  #update(session: Session, update: SessionUpdate): void {
    switch (update.kind) {
      case "show":
        this.#forget(session);
        this.#runs.set(session, {
          trace: update.trace,
          lines: new RunLines(update.trace, (location) => locate(session.file, location)),
          stale: false,
        });
        break;
      case "broken": {
        const run = this.#runs.get(session);
        if (run) run.stale = true;
        break;
      }
      default:
        return;
    }
    this.#changes.fire();
  }

  #forget(session: Session): void {
    this.#runs.get(session)?.lines.dispose();
    this.#runs.delete(session);
  }
}
