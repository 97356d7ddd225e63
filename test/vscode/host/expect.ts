/** How long a state may take to come about before its absence is a failure, in ms. */
const PATIENCE = 30_000;

/**
 * Waits until `read` gives something other than undefined or false, and gives that.
 * @param what the state in words, for the failure
 */
export async function eventually<T>(what: string, read: () => T | undefined | false): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const value = read();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`it never came to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
