import { EventEmitter } from "vscode";
import type { Disposable, LogOutputChannel, Uri } from "vscode";
import type { RunnerHost } from "./runnerHost.ts";
import { Session } from "./session.ts";
import type { Destination, Selection } from "./session.ts";

/** The first picture of a file: its first scenario, with this seed. */
const FIRST: Selection = { scenario: undefined, seed: 1 };

/** A share in the session of a file, which ends with the last share. */
export interface Share {
  readonly session: Session;
  dispose(): void;
}

/** A session as long as somebody needs it. */
interface Entry {
  readonly session: Session;
  /** Keeps workers for it. */
  readonly ready: Disposable;
  shares: number;
}

/** The live runs: one for each scenario file that a diagram shows or a debugger steps through. */
export class Sessions {
  readonly #host: RunnerHost;
  readonly #log: LogOutputChannel;
  /** By the URI of the scenario file. */
  readonly #entries = new Map<string, Entry>();
  readonly #begun = new EventEmitter<Session>();
  readonly #ended = new EventEmitter<Session>();

  /** A file has got its session. */
  readonly onDidBegin = this.#begun.event;
  /** Nobody needs a session any more, and it has stopped. */
  readonly onDidEnd = this.#ended.event;

  constructor(host: RunnerHost, log: LogOutputChannel) {
    this.#host = host;
    this.#log = log;
  }

  /**
   * Takes a share in the session of a file.
   * @param destination What to run; as it is where the file already runs, else its first scenario, when absent.
   */
  share(file: Uri, destination: Destination = {}): Share {
    const key = file.toString();
    const entry = this.#entries.get(key) ?? this.#begin(file);
    const { session } = entry;
    session.select(destination);
    entry.shares++;
    let mine = true;
    return {
      session,
      dispose: () => {
        if (mine) this.#release(key);
        mine = false;
      },
    };
  }

  /** The session of a file, if it runs. */
  of(file: Uri): Session | undefined {
    return this.#entries.get(file.toString())?.session;
  }

  #begin(file: Uri): Entry {
    const session = new Session(file, FIRST, this.#host, this.#log);
    const entry = { session, ready: this.#host.keepReady(), shares: 0 };
    this.#entries.set(file.toString(), entry);
    this.#begun.fire(session);
    return entry;
  }

  #release(key: string): void {
    const entry = this.#entries.get(key)!;
    if (--entry.shares > 0) return;
    this.#entries.delete(key);
    entry.session.dispose();
    entry.ready.dispose();
    this.#ended.fire(entry.session);
  }
}
