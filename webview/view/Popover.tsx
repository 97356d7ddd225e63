import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** A button with something that opens below it and closes on Escape or a press elsewhere. */
export function Popover(props: {
  /** Class of the button. */
  readonly look: string;
  /** Name for screen readers. */
  readonly label: string;
  readonly title: string;
  readonly face: ComponentChildren;
  readonly children: () => ComponentChildren;
}): VNode {
  const [open, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event) => {
      const outside = event.target instanceof Node && !element.current?.contains(event.target);
      if (event instanceof KeyboardEvent ? event.key !== "Escape" : !outside) return;
      if (event instanceof KeyboardEvent) button.current?.focus();
      setOpen(false);
    };
    window.addEventListener("pointerdown", close);
    window.addEventListener("keydown", close);
    return () => {
      window.removeEventListener("pointerdown", close);
      window.removeEventListener("keydown", close);
    };
  }, [open]);
  return (
    <div class="outcome" ref={element}>
      <button
        ref={button}
        type="button"
        class={props.look}
        aria-expanded={open}
        aria-label={props.label}
        title={props.title}
        onClick={() => setOpen(!open)}
      >
        {props.face}
      </button>
      {open && <div class="popover">{props.children()}</div>}
    </div>
  );
}
