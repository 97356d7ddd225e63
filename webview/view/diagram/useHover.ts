import { useMemo, useRef, useState } from "preact/hooks";
import type { Hover } from "./HoverCard.tsx";

/** How long the pointer rests before something is said about what is under it, in ms. */
const REST = 220;

/** Notes on which event the pointer rests. */
export function useHover(): {
  readonly hover: Hover | undefined;
  readonly onPointerOver: (event: PointerEvent) => void;
  readonly onPointerDown: () => void;
  readonly onPointerLeave: () => void;
} {
  const [hover, setHover] = useState<Hover>();
  const timer = useRef<number>(undefined);
  const handlers = useMemo(() => {
    const leave = () => {
      window.clearTimeout(timer.current);
      setHover(undefined);
    };
    return {
      onPointerOver: ({ target, clientX: x, clientY: y }: PointerEvent) => {
        leave();
        const element = target instanceof Element ? target.closest<SVGElement>("[data-event]") : null;
        if (!element) return;
        // Of a message that was lost that is what there is to know.
        const { event: start, end } = element.dataset;
        const event = Number(element.matches(".lost") && end !== undefined ? end : start);
        timer.current = window.setTimeout(() => setHover({ event, x, y }), REST);
      },
      onPointerDown: leave,
      onPointerLeave: leave,
    };
  }, []);
  return { hover, ...handlers };
}
