/** How long work may keep the extension from all else at a time, in ms. */
const SLICE = 10;

/**
 * Does work that takes its time without keeping anything else from its own.
 * @param work Yields every few ms how far it is.
 * @param report Told now and then how far it is.
 * @throws The signal's reason, soon after the signal; and what the work throws.
 */
export async function inSlices<T>(
  work: Iterator<number, T>,
  signal?: AbortSignal,
  report?: (done: number) => void,
): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const until = performance.now() + SLICE;
    let step: IteratorResult<number, T>;
    do {
      step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    report?.(step.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
