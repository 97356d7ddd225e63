import { useEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";

/** How long a text must stand before it is said, in ms: of many quick steps only the last one is. */
const REST = 250;

/** Says what changes to those who listen to the panel; the one place that speaks. */
export function Spoken({ texts }: { readonly texts: readonly string[] }): VNode {
  const text = useNews(texts);
  const [said, say] = useState("");
  useEffect(() => {
    // The row that is selected in a table with the focus is read anyway.
    const rest = window.setTimeout(() => say(document.querySelector("[role=grid]:focus") ? "" : text), REST);
    return () => window.clearTimeout(rest);
  }, [text]);
  return (
    <p class="spoken" aria-live="polite" aria-atomic="true">
      {said}
    </p>
  );
}

/** Of several texts those that changed last. */
function useNews(texts: readonly string[]): string {
  const before = useRef(texts);
  const news = useRef(texts[0]);
  const changed = texts.filter((text, place) => text !== before.current[place]);
  if (changed.length > 0) {
    before.current = texts;
    news.current = changed.filter(Boolean).join(". ");
  }
  return news.current;
}
