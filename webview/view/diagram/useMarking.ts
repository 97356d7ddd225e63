import { useMemo, useRef } from "preact/hooks";
import type { Timeline } from "../../../src/exporters/picture/timeline.ts";
import { markBetween, type MarkedPart } from "../../model/markedPart.ts";

/** A drag that marks a part of the run, by positions from the upper end of the picture. */
export interface Marking {
  begin(y: number): void;
  /** Marks the events between where it began and here; where there are none, nothing is marked. */
  reach(y: number): void;
}

/** @param timeline With positions from the upper end of the picture. */
export function useMarking(timeline: Timeline, onMark: (part: MarkedPart | undefined) => void): Marking {
  const current = useRef({ timeline, onMark });
  current.current = { timeline, onMark };
  return useMemo(() => {
    let start = 0;
    return {
      begin(y) {
        start = y;
      },
      reach(y) {
        const part = current.current.timeline.partBetween(Math.min(start, y), Math.max(start, y));
        current.current.onMark(
          part && (y < start ? markBetween(part.to, part.from) : markBetween(part.from, part.to)),
        );
      },
    };
  }, []);
}
