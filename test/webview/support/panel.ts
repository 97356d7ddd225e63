import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { FromWebview, PanelState, ToWebview } from "../../../src/protocol/messages.ts";
import { takeApart } from "../../../src/protocol/parts.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { launchBrowser } from "../../vscode/launch/browser.ts";

/** Names of the themes in ../themes, and the classes that VS Code gives the body for them. */
const THEMES = {
  dark: "vscode-dark",
  light: "vscode-light",
  "hc-dark": "vscode-high-contrast",
  "hc-light": "vscode-high-contrast vscode-high-contrast-light",
};

export type ThemeName = keyof typeof THEMES;

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What the webview remembers from before a reload. */
  readonly state?: PanelState;
  readonly reducedMotion?: boolean;
}

/** The webview's bundle in a browser, without VS Code around it. */
export class Stage implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
  }

  /** Builds the webview as the extension ships it, serves it, and starts a browser. */
  static async open(): Promise<Stage> {
    const files = await bundle();
    const server = createServer((request, response) => {
      const path = request.url?.slice(1) ?? "";
      const content = files.get(path);
      response.setHeader(
        "content-type",
        path.endsWith(".css") ? "text/css" : path.endsWith(".js") ? "text/javascript" : "text/html",
      );
      response.end(path === "" ? PAGE : (content ?? ""));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Stage(await launchBrowser(), server);
  }

  async panel(options: PanelOptions = {}): Promise<Panel> {
    const { theme = "dark", width = 640, height = 900, state, reducedMotion = false } = options;
    const context = await this.#browser.newContext({
      viewport: { width, height },
      reducedMotion: reducedMotion ? "reduce" : "no-preference",
    });
    const page = await context.newPage();
    await page.addInitScript(fakeHost, { state, classes: THEMES[theme] });
    const { port } = this.#server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const panel = new Panel(page);
    await panel.setTheme(theme);
    // What is posted before the panel listens is lost.
    await page.waitForFunction(() => window.sentToExtension.some(({ kind }) => kind === "ready"));
    return panel;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }
}

/** One panel, seen from the extension's side. */
export class Panel {
  readonly page: Page;
  /** What the page's scripts threw. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("pageerror", ({ message }) => this.errors.push(message));
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Sends what the extension sends. */
  async post(message: ToWebview): Promise<void> {
    for (const part of takeApart(message)) {
      await this.page.evaluate((data) => window.postMessage(JSON.parse(data), "*"), JSON.stringify(part));
    }
  }

  /** Shows a run and waits until it is drawn. */
  async show(trace: Trace, more: Partial<Extract<ToWebview, { kind: "show" }>> = {}): Promise<void> {
    const scenarios = [{ name: trace.scenario }];
    await this.post({
      kind: "show",
      uri: "file:///shop.scenario.ts",
      scenarios,
      selected: 0,
      trace,
      ...more,
    });
    await this.page.waitForSelector(
      `[aria-label="${escapeAttribute(`Diagram of ${trace.scenario}`)}"] .picture`,
    );
  }

  /** What the webview has sent, of one kind. */
  async sent<K extends FromWebview["kind"]>(kind: K): Promise<Extract<FromWebview, { kind: K }>[]> {
    const all = await this.page.evaluate(() => window.sentToExtension);
    return all.filter((message): message is Extract<FromWebview, { kind: K }> => message.kind === kind);
  }

  /** What the webview wants to remember. */
  async state(): Promise<PanelState | undefined> {
    return this.page.evaluate(() => window.rememberedState);
  }

  async setTheme(theme: ThemeName): Promise<void> {
    const css = await readFile(new URL(`../themes/${theme}.css`, import.meta.url), "utf8");
    const vsCodeStyles = await readFile(new URL("../themes/webview.css", import.meta.url), "utf8");
    await this.page.evaluate(
      ({ text, classes }) => {
        document.querySelector("#theme")!.textContent = text;
        document.body.className = classes;
      },
      { text: vsCodeStyles + css, classes: THEMES[theme] },
    );
  }
}

declare global {
  interface Window {
    sentToExtension: FromWebview[];
    rememberedState: PanelState | undefined;
  }
}

const PAGE = `<!DOCTYPE html>
<html>
  <head><style id="theme"></style><link rel="stylesheet" href="main.css"></head>
  <body><div id="root"></div><script type="module" src="main.js"></script></body>
</html>`;

/** Runs in the page before its own scripts: stands in for VS Code. */
function fakeHost({ state }: { state?: PanelState; classes: string }): void {
  window.sentToExtension = [];
  window.rememberedState = state;
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: FromWebview) => window.sentToExtension.push(message),
      getState: () => window.rememberedState,
      setState: (next: PanelState) => (window.rememberedState = next),
    }),
  });
}

function escapeAttribute(text: string): string {
  return text.replace(/["\\]/g, "\\$&");
}

async function bundle(): Promise<ReadonlyMap<string, Uint8Array>> {
  const outdir = "/bundle";
  const { outputFiles } = await build({
    entryPoints: { main: new URL("../../../webview/main.tsx", import.meta.url).pathname },
    bundle: true,
    format: "esm",
    splitting: true,
    write: false,
    outdir,
    target: "es2023",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return new Map(
    outputFiles.map(({ path, contents }) => [path.slice(path.indexOf(outdir) + outdir.length + 1), contents]),
  );
}
