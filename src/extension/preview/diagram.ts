import { Disposable, window } from "vscode";
import type { LogOutputChannel, Uri, WebviewPanel } from "vscode";
import type { ExportedPart, ExportFormat, OtherRun, ToWebview } from "../../protocol/messages.ts";
import type { Location } from "../../trace/trace.ts";
import type { Move } from "../run/place.ts";
import { RunLines } from "../run/runLines.ts";
import { CursorTracker } from "./cursorTracker.ts";
import { exportRun } from "./exportRun.ts";
import { LineHighlight } from "./lineHighlight.ts";
import { Page } from "./page.ts";
import type { PageCommand, PageRequest } from "./page.ts";
import { revealSource } from "./reveal.ts";
import type { Subject } from "./subject.ts";

/** What every diagram needs from the extension. */
export interface DiagramServices {
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** A panel with a diagram: passes on what happens between its subject, the page and the editors. */
export class Diagram {
  readonly panel: WebviewPanel;
  readonly #subject: Subject;
  readonly #extensionUri: Uri;
  readonly #log: LogOutputChannel;
  readonly #page: Page;
  readonly #highlight = new LineHighlight();
  readonly #cursor: CursorTracker;
  readonly #subscriptions: Disposable;
  /** Where the lines of the shown run are. */
  #lines: RunLines | undefined;
  /** Breaks off the run that the shown one is to be held against. */
  #comparing: AbortController | undefined;

  /** @param panel an empty panel, which this one owns from now on */
  constructor(panel: WebviewPanel, subject: Subject, { extensionUri, log }: DiagramServices) {
    this.panel = panel;
    this.#subject = subject;
    this.#extensionUri = extensionUri;
    this.#log = log;
    this.#page = new Page(panel, this, extensionUri, log);
    this.#cursor = new CursorTracker((line) => this.#page.post({ kind: "cursor", ...(line && { line }) }));
    this.#subscriptions = Disposable.from(
      this.#page,
      this.#highlight,
      this.#cursor,
      subject.onDidUpdate((update) => this.#update(update)),
      subject.place.onDidMove((move) => this.#follow(move)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#highlight.show(undefined);
      }),
      panel.onDidDispose(() => this.dispose()),
    );
    subject.standing.forEach((update) => this.#update(update));
  }

  /** The file that it stands for. */
  get uri(): Uri {
    return this.#subject.uri;
  }

  /** What a page has to be told that begins to listen. */
  get standing(): readonly ToWebview[] {
    const { standing, place } = this.#subject;
    // A page that comes back remembers where it was itself, but not where others went meanwhile.
    const { position } = place;
    return position === undefined ? standing : [...standing, { kind: "goTo", step: position }];
  }

  /** Brings the panel to the front, without the keyboard. */
  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** Asks how to export the run that is shown, and does it. */
  async export(): Promise<void> {
    const { trace, uri } = this.#subject;
    const draw = (format: ExportFormat, part: ExportedPart) => this.#page.draw(format, part);
    if (trace) await exportRun(uri, { trace, marked: this.#page.markedIn(trace), draw }, this.#extensionUri);
    else void window.showInformationMessage("There is no run to export yet.");
  }

  /** Asks which run to hold the shown one against, and does it. */
  async compare(): Promise<void> {
    const { trace } = this.#subject;
    if (trace) {
      const other = await this.#subject.pickOther(trace);
      if (other) await this.#compare(other);
    } else void window.showInformationMessage("There is no run to compare yet.");
  }

  /** Shows what the last edit changed. */
  async compareEdit(): Promise<void> {
    const { beforeEdit } = this.#subject;
    if (beforeEdit) await this.#compare(beforeEdit);
  }

  /** Has the page do something, as soon as it listens. */
  command(message: PageCommand): void {
    this.#page.command(message);
  }

  /** Does what the page asks for. */
  async answer(request: PageRequest): Promise<void> {
    switch (request.kind) {
      case "reveal":
        await this.#reveal(this.#now(request.location), request.focus);
        break;
      case "goToMistake":
        await this.#reveal(request.location, true);
        break;
      case "position":
        // What it was told may be out of date by now: somebody else has gone on.
        if (!request.led) this.#subject.place.moveTo(request.step, this);
        this.#highlightLine(request.step);
        break;
      case "askExport":
        await this.export();
        break;
      case "askCompare":
        await (request.what === "edit" ? this.compareEdit() : this.compare());
        break;
      case "compare":
        await this.#compare(request.other);
        break;
      default:
        await this.#subject.answer(request);
    }
  }

  /** Ends all that is shown outside the panel. */
  dispose(): void {
    this.#comparing?.abort();
    this.#lines?.dispose();
    this.#subscriptions.dispose();
  }

  async #compare(other: OtherRun): Promise<void> {
    this.#comparing?.abort();
    const comparing = new AbortController();
    this.#comparing = comparing;
    const { trace: shown } = this.#subject;
    if (!shown) return;
    let answer: PageCommand;
    try {
      const trace = await this.#subject.otherRun(shown, other, comparing.signal);
      answer = { kind: "compared", other, trace };
    } catch (error) {
      answer = {
        kind: "incomparable",
        other,
        message: error instanceof Error ? error.message : String(error),
      };
    }
    if (!comparing.signal.aborted) this.command(answer);
  }

  #update(update: ToWebview): void {
    if (update.kind === "show") {
      this.#lines?.dispose();
      this.#lines = new RunLines(update.trace, (location) => this.#subject.locate(location));
      this.#cursor.follow(this.#lines);
    }
    this.#page.post(update);
  }

  #follow({ step, by }: Move): void {
    if (by !== this) this.#page.post({ kind: "goTo", step });
  }

  #highlightLine(step: number): void {
    const { trace } = this.#subject;
    const at = trace?.events.at(step)?.at;
    const location = at === undefined ? undefined : trace?.locations.at(at);
    this.#highlight.show(location && this.#lines?.now(location));
  }

  /** Where a place in the text that ran is in the text as it stands. */
  #now(location: Location): Location {
    return { ...location, line: this.#lines?.now(location)?.line ?? location.line };
  }

  async #reveal(location: Location, focus: boolean): Promise<void> {
    const problem = await this.#show(location, focus);
    // Whoever only goes from event to event doesn't want to hear it each time.
    if (problem !== undefined && focus)
      void window.showInformationMessage(`${location.file} can't be shown: ${problem}.`);
  }

  /** @returns what stands in the way, if anything does */
  async #show(location: Location, focus: boolean): Promise<string | undefined> {
    const uri = this.#subject.locate(location);
    if (!uri) return "it is neither beside the trace nor in the workspace";
    try {
      await revealSource(uri, location, focus, this.panel.viewColumn);
      return undefined;
    } catch (error) {
      this.#log.warn(`${uri.toString()} can't be opened: ${String(error)}`);
      return "it has been deleted or moved since it ran";
    }
  }
}
