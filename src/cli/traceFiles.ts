import { writeFile } from "node:fs/promises";
import { parse, resolve, join } from "node:path";
import { toJson } from "../exporters/json.ts";
import type { Trace } from "../trace/trace.ts";
import { UsageError } from "./host.ts";

/**
 * Writes the traces of a command. One run's goes to the file that the user named; those of several runs go to
 * files numbered in the order of the report, `trace-1.json`, `trace-2.json`, … for `trace.json`.
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
    const { dir, name, ext } = parse(this.#file);
    return join(dir, `${name}-${number}${ext}`);
  }
}

async function write(file: string, trace: Trace): Promise<void> {
  await writeText(file, toJson(trace));
}

/** Writes a file. @throws {UsageError} when that is impossible */
export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`can't write "${file}": ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
