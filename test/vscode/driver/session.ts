import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { run } from "../install/command.ts";
import { startBareServer } from "../launch/bareServer.ts";
import { launchBrowser } from "../launch/browser.ts";
import { startCodeServer } from "../launch/codeServer.ts";
import type { RunningCodeServer } from "../launch/codeServer.ts";
import { Preview } from "./preview.ts";
import { Workbench } from "./workbench.ts";

/** What a session starts with. */
export interface SessionOptions {
  /** The files of the folder, by name or by path in it. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** The packed extension to install; the checkout is used as it is when absent. */
  readonly vsix?: string;
  /** Whether the folder is trusted from the start; it is when absent. */
  readonly trusted?: boolean;
  /** Whether the files are committed to a Git repository in the folder before it is opened. */
  readonly committed?: boolean;
  /** Folders in the folder that make up the workspace, each a root of its own; the folder itself when absent. */
  readonly roots?: readonly string[];
  /** Settings of the user. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the extension runs inside the browser, as it is in the checkout, instead of on Node. */
  readonly inBrowser?: boolean;
}

/** Keeps the text as it is typed, unsaved, and the quick input open while other things come up. */
const steadiness = {
  "editor.autoClosingBrackets": "never",
  "editor.autoIndent": "none",
  "files.autoSave": "off",
  "workbench.quickOpen.closeOnFocusLost": false,
};

/** How long a state may take to come about, in ms. */
const PATIENCE = 60_000;

/** Makes a Git repository of a folder, with all its files in one commit. */
async function commit(folder: string): Promise<void> {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  await run("git", ["init", "--quiet"], { cwd: folder });
  await run("git", ["add", "--all"], { cwd: folder });
  await run("git", [...author, "commit", "--quiet", "--message", "All files"], { cwd: folder });
}

/** Starts the editor that a session wants. @returns It, and the address of a window on the folder. */
async function startEditor(home: string, folder: string, options: SessionOptions) {
  const { vsix, trusted = true, committed = false, inBrowser = false } = options;
  const settings = { ...steadiness, "git.enabled": committed, ...options.settings };
  if (inBrowser) {
    // Its user's settings are the browser's; those of the folder do as well.
    await mkdir(join(folder, ".vscode"));
    await writeFile(join(folder, ".vscode/settings.json"), JSON.stringify(settings));
    const server = await startBareServer(home);
    return { server, address: server.browserHostAddress(folder) };
  }
  const server = await startCodeServer({
    home,
    trustAll: trusted,
    ...(vsix !== undefined && { vsix }),
    settings,
  });
  if (options.roots === undefined) return { server, address: server.address(folder) };
  const workspace = join(folder, "all.code-workspace");
  await writeFile(workspace, JSON.stringify({ folders: options.roots.map((path) => ({ path })) }));
  return { server, address: server.workspaceAddress(workspace) };
}

/** VS Code with Faultline and a folder of its own, in a browser without a window. */
export class Session {
  readonly folder: string;
  readonly page: Page;
  readonly workbench: Workbench;
  readonly preview: Preview;
  readonly #browser: Browser;
  readonly #server: Pick<RunningCodeServer, "stop">;
  readonly #place: string;

  private constructor(place: string, server: Pick<RunningCodeServer, "stop">, browser: Browser, page: Page) {
    this.#place = place;
    this.#server = server;
    this.#browser = browser;
    this.folder = join(place, "folder");
    this.page = page;
    this.workbench = new Workbench(page);
    this.preview = new Preview(page);
  }

  /** Starts everything and opens the folder in the window. */
  static async start(options: SessionOptions): Promise<Session> {
    const { files, committed = false } = options;
    const place = await mkdtemp(join(tmpdir(), "faultline-test-"));
    const folder = join(place, "folder");
    await mkdir(folder);
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    if (committed) await commit(folder);
    const { server, address } = await startEditor(join(place, "editor"), folder, options);
    const browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1600, height: 1000 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    context.setDefaultTimeout(PATIENCE);
    const session = new Session(place, server, browser, await context.newPage());
    await session.workbench.open(address);
    return session;
  }

  /** Ends everything and deletes the folder. */
  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await rm(this.#place, { recursive: true, force: true, maxRetries: 3 });
  }
}
