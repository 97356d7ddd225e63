import { Disposable, EventEmitter, workspace } from "vscode";
import type { TextDocument, TextDocumentChangeEvent, Uri } from "vscode";
import type { Trace } from "../../trace/trace.ts";
import { locate } from "../run/locate.ts";
import type { Session, SessionUpdate } from "../run/session.ts";
import type { Sessions } from "../run/sessions.ts";
import { MovedLines } from "./movedLines.ts";

/** What there is to know of a text of which a run is live. */
export interface RunText {
  readonly session: Session;
  /** The last good run. */
  readonly trace: Trace;
  /** What the trace calls the file. */
  readonly name: string;
  /** Where the lines of the run are now. */
  readonly lines: MovedLines;
  /** Whether the text has been changed since so that it can't run any more. */
  readonly stale: boolean;
}

interface LiveRun {
  readonly trace: Trace;
  /** The texts that the run is about, by their URI. */
  readonly texts: ReadonlyMap<string, Pick<RunText, "name" | "lines">>;
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
      workspace.onDidChangeTextDocument((event) => this.#follow(event)),
    );
  }

  /** The live run that a text is part of: its own one, else the newest one of a file that imports it. */
  of({ uri }: Pick<TextDocument, "uri">): RunText | undefined {
    const key = uri.toString();
    const runs = [...this.#runs].filter(([, { texts }]) => texts.has(key));
    const found = runs.find(([{ file }]) => file.toString() === key) ?? runs.at(-1);
    if (found === undefined) return undefined;
    const [session, { trace, texts, stale }] = found;
    return { session, trace, stale, ...texts.get(key)! };
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const listener of this.#listeners.values()) listener.dispose();
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
    this.#runs.delete(session);
    this.#changes.fire();
  }

  #update(session: Session, update: SessionUpdate): void {
    switch (update.kind) {
      case "show":
        this.#runs.delete(session);
        this.#runs.set(session, liveRun(session.file, update.trace));
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

  #follow({ document, contentChanges }: TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    for (const { texts } of this.#runs.values()) {
      const lines = texts.get(key)?.lines;
      if (lines === undefined) continue;
      for (const { range, text } of contentChanges) {
        const { start, end } = range;
        lines.apply({
          from: { line: start.line + 1, column: start.character + 1 },
          to: { line: end.line + 1, column: end.character + 1 },
          text,
        });
      }
    }
  }
}

function liveRun(file: Uri, trace: Trace): LiveRun {
  const checks = trace.checks.flatMap(({ location }) => location ?? []);
  const byFile = Map.groupBy([...trace.locations, ...checks], (location) => location.file);
  const texts = Array.from(byFile, ([name, locations]) => {
    // Of several places on a line the first one counts, whatever is written behind it.
    const places = locations.toSorted((a, b) => b.column - a.column);
    return [locate(file, locations[0]).toString(), { name, lines: new MovedLines(places) }] as const;
  });
  return { trace, texts: new Map(texts), stale: false };
}
