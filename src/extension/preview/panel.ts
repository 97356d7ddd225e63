import { commands, Disposable, env, Uri, window } from "vscode";
import type { LogOutputChannel, WebviewPanel } from "vscode";
import type {
  ExportedPart,
  ExportFormat,
  FromWebview,
  OtherRun,
  ToWebview,
} from "../../protocol/messages.ts";
import type { Location } from "../../trace/trace.ts";
import { pickOther } from "../compare/pickOther.ts";
import { runOther } from "../compare/runOther.ts";
import { locate } from "../run/locate.ts";
import type { RunnerHost } from "../run/runnerHost.ts";
import type { Destination, Move, Session, SessionUpdate } from "../run/session.ts";
import type { Sessions, Share } from "../run/sessions.ts";
import { CursorTracker } from "./cursorTracker.ts";
import { exportRun } from "./exportRun.ts";
import { createNonce, pageHtml } from "./html.ts";
import { LineHighlight } from "./lineHighlight.ts";
import { revealSource } from "./reveal.ts";

/** What every panel needs from the extension. */
export interface PanelServices {
  readonly extensionUri: Uri;
  readonly host: RunnerHost;
  readonly sessions: Sessions;
  readonly log: LogOutputChannel;
}

/** What the page is asked to do, apart from showing runs. */
type PageCommand = Exclude<ToWebview, SessionUpdate | { kind: "cursor" | "goTo" }>;

/** The diagram of one scenario file: passes on what happens between the run, the webview and the editors. */
export class PreviewPanel {
  readonly #panel: WebviewPanel;
  readonly #file: Uri;
  readonly #log: LogOutputChannel;
  readonly #extensionUri: Uri;
  readonly #host: RunnerHost;
  readonly #session: Session;
  readonly #highlight = new LineHighlight();
  readonly #cursor: CursorTracker;
  readonly #subscriptions: Disposable;
  /** Whether the page listens. It doesn't while it is hidden, since VS Code then throws it away. */
  #ready = false;
  /** Commands for a page that doesn't listen yet. */
  #pending: ToWebview[] = [];
  /** Breaks off the run that the shown one is to be held against. */
  #comparing: AbortController | undefined;
  /** Takes what the page draws for a file. */
  #drawn: PromiseWithResolvers<string | Uint8Array> | undefined;

