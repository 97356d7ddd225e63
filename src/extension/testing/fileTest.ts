import { Position, Range } from "vscode";
import type { TestController, TestItem, Uri } from "vscode";
import { LineMap } from "../../runner/compiler/lineMap.ts";
import { discover } from "../../runner/discovery/discover.ts";
import type { Discovery, Span } from "../../runner/discovery/discover.ts";
import type { ScenarioEntry } from "../../runner/outcome.ts";
import { readSource, sourceName } from "../run/sources.ts";
import { fileName } from "../scenarioFile.ts";

/** A scenario to show. */
interface Shown {
  readonly name: string;
  readonly range: Range | undefined;
}

/** A scenario file in the Testing view, and its scenarios once they are asked for. */
export class FileTest {
  readonly uri: Uri;
  readonly item: TestItem;
  readonly #controller: TestController;
  /** The text that is shown, and what it says; `undefined` before anybody asks. */
  #read: { readonly text: string; readonly discovery: Discovery } | undefined;
  /** What a run has found in that text, where it doesn't say so itself. */
  #run: readonly ScenarioEntry[] | undefined;

  constructor(controller: TestController, uri: Uri) {
    this.#controller = controller;
    this.uri = uri;
    this.item = controller.createTestItem(uri.toString(), fileName(uri), uri);
    this.item.canResolveChildren = true;
    this.item.busy = true;
    this.item.sortText = `1 ${this.item.label}`;
  }

  /** Whether anybody has asked for its scenarios. */
  get isResolved(): boolean {
    return this.#read !== undefined;
  }

  /** Whether all its scenarios are known; else a run tells. */
  get isComplete(): boolean {
    return this.#read?.discovery.complete === true || this.#run !== undefined;
  }

  /** Shows the scenarios that the text has now. */
  async discover(): Promise<void> {
    const text = (await readSource(sourceName(this.uri))) ?? "";
    if (text === this.#read?.text) return;
    this.#read = { text, discovery: discover(text) };
    this.#run = undefined;
    this.#show();
  }

  /** Shows the scenarios that a run has found, if the text doesn't say itself what they are. */
  learn(scenarios: readonly ScenarioEntry[]): void {
    if (this.isComplete || scenarios.length === 0) return;
    this.#run = scenarios;
    this.#show();
  }

  #show(): void {
    const { children } = this.item;
    const items = this.#scenarios().map(({ name, range }) => {
      const item = children.get(name) ?? this.#controller.createTestItem(name, name || "(no name)", this.uri);
      item.range = range;
      return item;
    });
    children.replace(items);
    this.item.canResolveChildren = false;
    this.item.busy = false;
    const name = fileName(this.uri);
    this.item.label = this.isComplete ? name : `${name} (more after a run)`;
  }

  #scenarios(): Shown[] {
    if (!this.#read) return [];
    const { text, discovery } = this.#read;
    const lines = new LineMap(text);
    const found = discovery.scenarios.filter(
      ({ name, exported }) =>
        name !== undefined &&
        exported !== "no" &&
        (this.#run === undefined || this.#run.some((each) => each.name === name)),
    );
    // While one of two is being renamed, they may be called the same.
    const byName = new Map<string, Shown>(
      found.map(({ name = "", span }) => [name, { name, range: rangeOf(span, lines) }]),
    );
    for (const { name, location } of this.#run ?? []) {
      const isHere = location?.file === fileName(this.uri);
      const start = isHere ? new Position(location.line - 1, location.column - 1) : undefined;
      if (!byName.has(name)) byName.set(name, { name, range: start && new Range(start, start) });
    }
    return [...byName.values()];
  }
}

function rangeOf({ start, end }: Span, lines: LineMap): Range {
  const position = (offset: number) => {
    const { line, column } = lines.positionAt(offset);
    return new Position(line - 1, column - 1);
  };
  return new Range(position(start), position(end));
}
