import { Disposable, env, Uri, window } from "vscode";
import type { LogOutputChannel, WebviewPanel } from "vscode";
import type { ExportedPart, ExportFormat, FromWebview, ToWebview } from "../../protocol/messages.ts";
import { takeApart } from "../../protocol/parts.ts";
import type { RunPart } from "../../trace/runPart.ts";
import type { Trace } from "../../trace/trace.ts";
import { createNonce, pageHtml } from "./html.ts";

/** Parts of a message that may be under way at a time: more than one, since the page may be far away. */
const PARTS_UNDER_WAY = 8;

/** Asks the page to do something, other than to show what there is. */
export type PageCommand = Extract<
  ToWebview,
  { kind: "step" | "compared" | "incomparable" | "copyMermaid" | "copyPicture" | "export" }
>;

/** What the page leaves to others. */
export type PageRequest = Exclude<
  FromWebview,
  { kind: "ready" | "marked" | "copy" | "copied" | "notCopied" | "exported" | "failed" }
>;

/** Whose page it is. */
export interface PageOwner {
  /** What a page has to be told that begins to listen. */
  readonly standing: readonly ToWebview[];
  answer(request: PageRequest): void | Promise<void>;
}

/** The page with the diagram in a panel: knows whether it listens, and takes what it copies and draws. */
export class Page {
  readonly #panel: WebviewPanel;
  readonly #owner: PageOwner;
  readonly #log: LogOutputChannel;
  readonly #subscriptions: Disposable;
  /** The page that listens. None does while the panel is hidden, since VS Code then throws it away. */
  #listener: object | undefined;
  /** The last run that it was to show. */
  #latest: ToWebview | undefined;
  /** Settles when all that was posted is on its way; never rejects. */
  #posted: Promise<void> = Promise.resolve();
  /** Commands for a page that doesn't listen yet. */
  #pending: PageCommand[] = [];
  #marked: RunPart | undefined;
  /** Takes what the page draws for a file. */
  #drawn: PromiseWithResolvers<string | Uint8Array> | undefined;

  /** @param panel an empty panel */
  constructor(panel: WebviewPanel, owner: PageOwner, extensionUri: Uri, log: LogOutputChannel) {
    this.#panel = panel;
    this.#owner = owner;
    this.#log = log;
    this.#subscriptions = Disposable.from(
      panel.webview.onDidReceiveMessage((message: FromWebview) => void this.#receive(message)),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.#listener = undefined;
        this.#marked = undefined;
      }),
    );
    this.#load(extensionUri);
  }

  /** The part of a run that the user marked, while the page is on show. */
  markedIn({ events }: Trace): RunPart | undefined {
    // The page may not have said yet what that is in a run that has just been made.
    return this.#marked && this.#marked.to < events.length ? this.#marked : undefined;
  }

  /** Tells the page something if it listens; otherwise what is still so is {@link PageOwner.standing} later. */
  post(message: ToWebview): void {
    const listener = this.#listener;
    if (!listener) return;
    if (message.kind === "show") this.#latest = message;
    this.#posted = this.#posted
      .then(() => this.#send(message, listener))
      .catch((error: unknown) => this.#log.warn(`${this.#panel.title} can't be told: ${String(error)}`));
  }

  /** Has the page do something, as soon as it listens. */
  command(message: PageCommand): void {
    if (this.#listener) {
      this.post(message);
      return;
    }
    this.#pending.push(message);
    this.#panel.reveal(undefined, true);
  }

  /** Has the page draw the run for a file. @throws {Error} that says what to do */
  draw(format: ExportFormat, part: ExportedPart): Promise<string | Uint8Array> {
    this.#drawn?.reject(new Error("Something else is exported meanwhile."));
    this.#drawn = Promise.withResolvers();
    this.command({ kind: "export", format, part });
    return this.#drawn.promise;
  }

  dispose(): void {
    this.#listener = undefined;
    this.#subscriptions.dispose();
  }

  #load(extensionUri: Uri): void {
    const { webview } = this.#panel;
    const assets = Uri.joinPath(extensionUri, "dist", "webview");
    const address = (name: string) => webview.asWebviewUri(Uri.joinPath(assets, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [assets] };
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      script: address("main.js"),
      style: address("main.css"),
      nonce: createNonce(),
    });
  }

  /** Waiting for parts to arrive leaves room for all else between them. */
  async #send(message: ToWebview, listener: object): Promise<void> {
    const underWay: Thenable<boolean>[] = [];
    for (const part of takeApart(message)) {
      const obsolete = message.kind === "show" && message !== this.#latest;
      if (obsolete || this.#listener !== listener) return;
      if (underWay.push(this.#panel.webview.postMessage(part)) > PARTS_UNDER_WAY) await underWay.shift();
    }
  }

  async #receive(message: FromWebview): Promise<void> {
    switch (message.kind) {
      case "ready":
        this.#listener = {};
        for (const missed of [...this.#owner.standing, ...this.#pending]) this.post(missed);
        this.#pending = [];
        break;
      case "copy":
        await env.clipboard.writeText(message.text);
        sayCopied(message.what);
        break;
      case "copied":
        sayCopied(message.what);
        break;
      case "notCopied":
        void window.showWarningMessage(`Nothing was copied. ${message.problem}`);
        break;
      case "marked":
        this.#marked = message.part;
        break;
      case "exported":
        if ("problem" in message) this.#drawn?.reject(new Error(message.problem));
        else this.#drawn?.resolve(message.content);
        this.#drawn = undefined;
        break;
      case "failed":
        this.#log.error(`${this.#panel.title} failed: ${message.message}`);
        break;
      default:
        await this.#owner.answer(message);
    }
  }
}

function sayCopied(what: string): void {
  window.setStatusBarMessage(`Copied ${what}`, 3000);
}
