import { Disposable, Uri, workspace } from "vscode";
import type { TestController, TestItem, TestItemCollection, TestRunRequest } from "vscode";
import { FileTest } from "./fileTest.ts";
import { arrange } from "./folders.ts";
import type { Folder } from "./folders.ts";
import { pathIn } from "./scenarioFiles.ts";
import type { ScenarioFiles } from "./scenarioFiles.ts";

/** How long typing must rest before the scenarios of the text are shown, in ms. */
const TYPING_PAUSE = 150;

/** Files that are read at a time. */
const READERS = 16;

/** What of a file is to be run. */
export interface Selected {
  readonly test: FileTest;
  /** Whether all of the file is meant, and with it what only a run can tell. */
  readonly whole: boolean;
  /** The scenarios that are meant, as far as they are known by now. */
  scenarios(): readonly TestItem[];
}

/** The tests of the Testing view: folders, in them scenario files, in them scenarios. */
export class ScenarioTree {
  readonly #controller: TestController;
  readonly #files: ScenarioFiles;
  readonly #subscriptions: Disposable;
  /** By the URIs of the files. */
  #tests = new Map<string, FileTest>();
  /** By the URIs of the folders. */
  #folders = new Map<string, TestItem>();
  readonly #edited = new Set<FileTest>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(controller: TestController, files: ScenarioFiles) {
    this.#controller = controller;
    this.#files = files;
    this.#subscriptions = Disposable.from(
      files.onDidFind(() => this.#show()),
      files.onDidEdit((uri) => this.#edit(uri)),
    );
  }

  /** Looks for what is in an item; for all files when there is none. */
  async resolve(item: TestItem | undefined): Promise<void> {
    if (item === undefined) await this.#files.find();
    else await this.#testOf(item)?.discover();
  }

  /** What a request is about, file by file. */
  async select({ include, exclude }: TestRunRequest): Promise<Selected[]> {
    if (include === undefined && this.#tests.size === 0) await this.#files.find();
    const excluded = new Set(exclude);
    const whole = new Set<FileTest>();
    const single = new Map<FileTest, TestItem[]>();
    const take = (items: Iterable<TestItem>) => {
      for (const item of items) {
        const file = this.#testOf(item);
        if (excluded.has(item) || (file && excluded.has(file.item))) continue;
        if (!file) take(itemsOf(item.children));
        else if (item === file.item) whole.add(file);
        else single.set(file, [...(single.get(file) ?? []), item]);
      }
    };
    take(include ?? itemsOf(this.#controller.items));
    await Promise.all(Array.from(whole, (file) => file.discover()));
    return [...new Set([...whole, ...single.keys()])].map((test) => ({
      test,
      whole: whole.has(test),
      scenarios: () => {
        const meant = whole.has(test) ? itemsOf(test.item.children) : (single.get(test) ?? []);
        return meant.filter((item) => !excluded.has(item));
      },
    }));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  /** The file that an item stands for, or that it is a scenario of. */
  #testOf({ uri }: TestItem): FileTest | undefined {
    return uri && this.#tests.get(uri.toString());
  }

  #edit(uri: Uri): void {
    const file = this.#tests.get(uri.toString());
    if (!file?.isResolved) return;
    this.#controller.invalidateTestResults(file.item);
    this.#edited.add(file);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const each of this.#edited) void each.discover();
      this.#edited.clear();
    }, TYPING_PAUSE);
  }

  /** Shows the files at once, and their scenarios as they are found: whoever filters tests looks for these. */
  #show(): void {
    this.#build();
    const tests = this.#tests.values();
    const work = async () => {
      for (const test of tests) if (!test.isResolved) await test.discover();
    };
    for (let reader = 0; reader < READERS; reader++) void work();
  }

  #build(): void {
    const tests = new Map<string, FileTest>();
    const folders = new Map<string, TestItem>();
    const fileItem = (uri: Uri): TestItem => {
      const key = uri.toString();
      const test = this.#tests.get(key) ?? new FileTest(this.#controller, uri);
      tests.set(key, test);
      return test.item;
    };
    const folderItem = (uri: Uri, label: string, children: readonly TestItem[]): TestItem => {
      const key = uri.toString();
      const item = this.#folders.get(key) ?? this.#controller.createTestItem(key, label, uri);
      item.label = label;
      // Folders stand before files.
      item.sortText = `0 ${label}`;
      item.children.replace(children);
      folders.set(key, item);
      return item;
    };
    const within = (root: Uri, folder: Folder): TestItem[] => [
      ...folder.folders.map((each) =>
        folderItem(Uri.joinPath(root, each.path), each.label, within(root, each)),
      ),
      ...folder.files.map((path) => fileItem(Uri.joinPath(root, path))),
    ];
    const roots = Array.from(this.#files.byFolder, ([folder, uris]) => {
      const children = within(folder.uri, arrange(uris.map((uri) => pathIn(folder, uri))));
      return { folder, children };
    });
    const several = (workspace.workspaceFolders ?? []).length > 1;
    this.#controller.items.replace(
      roots.flatMap(({ folder: { uri, name }, children }) =>
        several ? folderItem(uri, name, children) : children,
      ),
    );
    this.#tests = tests;
    this.#folders = folders;
  }
}

function itemsOf(collection: TestItemCollection): TestItem[] {
  return Array.from(collection, ([, item]) => item);
}
