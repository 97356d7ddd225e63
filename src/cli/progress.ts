import type { Host } from "./host.ts";

/** How long in ms it takes before a wait is worth a line. */
const PATIENCE = 500;

/** A line on the terminal that says what is being waited for. Nothing is shown when stderr isn't a terminal. */
export class Progress {
  readonly #host: Host;
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
    this.#timer = setTimeout(() => {
      this.#shown = true;
      stderr.write(text.slice(0, (stderr.columns ?? 80) - 1));
    }, PATIENCE);
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    clearTimeout(this.#timer);
    if (this.#shown) this.#host.stderr.write("\r\x1b[K");
    this.#shown = false;
  }
}
