import type { Host } from "./host.ts";

/** How long in ms it takes before a wait is worth a line. */
const PATIENCE = 500;

/** Takes what stands in the line away. */
const CLEAR = "\r\x1b[K";

/** A line on the terminal that says what is being waited for. Nothing is shown when stderr isn't a terminal. */
export class Progress {
  readonly #host: Host;
  #text = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Shows the text if the wait for {@link clear} gets long. */
  await(text: string): void {
    this.clear();
    const { stderr } = this.#host;
    if (!stderr.isTTY) return;
    this.#text = text;
    this.#timer = setTimeout(() => this.#show(), PATIENCE);
  }

  /** Says something newer of the same wait, now and then. */
  update(text: string): void {
    this.#text = text;
  }

  #show(): void {
    const { stderr } = this.#host;
    stderr.write(`${this.#shown ? CLEAR : ""}${this.#text.slice(0, (stderr.columns ?? 80) - 1)}`);
    this.#shown = true;
    this.#timer = setTimeout(() => this.#show(), PATIENCE);
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    clearTimeout(this.#timer);
    if (this.#shown) this.#host.stderr.write(CLEAR);
    this.#shown = false;
  }
}
