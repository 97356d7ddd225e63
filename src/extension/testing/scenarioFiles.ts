import { Disposable, EventEmitter, workspace } from "vscode";
import type { Uri, WorkspaceFolder } from "vscode";
import { folderOf, nameOf } from "../../runner/paths.ts";
import { readSource, sourceName } from "../run/sources.ts";
import { isScenarioFile } from "../scenarioFile.ts";
import { Exclusion, rulesOfIgnoreFile, rulesOfSetting } from "./exclusion.ts";
import type { ExclusionRule } from "./exclusion.ts";

/** What a search doesn't even look into, since there is the most of it. */
const DEPENDENCIES = "**/node_modules/**";

const IGNORE_FILE = ".gitignore";

/** How long the file system must rest before it is searched anew, in ms: whole folders come and go at once. */
const PAUSE = 100;

/** The scenario files of the workspace; from the first search on they are kept as they come, go and change. */
export class ScenarioFiles {
  readonly #found = new EventEmitter<void>();
  readonly #edited = new EventEmitter<Uri>();
  #subscription: Disposable | undefined;
  #byFolder = new Map<WorkspaceFolder, readonly Uri[]>();
  /** Settles with the latest search. */
  #latest: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A search is over. */
  readonly onDidFind = this.#found.event;
  /** The text of a scenario file has changed, in an editor or on disk. */
  readonly onDidEdit = this.#edited.event;

  /** What the latest search has found, for each workspace folder that has such files. */
  get byFolder(): ReadonlyMap<WorkspaceFolder, readonly Uri[]> {
    return this.#byFolder;
  }

  /** Searches all workspace folders. */
  find(): Promise<void> {
    this.#subscription ??= this.#watch();
    const search = this.#latest.then(() => this.#findAll());
    this.#latest = search.catch(() => undefined);
    return search;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription?.dispose();
    this.#found.dispose();
    this.#edited.dispose();
  }

  async #findAll(): Promise<void> {
    const [files, ignoreFiles] = await Promise.all([
      workspace.findFiles("**/*.scenario.ts", DEPENDENCIES),
      workspace.findFiles(`**/${IGNORE_FILE}`, DEPENDENCIES),
    ]);
    const exclusions = await readExclusions(ignoreFiles);
    this.#byFolder = byWorkspaceFolder(
      files.filter((file) => {
        const folder = workspace.getWorkspaceFolder(file);
        return folder !== undefined && exclusions.get(folder)?.has(pathIn(folder, file)) !== true;
      }),
    );
    this.#found.fire();
  }

  #watch(): Disposable {
    const watcher = workspace.createFileSystemWatcher("**");
    return Disposable.from(
      watcher,
      watcher.onDidCreate((uri) => {
        // A folder that is moved here brings its files without a word about them.
        if (isRelevant(uri) || !nameOf(uri.path).includes(".")) this.#findSoon();
      }),
      watcher.onDidDelete((uri) => {
        if (isRelevant(uri) || this.#hasWithin(uri)) this.#findSoon();
      }),
      watcher.onDidChange((uri) => {
        if (isScenarioFile(uri)) this.#edited.fire(uri);
        else if (isRelevant(uri)) this.#findSoon();
      }),
      workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
        if (isScenarioFile(uri) && contentChanges.length > 0) this.#edited.fire(uri);
      }),
      // Whoever closes a document without saving it goes back to the file on disk.
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (isScenarioFile(uri)) this.#edited.fire(uri);
      }),
      workspace.onDidChangeWorkspaceFolders(() => this.#findSoon()),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("files.exclude") || change.affectsConfiguration("search.exclude"))
          this.#findSoon();
      }),
    );
  }

  #findSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.find(), PAUSE);
  }

  #hasWithin(folder: Uri): boolean {
    const start = `${folder.toString()}/`;
    return [...this.#byFolder.values()].flat().some((file) => file.toString().startsWith(start));
  }
}

/** The path of a file from the workspace folder that it is in. */
export function pathIn({ uri }: WorkspaceFolder, file: Uri): string {
  return file.path.slice(uri.path.replace(/\/$/, "").length + 1);
}

function isRelevant(uri: Uri): boolean {
  return isScenarioFile(uri) || nameOf(uri.path) === IGNORE_FILE;
}

function byWorkspaceFolder(files: readonly Uri[]): Map<WorkspaceFolder, Uri[]> {
  const folders = workspace.workspaceFolders ?? [];
  const byFolder = Map.groupBy(files, (file) => workspace.getWorkspaceFolder(file)!);
  return new Map(
    folders.flatMap((folder) => {
      const within = byFolder.get(folder);
      return within ? [[folder, within] as const] : [];
    }),
  );
}

async function readExclusions(ignoreFiles: readonly Uri[]): Promise<Map<WorkspaceFolder, Exclusion>> {
  const exclusions = (workspace.workspaceFolders ?? []).map(async (folder) => {
    const search = workspace.getConfiguration("search", folder).get<Record<string, unknown>>("exclude", {});
    const within = ignoreFiles.filter((file) => workspace.getWorkspaceFolder(file) === folder);
    return [folder, new Exclusion(rulesOfSetting(search), await readIgnoreFiles(folder, within))] as const;
  });
  return new Map(await Promise.all(exclusions));
}

async function readIgnoreFiles(folder: WorkspaceFolder, files: readonly Uri[]): Promise<ExclusionRule[]> {
  // A file that lies deeper has the last word.
  const sorted = files.toSorted((a, b) => a.path.length - b.path.length);
  const rules = sorted.map(async (file) => {
    const text = (await readSource(sourceName(file))) ?? "";
    return rulesOfIgnoreFile(text, folderOf(pathIn(folder, file)));
  });
  return (await Promise.all(rules)).flat();
}
