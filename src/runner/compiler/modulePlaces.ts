import type { Location } from "../../trace/trace.ts";
import { alignColumn } from "./alignLine.ts";
import type { CompiledModule } from "./compile.ts";
import { LineMap } from "./lineMap.ts";
import { unmarked } from "./marks.ts";

/** Finds places in the source of a compiled module. */
export class ModulePlaces {
  readonly #module: CompiledModule;
  readonly #source: LineMap;
  readonly #stripped: LineMap;
  readonly #code: LineMap;

  constructor(module: CompiledModule) {
    this.#module = module;
    this.#source = new LineMap(module.source);
    this.#stripped = new LineMap(module.stripped);
    this.#code = new LineMap(module.marked.code);
  }

  /** What runs. */
  get code(): string {
    return this.#code.text;
  }

  /** The place of a call that the code marks, by the mark's number. */
  call(mark: number): Location | undefined {
    const { calls } = this.#module.marked;
    return mark in calls ? this.#atOffset(calls[mark]) : undefined;
  }

  /** The place in the source for one in the code; line and column from 1. */
  original(line: number, column: number): Location {
    const offset = this.#code.offsetAt(line, column);
    return this.#atOffset(unmarked(this.#module.marked, offset));
  }

  #atOffset(offset: number): Location {
    return placeInSource(this.#module.file, this.#source, this.#stripped, offset);
  }
}

/** The place in the source for an offset in what was stripped of types. */
export function placeInSource(file: string, source: LineMap, stripped: LineMap, offset: number): Location {
  const { line, column } = stripped.positionAt(offset);
  return { file, line, column: alignColumn(source.line(line), stripped.line(line), column) };
}
