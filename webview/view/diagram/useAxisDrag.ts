import { useMemo, useRef } from "preact/hooks";

/** What a drag along the axis needs of the diagram; positions are those of the pointer in the window, in px. */
export interface AxisDrag {
  /** How far a position is below the picture in view; negative above it, 0 on it. */
  beyond(y: number): number;
  begin(y: number): void;
  reach(y: number): void;
  scrollBy(pixels: number): void;
}

/** A press that moves less than this is a click, in px. */
const STILL = 4;
/** How much of the pointer's distance from the picture is scrolled per frame. */
const SPEED = 0.15;

/** Follows a drag along the axis; the picture scrolls while the pointer is above or below it. */
export function useAxisDrag(drag: AxisDrag): {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onLostPointerCapture: () => void;
  readonly onClick: (event: Event) => void;
} {
  const current = useRef(drag);
  current.current = drag;
  return useMemo(() => {
    let pressed: number | undefined;
    let dragged = false;
    let pointer = 0;
    let frame = 0;
    const follow = () => {
      const beyond = current.current.beyond(pointer);
      if (beyond !== 0) current.current.scrollBy(beyond * SPEED);
      current.current.reach(pointer);
      frame = beyond === 0 ? 0 : requestAnimationFrame(follow);
    };
    return {
      onPointerDown({ button, clientY, currentTarget, pointerId }) {
        if (button !== 0) return;
        pressed = clientY;
        dragged = false;
        (currentTarget as Element).setPointerCapture(pointerId);
      },
      onPointerMove({ clientY }) {
        if (pressed === undefined || (!dragged && Math.abs(clientY - pressed) < STILL)) return;
        if (!dragged) current.current.begin(pressed);
        dragged = true;
        pointer = clientY;
        cancelAnimationFrame(frame);
        follow();
      },
      onLostPointerCapture() {
        pressed = undefined;
        cancelAnimationFrame(frame);
      },
      onClick(event) {
        // The click that ends a drag isn't one on the ground.
        if (dragged) event.stopPropagation();
      },
    };
  }, []);
}
