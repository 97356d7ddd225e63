import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { Timeline } from "../../../src/exporters/picture/timeline.ts";

/**
 * Tallest sheet that the picture is drawn on, in px. Browsers keep coordinates in single precision and end at some
 * ten million pixels, so what is taller slides along under a sheet of this height.
 */
const SHEET = 1_000_000;
/** A scrolling by more viewports than this is a jump of the scroll bar, which stands for the whole picture. */
const JUMP = 1.5;

/** Where the view stands, kept in place when the scale or the run changes. */
export interface Anchor {
  /** Position of the top edge of the viewport, in px from the upper end of the picture. */
  readonly top: number;
  /** Position in the picture of the upper end of the sheet. */
  readonly origin: number;
  /** Height of the sheet. */
  readonly sheet: number;
  /** Keeps the moment at this distance from the top of the viewport where it is, at the next change of scale. */
  hold(distance: number): void;
  /** Brings an event to this distance from the top of the viewport, at the next change of scale. */
  holdEvent(event: number, distance: number): void;
  /** Takes over a scrolling of the user's. */
  scrolled(): void;
  /** Scrolls to a position in the picture. */
  scrollTo(top: number): void;
}

/** Some moment of the run with its place in the viewport. */
interface Held {
  /** Position of the moment on another timeline. */
  readonly place: (timeline: Timeline) => number;
  /** Distance from the top of the viewport. */
  readonly distance: number;
}

interface AnchorOptions {
  readonly run: RunIndex;
  /** Virtual time in ms at the top edge at first. */
  readonly start: number | undefined;
  /** The event under the play head. */
  readonly step: number;
  /** Height of the viewport in px. */
  readonly window: number;
}

/**
 * Keeps what the user looks at where it is when the timeline changes: the moment at the top edge, or the one under
 * the pointer while zooming, or the event under the play head when the height comes to stand for something else or
 * other things of the run are shown.
 */
export function useAnchor(
  scroller: RefObject<HTMLElement | null>,
  timeline: Timeline,
  options: AnchorOptions,
): Anchor {
  const place = useRef(new Place()).current;
  const known = useRef<Timeline>(undefined);
  const knownRun = useRef(options.run);
  const shownOtherwise = knownRun.current !== options.run && knownRun.current.trace === options.run.trace;
  knownRun.current = options.run;
  const held = useRef<Held>(undefined);
  const before = known.current;
  place.height = timeline.height;
  place.window = options.window;
  if (before !== timeline) {
    if (before === undefined) {
      place.moveTo(options.start === undefined ? 0 : timeline.yAt(options.start));
    } else if (before.scale.axis !== timeline.scale.axis || shownOtherwise) {
      const { place: at, distance } = selected(before, place.top, options);
      place.moveTo(at(timeline) - distance);
    } else if (held.current !== undefined || place.top > 0) {
      const { place: at, distance } = held.current ?? moment(before, place.top, 0);
      place.moveTo(at(timeline) - distance);
    }
    held.current = undefined;
    known.current = timeline;
  }
  useLayoutEffect(() => {
    const element = scroller.current!;
    if (Math.abs(element.scrollTop - place.scroll) >= 1) element.scrollTop = place.scroll;
    // The browser knows how far it can scroll.
    place.settle(element.scrollTop);
  }, [scroller, place, timeline]);
  return useMemo(
    () => ({
      get top() {
        return place.top;
      },
      get origin() {
        return place.origin;
      },
      get sheet() {
        return place.sheet;
      },
      hold(distance) {
        if (known.current) held.current = moment(known.current, place.top, distance);
      },
      holdEvent(event, distance) {
        held.current = { place: (other) => other.yOf(event), distance };
      },
      scrolled() {
        const element = scroller.current!;
        place.scrolled(element.scrollTop);
        if (element.scrollTop !== place.scroll) element.scrollTop = place.scroll;
      },
      scrollTo(top) {
        place.moveTo(top);
        scroller.current!.scrollTop = place.scroll;
      },
    }),
    [scroller, place],
  );
}

function moment(timeline: Timeline, top: number, distance: number): Held {
  const y = top + distance;
  const time = timeline.timeAt(y);
  const row = y - timeline.yAt(time);
  return { place: (other) => other.yAt(time) + row, distance };
}

/** The event under the play head if it is in view, else one in the middle of the viewport. */
function selected(
  timeline: Timeline,
  top: number,
  { step, window }: { readonly step: number; readonly window: number },
): Held {
  const inView = (event: number) => timeline.yOf(event) >= top && timeline.yOf(event) <= top + window;
  const { first, last } = timeline.eventsBetween(top, top + window);
  const event = inView(step) ? step : Math.max(0, (first + last) >> 1);
  return { place: (other) => other.yOf(event), distance: timeline.yOf(event) - top };
}

/** The place of the viewport on the picture, and of the sheet under it. */
class Place {
  top = 0;
  origin = 0;
  height = 0;
  window = 0;

  get sheet(): number {
    return Math.min(SHEET, this.height);
  }

  /** Scroll position of the element. */
  get scroll(): number {
    return this.top - this.origin;
  }

  moveTo(top: number): void {
    this.top = Math.max(0, Math.min(top, this.#most));
    if (this.height <= SHEET) this.origin = 0;
    else if (this.scroll < this.window || this.scroll > this.#mostScroll - this.window) this.#center();
  }

  scrolled(scroll: number): void {
    const moved = scroll - this.scroll;
    if (this.height <= SHEET) {
      this.top = scroll;
    } else if (Math.abs(moved) > JUMP * this.window) {
      this.top = (scroll / this.#mostScroll) * this.#most;
      this.origin = Math.round(this.top - scroll);
    } else {
      this.moveTo(this.top + moved);
    }
  }

  /** Takes over where the element really is after it was scrolled from here. */
  settle(scroll: number): void {
    this.top = scroll + this.origin;
  }

  /** Puts the sheet where the scroll bar tells how far down the picture the viewport is. */
  #center(): void {
    this.origin = Math.round(this.top - (this.top / this.#most) * this.#mostScroll);
  }

  get #most(): number {
    return Math.max(0, this.height - this.window);
  }

  get #mostScroll(): number {
    return Math.max(1, this.sheet - this.window);
  }
}