  /**
   * @param panel an empty panel, which this one owns from now on
   * @param share in the session of the file; given back with the end of the panel
   */
  constructor(panel: WebviewPanel, file: Uri, share: Share, { extensionUri, host, log }: PanelServices) {
    this.#panel = panel;
    this.#file = file;
    this.#log = log;
    this.#extensionUri = extensionUri;
    this.#host = host;
    this.#session = share.session;
    this.#cursor = new CursorTracker(file, (line) => this.#post({ kind: "cursor", ...(line && { line }) }));
    this.#subscriptions = Disposable.from(
      share,
      this.#highlight,
      this.#cursor,
      this.#session.onDidUpdate((update) => this.#update(update)),
      this.#session.onDidMove((move) => this.#follow(move)),
      panel.webview.onDidReceiveMessage((message: FromWebview) => void this.#receive(message)),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.#ready = false;
        this.#highlight.show(undefined);
      }),
      panel.onDidDispose(() => this.dispose()),
    );
    this.#load();
  }

  /** Runs the scenario again as it is. */
  rerun(): void {
    this.#session.run();
  }

  /** Brings the panel to the front, without the keyboard, and shows this. */
  reveal(destination: Destination = {}): void {
    this.#panel.reveal(undefined, true);
    this.#session.select(destination);
  }

  /** Asks how to export the run that is shown, and does it. */
  async export(): Promise<void> {
    const { trace } = this.#session;
    const draw = (format: ExportFormat, part: ExportedPart) => this.#draw(format, part);
    if (trace) await exportRun(this.#file, trace, draw, this.#extensionUri);
    else void window.showInformationMessage("There is no run to export yet.");
  }

  /** Asks which run to hold the shown one against, and does it. */
  async compare(): Promise<void> {
    const { picture } = this.#session;
    if (picture) {
      const other = await pickOther(picture.trace, picture.scenarios);
      if (other) await this.#compare(other);
    } else void window.showInformationMessage("There is no run to compare yet.");
  }

  /** Holds the run against that of the saved file; where everything is saved, against that of Git's version. */
  async compareEdit(): Promise<void> {
    await this.#compare({ kind: this.#session.isDirty ? "saved" : "committed" });
  }

  /** Has the page do something, as soon as it listens. */
  command(message: PageCommand): void {
    if (this.#ready) {
      this.#post(message);
      return;
    }
    this.#pending.push(message);
    this.reveal();
  }

  /** Ends the runs and all that is shown outside the panel. */
  dispose(): void {
    this.#comparing?.abort();
    this.#subscriptions.dispose();
  }

  #load(): void {
    const { webview } = this.#panel;
    const assets = Uri.joinPath(this.#extensionUri, "dist", "webview");
    const address = (name: string) => webview.asWebviewUri(Uri.joinPath(assets, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [assets] };
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      script: address("main.js"),
      style: address("main.css"),
      nonce: createNonce(),
    });
  }

  async #compare(other: OtherRun): Promise<void> {
    this.#comparing?.abort();
    const comparing = new AbortController();
    this.#comparing = comparing;
    const shown = this.#session.trace;
    if (!shown) return;
    let answer: ToWebview;
    try {
      const trace = await runOther(this.#file, shown, other, this.#host, comparing.signal);
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

  #draw(format: ExportFormat, part: ExportedPart): Promise<string | Uint8Array> {
    this.#drawn?.reject(new Error("Something else is exported meanwhile."));
    this.#drawn = Promise.withResolvers();
    this.command({ kind: "export", format, part });
    return this.#drawn.promise;
  }

  #update(update: SessionUpdate): void {
    if (update.kind === "show") this.#cursor.follow(update.trace);
    this.#post(update);
  }

  #follow({ step, by }: Move): void {
    if (by !== this) this.#post({ kind: "goTo", step });
  }

  #highlightLine(step: number): void {
    const { trace } = this.#session;
    const at = trace?.events.at(step)?.at;
    const location = at === undefined ? undefined : trace?.locations.at(at);
    this.#highlight.show(location && { uri: locate(this.#file, location), line: location.line });
  }

  #post(message: ToWebview): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
  }

  async #receive(message: FromWebview): Promise<void> {
    switch (message.kind) {
      case "ready":
        this.#ready = true;
        for (const missed of [...this.#session.standing, ...this.#pending]) this.#post(missed);
        this.#pending = [];
        // A page that comes back remembers where it was itself, but not where others went meanwhile.
        if (this.#session.position !== undefined)
          this.#follow({ step: this.#session.position, by: undefined });
        break;
      case "selectScenario":
        this.#session.select({ scenario: message.name });
        break;
      case "setSeed":
        this.#session.select({ seed: message.seed });
        break;
      case "reveal":
        await this.#reveal(message.location, message.focus);
        break;
      case "position":
        this.#session.moveTo(message.step, this);
        this.#highlightLine(message.step);
        break;
      case "copy":
        await env.clipboard.writeText(message.text);
        this.#sayCopied(message.what);
        break;
      case "copied":
        this.#sayCopied(message.what);
        break;
      case "askExport":
        await this.export();
        break;
      case "exported":
        if ("problem" in message) this.#drawn?.reject(new Error(message.problem));
        else this.#drawn?.resolve(message.content);
        this.#drawn = undefined;
        break;
      case "askCompare":
        await (message.what === "edit" ? this.compareEdit() : this.compare());
        break;
      case "compare":
        await this.#compare(message.other);
        break;
      case "cancel":
        this.#session.cancel();
        break;
      case "manageTrust":
        await commands.executeCommand("workbench.trust.manage");
        break;
      case "failed":
        this.#log.error(`The diagram of ${this.#file.toString()} failed: ${message.message}`);
        break;
    }
  }

  #sayCopied(what: string): void {
    window.setStatusBarMessage(`Copied ${what}`, 3000);
  }

  async #reveal(location: Location, focus: boolean): Promise<void> {
    const uri = locate(this.#file, location);
    try {
      await revealSource(uri, location, focus, this.#panel.viewColumn);
    } catch (error) {
      // The file was there when it ran; it has been deleted or moved since.
      this.#log.warn(`${uri.toString()} can't be shown: ${String(error)}`);
    }
  }
}
