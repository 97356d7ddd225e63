import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";

/** How long a text must stand before it is said, in ms: of many quick steps only the last one is. */
const REST = 250;

/** Says a text to those who listen to the panel; the one place that speaks. */
export function Spoken({ text }: { readonly text: string }): VNode {
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
