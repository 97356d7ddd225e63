/** What keeps a document from being read, in words that follow on its name. */
export class JsonError extends Error {
  /** Where in the document, in bytes; its length where the end is missing. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
