import { useCallback } from "preact/hooks";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { faultOf, showsFault } from "../../../src/trace/faults.ts";
import { host } from "../../host.ts";
import type { Abilities } from "../abilities.ts";

/**
 * Asks for the run without a fault, to be held against the run as it is.
 * @returns For an event what asks for it; nothing where the event is no fault, or nothing can be run.
 */
export function useWhatIf(
  run: RunIndex | undefined,
  { rerun }: Abilities,
): (event: number) => (() => void) | undefined {
  return useCallback(
    (event) => {
      if (!run || !rerun || !showsFault(run.trace.events[event])) return undefined;
      return () => {
        const without = faultOf(run.trace, event);
        if (without) host.postMessage({ kind: "compare", other: { kind: "without", without } });
      };
    },
    [run, rerun],
  );
}
