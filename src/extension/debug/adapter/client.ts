import type { DebugProtocol } from "@vscode/debugprotocol";

/** How the client of the protocol counts, and what it can show. */
export class Client {
  readonly #lines: number;
  readonly #columns: number;
  readonly showsTypes: boolean;
  /** Whether it asks for the parts of a long list piece by piece. */
  readonly pages: boolean;

  constructor(said: Partial<DebugProtocol.InitializeRequestArguments> = {}) {
    this.#lines = said.linesStartAt1 === false ? 1 : 0;
    this.#columns = said.columnsStartAt1 === false ? 1 : 0;
    this.showsTypes = said.supportsVariableType ?? false;
    this.pages = said.supportsVariablePaging ?? false;
  }

  /** A place in the source, counted from 1, for the client. */
  place({ line, column }: { readonly line: number; readonly column: number }): {
    line: number;
    column: number;
  } {
    return { line: line - this.#lines, column: column - this.#columns };
  }

  /** The number of the first line. */
  get firstLine(): number {
    return 1 - this.#lines;
  }

  /** A line of the client, counted from 1. */
  line(theirs: number): number {
    return theirs + this.#lines;
  }

  /** How many characters stand before a column of the client. */
  before(column: number): number {
    return column + this.#columns - 1;
  }
}
