/** A worker notices its own limit this much later at the latest, in ms; else it hangs in the scenario. */
export const GRACE = 300;

/** Time that a worker may take to start, in ms. */
export const STARTUP = 20_000;
