import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * Listens to the keys of the find bar while it is there: F3 and the keys that find wherever the focus is, Enter and
 * Escape in the bar.
 */
export function useFindKeys(keys: {
  readonly bar: RefObject<HTMLElement | null>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onGo: (direction: 1 | -1) => void;
  readonly onClose: () => void;
}): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { bar, field, onGo, onClose } = current.current;
      const { target, key, shiftKey } = event;
      // Enter then ends a word that is being put together.
      if (event.isComposing) return;
      const within = target instanceof Node && (bar.current?.contains(target) ?? false);
      if (isFindKey(event)) {
        field.current?.focus();
        field.current?.select();
      } else if (key === "F3" || (key === "Enter" && target === field.current)) onGo(shiftKey ? -1 : 1);
      else if (key === "Escape" && within) onClose();
      else return;
      event.preventDefault();
    };
    // Before the keys of the rest of the panel.
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** Whether the keys are those that open a search everywhere: Ctrl+F, Cmd+F. */
export function isFindKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "f";
}
