import { FieldHistory } from "../../../../trace/fieldHistory.ts";
import { flights } from "../../../../trace/flights.ts";
import { original } from "../../../../trace/messages.ts";
import type { Trace } from "../../../../trace/trace.ts";
import { parametersOf } from "./parameters.ts";

/** Longest head of a method that is read, in characters. */
const LONGEST_HEAD = 2_000;

const NONE: readonly string[] = [];

/** A run, with what expressions need to know of it. */
export class Recording {
  readonly trace: Trace;
  readonly history: FieldHistory;
  readonly #textOf: (file: string) => string | undefined;
  /** By the place of the handler in the source. */
  readonly #parameters = new Map<number, readonly string[]>();

  /** @param textOf the text of a source file, if it can be had */
  constructor(trace: Trace, textOf: (file: string) => string | undefined) {
    this.trace = trace;
    this.history = new FieldHistory(trace);
    this.#textOf = textOf;
  }

  /** What the handler that an event begins calls what the message says; empty for any other event. */
  parameters(index: number): readonly string[] {
    const event = this.trace.events[index];
    if (event.kind !== "deliver" || event.at === undefined) return NONE;
    const known = this.#parameters.get(event.at);
    if (known) return known;
    const send = original(this.trace, flights(this.trace)[event.message].send);
    if (send.kind === "reply") return NONE;
    const { file, line, column } = this.trace.locations[event.at];
    const lines = this.#textOf(file)
      ?.split(/\r?\n/)
      .slice(line - 1);
    const parameters = lines
      ? parametersOf(
          lines
            .join("\n")
            .slice(column - 1)
            .slice(0, LONGEST_HEAD),
          send.name,
        )
      : NONE;
    this.#parameters.set(event.at, parameters);
    return parameters;
  }
}
