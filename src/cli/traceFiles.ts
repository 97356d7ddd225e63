import { writeFile } from "node:fs/promises";
import { parse, resolve, join } from "node:path";
import { writingJson } from "../exporters/json.ts";
import type { Trace } from "../trace/trace.ts";
import { UsageError } from "./host.ts";

/**
 * Writes the traces of a command. One run's goes to the file that the user named; those of several runs go to
 * files numbered in the order of the report, `shop-1.trace.json`, `shop-2.trace.json`, … for `shop.trace.json`.
 */
export class TraceFiles {
  readonly #file: string;
  /** The first one waits here until it is known whether it is the only one. */
  #first: Trace | undefined;
  #count = 0;

  /** @param folder Absolute path that `file` starts from. */
  constructor(file: string, folder: string) {
    this.#file = resolve(folder, file);
  }

  async add(trace: Trace): Promise<void> {
    this.#count++;
    if (this.#count === 1) {
      this.#first = trace;
      return;
    }
    if (this.#first) await write(this.#numbered(1), this.#first);
    this.#first = undefined;
    await write(this.#numbered(this.#count), trace);
  }

  async finish(): Promise<void> {
    if (this.#first) await write(this.#file, this.#first);
  }

  #numbered(number: number): string {
    const { dir, base } = parse(this.#file);
    // The whole ending counts: by `.trace.json` an editor knows a trace.
    const [, name = base, ending = ""] = /^(.+?)(\.trace\.json|\.[^.]*|)$/.exec(base) ?? [];
    return join(dir, `${name}-${number}${ending}`);
  }
}

async function write(file: string, trace: Trace): Promise<void> {
  await writeText(file, writingJson(trace));
}

/** Writes a file, of one text or of several. @throws {UsageError} when that is impossible */
export async function writeText(file: string, text: string | Iterable<string>): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`can't write "${file}": ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
