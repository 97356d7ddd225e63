/** Why there is a new run: the text changed, or someone asked for it. */
export type Trigger = "edit" | "request";

/**
 * Keeps one thing run again as its input changes: an edit waits for a pause in typing, a request starts at once,
 * and either makes the run that is under way obsolete. There is never more than one run at a time.
 */
export class LiveRun {
  readonly #run: (trigger: Trigger, signal: AbortSignal) => Promise<void>;
  readonly #pause: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;
  /** Settles when the latest run is over; never rejects. */
  #latest: Promise<void> = Promise.resolve();

  /**
   * @param run one run; it ends soon after its signal and must not reject
   * @param pause how long typing must rest before an edit is run, in ms
   */
  constructor(run: (trigger: Trigger, signal: AbortSignal) => Promise<void>, pause: number) {
    this.#run = run;
    this.#pause = pause;
  }

  /** The input changed. */
  edit(): void {
    this.cancel();
    this.#timer = setTimeout(() => this.#start("edit"), this.#pause);
  }

  /** Someone waits for a run. */
  request(): void {
    this.cancel();
    this.#start("request");
  }

  /** Stops the run that is under way, and the one that would follow. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = undefined;
  }

  #start(trigger: Trigger): void {
    const abort = new AbortController();
    this.#abort = abort;
    this.#latest = this.#latest.then(async () => {
      if (!abort.signal.aborted) await this.#run(trigger, abort.signal);
    });
  }
}
