import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { OtherRun, ToWebview } from "../../../src/protocol/messages.ts";
import { compare, comparing, type Comparison } from "../../../src/trace/comparison/compare.ts";
import type { RunNames } from "../../../src/trace/comparison/runNames.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { host } from "../../host.ts";
import { listen } from "../../inbox.ts";
import { ComparedRuns, type ComparedPlace } from "../../model/comparison.ts";

/** How long a comparison may go on without giving way, in ms. */
const SLICE = 12;
/** Two runs of so many events together are compared in a few ms. */
const SHORT = 3_000;

/** The run that is shown, held against another one. */
export interface SideBySideRuns {
  readonly runs: ComparedRuns;
  /** The other run; it stands at the left. */
  readonly other: RunIndex;
  /** Row of the difference that was gone to last. */
  readonly row: number | undefined;
  /** Where the other run stands. */
  readonly otherStep: number;
  readonly goToRow: (row: number) => void;
  /** Goes to an event of the other run, and to its counterpart. */
  readonly goToOther: (event: number) => void;
}

/** What there is of a comparison: why there is none, that it is being made, or the two runs. */
export type ComparisonState =
  | { readonly kind: "none" }
  | { readonly kind: "comparing" }
  | { readonly kind: "impossible"; readonly message: string }
  | ({ readonly kind: "compared" } & SideBySideRuns);

/**
 * Keeps the shown run held against another one, whichever run is shown: each new one is compared again.
 * @param go Goes to an event of the shown run.
 * @param saved Name of the file that the shown run was read from, if it was.
 */
export function useComparison(
  run: RunIndex | undefined,
  step: number,
  go: (event: number) => void,
  saved?: string,
): { readonly state: ComparisonState; readonly close: () => void } {
  const [against, setAgainst] = useState<Extract<ToWebview, { kind: "compared" | "incomparable" }>>();
  const [sliced, setSliced] = useState<Comparison>();
  const [gone, setGone] = useState<ComparedPlace & { readonly row: number | undefined }>();

  useEffect(() => {
    return listen((message) => {
      if (message.kind !== "compared" && message.kind !== "incomparable") return;
      setAgainst(message);
      setGone(undefined);
    });
  }, []);

  const other = against?.other;
  const trace = run?.trace;
  // A new run of the file makes a new run of the other side, too: that may depend on the same text.
  const requested = useRef<Trace>(undefined);
  useEffect(() => {
    if (other !== undefined && requested.current !== undefined && requested.current !== trace)
      host.postMessage({ kind: "compare", other });
    requested.current = other && trace;
  }, [other, trace]);

  const otherTrace = against?.kind === "compared" ? against.trace : undefined;
  // Short runs are compared at once, so that nothing comes and goes while one types.
  const atOnce = useMemo(
    () => (otherTrace && trace && isShort(otherTrace, trace) ? compare(otherTrace, trace) : undefined),
    [otherTrace, trace],
  );
  useEffect(() => {
    setSliced(undefined);
    if (otherTrace === undefined || trace === undefined || isShort(otherTrace, trace)) return;
    return inSlices(otherTrace, trace, setSliced);
  }, [otherTrace, trace]);
  const comparison = atOnce ?? sliced;

  const close = useCallback(() => setAgainst(undefined), []);
  const pair = useMemo(() => {
    if (other === undefined || comparison === undefined) return undefined;
    return { runs: new ComparedRuns(comparison, namesOf(other, saved)), other: new RunIndex(comparison.a) };
  }, [other, comparison, saved]);

  if (against === undefined) return { state: { kind: "none" }, close };
  if (against.kind === "incomparable")
    return { state: { kind: "impossible", message: against.message }, close };
  if (pair === undefined || comparison?.b !== trace) return { state: { kind: "comparing" }, close };
  const { runs } = pair;
  const last = runs.comparison.b.events.length - 1;
  const here = gone?.b === step ? gone : { ...runs.placeFrom("b", Math.min(step, last)), row: undefined };
  const goToPlace = (place: ComparedPlace, row: number | undefined) => {
    setGone({ ...place, row });
    go(place.b);
  };
  return {
    state: {
      kind: "compared",
      ...pair,
      row: here.row,
      otherStep: here.a,
      goToRow: (row) => goToPlace(runs.placeOf(row), row),
      goToOther: (event) => goToPlace(runs.placeFrom("a", event), undefined),
    },
    close,
  };
}

function namesOf(other: OtherRun, saved: string | undefined): RunNames | undefined {
  if (other.kind === "saved") return { a: "the saved file", b: "your edit" };
  if (other.kind === "committed") return { a: "Git's version", b: "the working copy" };
  if (other.kind === "now") return { a: "the scenario as it is now", b: saved ?? "the saved run" };
  if (other.kind === "trace") return { a: other.name, b: saved ?? "this run" };
  return undefined;
}

function isShort(a: Trace, b: Trace): boolean {
  return a.events.length + b.events.length <= SHORT;
}

/** Compares two runs without keeping the page from anything else. @returns Breaks it off. */
function inSlices(a: Trace, b: Trace, done: (comparison: Comparison) => void): () => void {
  const work = comparing(a, b);
  let timer: number | undefined;
  const go = () => {
    const until = performance.now() + SLICE;
    while (performance.now() < until) {
      const step = work.next();
      if (step.done) {
        done(step.value);
        return;
      }
    }
    timer = window.setTimeout(go);
  };
  go();
  return () => window.clearTimeout(timer);
}
