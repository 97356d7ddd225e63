import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { IconButton } from "../icons.tsx";

/** A strip with a title that can be closed, between the picture and the state. */
export function Panel({ title, takesFocus = false, onClose, children }: PanelProps): VNode {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!takesFocus) return undefined;
    const before = document.activeElement;
    section.current?.querySelector<HTMLElement>(".event-entry")?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [takesFocus, title]);
  return (
    <section
      ref={section}
      class="causality-panel"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2>{title}</h2>
        <IconButton icon="close" label={`Close ${title}`} onClick={onClose} />
      </header>
      {children}
    </section>
  );
}

interface PanelProps {
  readonly title: string;
  /** Whether the focus goes to its list when it opens, and back where it was when it closes. */
  readonly takesFocus?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}
