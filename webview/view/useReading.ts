import { useCallback, useMemo, useState } from "preact/hooks";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";

/** What the user has asked about the causes in a run. */
export interface Reading {
  /** The event of which the causes are listed. */
  readonly why: number | undefined;
  /** The event that others are held against. */
  readonly pinned: number | undefined;
  /** Whether pairs with misleading timestamps are stepped through. */
  readonly pairs: boolean;
  askWhy(event: number | undefined): void;
  pin(event: number | undefined): void;
  showPairs(show: boolean): void;
}

const NOTHING = { why: undefined, pinned: undefined, pairs: false };

/** Keeps it as long as the run is the same: events of another one have other numbers. */
export function useReading(run: RunIndex | undefined): Reading {
  const [kept, keep] = useState<Asked & { readonly run: RunIndex | undefined }>({ run, ...NOTHING });
  const asked: Asked = kept.run === run ? kept : NOTHING;
  const change = useCallback(
    (part: Partial<Asked>) =>
      keep((before) => ({ ...NOTHING, ...(before.run === run ? before : {}), ...part, run })),
    [run],
  );
  return useMemo(
    () => ({
      why: asked.why,
      pinned: asked.pinned,
      pairs: asked.pairs,
      askWhy: (why) => change({ why }),
      pin: (pinned) => change({ pinned }),
      showPairs: (pairs) => change({ pairs }),
    }),
    [asked.why, asked.pinned, asked.pairs, change],
  );
}

interface Asked {
  readonly why: number | undefined;
  readonly pinned: number | undefined;
  readonly pairs: boolean;
}
