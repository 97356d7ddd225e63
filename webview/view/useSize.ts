import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** An inner size in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
  /** False for the first time, when nothing is on the page yet: the size is then a guess. */
  readonly measured: boolean;
}

/** The inner size of an element, kept up to date. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 640, height: 480, measured: false });
  useLayoutEffect(() => {
    const target = element.current!;
    const read = () => {
      const { clientWidth: width, clientHeight: height } = target;
      setSize((before) =>
        before.measured && before.width === width && before.height === height
          ? before
          : { width, height, measured: true },
      );
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
