import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Timeline } from "../../src/exporters/picture/timeline.ts";

/** Where the view stands, kept in place when the scale or the run changes. */
export interface Anchor {
  /** Scroll position in px in terms of the present timeline. */
  readonly scrollTop: number;
  /** Keeps the moment at this distance from the top of the viewport where it is, at the next change of scale. */
  hold(distance: number): void;
  /** Takes over a scrolling of the user's. */
  scrolled(): void;
}

/** Some moment of the run with its place in the viewport. */
interface Held {
  readonly time: number;
  /** Distance below the first row of that moment. */
  readonly row: number;
  /** Distance from the top of the viewport. */
  readonly distance: number;
}

/**
 * Keeps the moment that the user looks at where it is when the timeline changes: the one at the top edge, or the
 * one under the pointer while zooming.
 * @param top Virtual time in ms at the top edge at first.
 */
export function useAnchor(
  scroller: RefObject<HTMLElement | null>,
  timeline: Timeline,
  top: number | undefined,
): Anchor {
  const scrollTop = useRef(0);
  const known = useRef<Timeline>(undefined);
  const held = useRef<Held>(undefined);
  if (known.current !== timeline) {
    const before = known.current;
    const start = top === undefined ? undefined : { time: top, row: 0, distance: 0 };
    const target = before ? (held.current ?? moment(before, scrollTop.current, 0)) : start;
    // A view that begins at the top stays there, whatever the first moment is now.
    const atTop = before !== undefined && held.current === undefined && scrollTop.current <= 0;
    scrollTop.current =
      target && !atTop ? Math.max(0, timeline.yAt(target.time) + target.row - target.distance) : 0;
    held.current = undefined;
    known.current = timeline;
  }
  useLayoutEffect(() => {
    const element = scroller.current!;
    if (Math.abs(element.scrollTop - scrollTop.current) >= 1) element.scrollTop = scrollTop.current;
    // The browser knows how far it can scroll.
    scrollTop.current = element.scrollTop;
  }, [scroller, timeline]);
  return useMemo(
    () => ({
      get scrollTop() {
        return scrollTop.current;
      },
      hold(distance) {
        if (known.current) held.current = moment(known.current, scrollTop.current, distance);
      },
      scrolled() {
        scrollTop.current = scroller.current!.scrollTop;
      },
    }),
    [scroller],
  );
}

function moment(timeline: Timeline, scrollTop: number, distance: number): Held {
  const y = scrollTop + distance;
  const time = timeline.timeAt(y);
  return { time, row: y - timeline.yAt(time), distance };
}
