import { useCallback, useMemo, useState } from "preact/hooks";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { whyChain } from "../../src/trace/why.ts";
import { relationship, type Relationship } from "../model/causality.ts";

/** What the user has asked about the causes in a run. */
export interface Reading {
  /** The event of which the causes are listed. */
  readonly why: number | undefined;
  /** These causes, from the event itself back. */
  readonly causes: readonly number[];
  /** The event that others are held against. */
  readonly pinned: number | undefined;
  /** How it stands to the selected one. */
  readonly relationship: Relationship | undefined;
  /** Ways of cause and effect that both of these tell, each from the earliest event on. */
  readonly ways: readonly (readonly number[])[];
  /** Whether pairs with misleading timestamps are stepped through. */
  readonly pairs: boolean;
  askWhy(event: number | undefined): void;
  pin(event: number | undefined): void;
  showPairs(show: boolean): void;
}

const NOTHING = { why: undefined, pinned: undefined, pairs: false };

/** Keeps it as long as the run is the same: events of another one have other numbers. */
export function useReading(run: RunIndex | undefined, step: number): Reading {
  const [kept, keep] = useState<Asked & { readonly run: RunIndex | undefined }>({ run, ...NOTHING });
  const asked: Asked = kept.run === run ? kept : NOTHING;
  const change = useCallback(
    (part: Partial<Asked>) =>
      keep((before) => ({ ...NOTHING, ...(before.run === run ? before : {}), ...part, run })),
    [run],
  );
  const { why, pinned, pairs } = asked;
  const causes = useMemo(() => (run && why !== undefined ? whyChain(run.trace, why) : []), [run, why]);
  const related = useMemo(
    () => (run && pinned !== undefined ? relationship(run.trace, pinned, step) : undefined),
    [run, pinned, step],
  );
  const ways = useMemo(
    () => [related?.connected ? related.events : [], causes.toReversed()].filter(({ length }) => length > 1),
    [related, causes],
  );
  return {
    why,
    causes,
    pinned,
    relationship: related,
    ways,
    pairs,
    askWhy: (event) => change({ why: event }),
    pin: (event) => change({ pinned: event }),
    showPairs: (show) => change({ pairs: show }),
  };
}

interface Asked {
  readonly why: number | undefined;
  readonly pinned: number | undefined;
  readonly pairs: boolean;
}
