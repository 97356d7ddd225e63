/** A recorded history can't be read: says why, and how to mend it. */
export class HistoryError extends Error {
  override name = "HistoryError";
  /** From 1; absent where it is about the whole file. */
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
