import { useEffect, useRef } from "preact/hooks";

/** Where a key leads among the rows. */
export type RowMove = "first" | "last" | "previous" | "next" | "pageUp" | "pageDown";

const MOVES: Readonly<Record<string, RowMove>> = {
  Home: "first",
  End: "last",
  ArrowUp: "previous",
  ArrowDown: "next",
  PageUp: "pageUp",
  PageDown: "pageDown",
};

/** Controls and parts of the panel that have these keys for themselves. */
const TAKEN = "input, select, textarea, dialog *, [role=menu] *";

/** Listens to the keys of the table while it is shown, wherever the focus is; before the keys of the panel. */
export function useRowKeys(actions: {
  /** @param extend Whether the rows on the way are selected, too. */
  readonly onMove: (to: RowMove, extend: boolean) => void;
  readonly onCopy: () => void;
}): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (event.defaultPrevented || altKey) return;
      if (target instanceof Element && target.matches(TAKEN)) return;
      if (ctrlKey || metaKey) {
        // A text that is selected with the mouse is what is meant.
        if (key !== "c" || !document.getSelection()?.isCollapsed) return;
        current.current.onCopy();
      } else {
        if (!Object.hasOwn(MOVES, key)) return;
        current.current.onMove(MOVES[key], shiftKey);
      }
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
