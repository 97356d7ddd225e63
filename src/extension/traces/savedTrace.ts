import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from "vscode";
import type { CustomDocument, LogOutputChannel } from "vscode";
import { TraceError } from "../../exporters/json.ts";
import type { OtherRun, ToWebview, Unreadable } from "../../protocol/messages.ts";
import type { Location, Trace } from "../../trace/trace.ts";
import type { Choice } from "../compare/choice.ts";
import { pickTrace } from "../compare/pickTrace.ts";
import { runOther } from "../compare/runOther.ts";
import type { Subject, SubjectRequest } from "../preview/subject.ts";
import { LiveRun } from "../run/liveRun.ts";
import type { RunnerHost } from "../run/runnerHost.ts";
import { Place } from "../run/place.ts";
import { fileName } from "../scenarioFile.ts";
import { openAsText } from "./openAsText.ts";
import { readTrace } from "./readTrace.ts";
import { findSource, locateWithin } from "./traceSource.ts";

/** How long a file must rest before it is read again, in ms: whoever writes it does so bit by bit. */
const WRITING_PAUSE = 150;

/** What saved traces need from the extension. */
export interface TraceServices {
  /** Runs what a trace is held against. */
  readonly host: RunnerHost;
  readonly log: LogOutputChannel;
}

type Update = Extract<ToWebview, { kind: "show" | "reading" | "unreadable" }>;

/** A trace that was saved in a file: read, and again whenever the file changes. Nothing is run. */
export class SavedTrace implements CustomDocument, Subject {
  readonly uri: Uri;
  readonly place = new Place(() => this.trace);
  readonly #host: RunnerHost;
  readonly #log: LogOutputChannel;
  readonly #updates = new EventEmitter<Update>();
  readonly #live = new LiveRun((_, signal) => this.#read(signal), WRITING_PAUSE);
  readonly #subscriptions: Disposable;
  #picture: Extract<Update, { kind: "show" }> | undefined;
  /** What has happened since the picture was made. */
  #overlay: Exclude<Update, { kind: "show" }> | undefined;
  #source: Uri | undefined;

  readonly onDidUpdate = this.#updates.event;

  constructor(uri: Uri, { host, log }: TraceServices) {
    this.uri = uri;
    this.#host = host;
    this.#log = log;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, ".."), "*"));
    const notice = (changed: Uri) => {
      if (changed.toString() === uri.toString()) this.#live.edit();
    };
    watcher.onDidChange(notice);
    watcher.onDidCreate(notice);
    watcher.onDidDelete(notice);
    this.#subscriptions = Disposable.from(this.#updates, this.place, watcher);
    this.#live.request();
  }

  get trace(): Trace | undefined {
    return this.#picture?.trace;
  }

  get standing(): readonly Update[] {
    return [this.#picture, this.#overlay].filter((update) => update !== undefined);
  }

  locate(location: Location): Uri | undefined {
    return this.#source && locateWithin(this.#source, location);
  }

  pickOther(shown: Trace): Promise<OtherRun | undefined> {
    const now: Choice = {
      label: "The scenario as it is now",
      detail: `What has changed since the trace was saved? Runs ${shown.file} with seed ${shown.seed}`,
      other: { kind: "now" },
    };
    const runnable = this.#source !== undefined && workspace.isTrusted;
    return pickTrace(`Compare “${shown.scenario}” With`, runnable ? [now] : [], this.uri);
  }

  otherRun(shown: Trace, other: OtherRun, signal: AbortSignal): Promise<Trace> {
    return runOther(this.#source ?? this.uri, shown, other, this.#host, signal);
  }

  async answer(request: SubjectRequest): Promise<void> {
    if (request.kind === "readAgain") this.#live.request();
    // The rest of what there is, is about scenarios.
    if (request.kind !== "openAsText") return;
    await openAsText(this.uri, this.#overlay?.kind === "unreadable" ? this.#overlay.place : undefined);
  }

  dispose(): void {
    this.#live.cancel();
    this.#subscriptions.dispose();
  }

  /** Ends soon after its signal and never rejects. */
  async #read(signal: AbortSignal): Promise<void> {
    const name = fileName(this.uri);
    if (!this.#picture) this.#publish({ kind: "reading", name });
    try {
      const trace = await readTrace(this.uri, signal);
      const source = await findSource(this.uri, trace.file);
      if (signal.aborted) return;
      this.#source = source;
      const { scenario } = trace;
      const saved = { name, hasSource: source !== undefined };
      this.#publish({
        kind: "show",
        uri: this.uri.toString(),
        scenarios: [{ name: scenario }],
        selected: 0,
        trace,
        saved,
      });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof TraceError)) this.#log.error(error instanceof Error ? error : String(error));
      this.#publish({ kind: "unreadable", name, ...explain(error) });
    }
  }

  #publish(update: Update): void {
    if (update.kind === "show") {
      this.#picture = update;
      this.#overlay = undefined;
    } else this.#overlay = update;
    this.#updates.fire(update);
  }
}

function explain(error: unknown): Pick<Unreadable, "message" | "place"> {
  if (!(error instanceof TraceError)) return { message: "It can't be shown; the Faultline output says why." };
  const message = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
  return { message, ...(error.place && { place: error.place }) };
}
