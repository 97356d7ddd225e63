import { useEffect, useRef } from "preact/hooks";
import type { StepTarget } from "../../src/protocol/messages.ts";
import { isFindKey } from "./find/useFindKeys.ts";

/** What the keys do. */
export interface KeyActions {
  readonly onStep: (target: StepTarget) => void;
  /** Marks one step further, or up to the first or last event. */
  readonly onMarkTo: (target: Exclude<StepTarget, "play">) => void;
  /** Marks what is lit. */
  readonly onMark: () => void;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onFitSelection: () => void;
  /** Scrolls by so many viewports. */
  readonly onScroll: (pages: number) => void;
  readonly onReveal: () => void;
  readonly onIntervene: () => void;
  readonly onAxis: () => void;
  readonly onRulers: () => void;
  readonly onGroup: () => void;
  readonly onFold: () => void;
  readonly onWhy: () => void;
  readonly onPin: () => void;
  readonly onPairs: () => void;
  readonly onCompare: () => void;
  readonly onCompareEdit: () => void;
  readonly onWhatIf: () => void;
  readonly onCauses: () => void;
  readonly onOperation: () => void;
  readonly onFind: () => void;
  readonly onHelp: () => void;
  readonly onEscape: () => void;
}

const ZOOM_KEY = 1.25;
const LINE = 0.12;

const KEYS: Readonly<Record<string, (actions: KeyActions) => void>> = {
  Home: ({ onStep }) => onStep("first"),
  End: ({ onStep }) => onStep("last"),
  ArrowLeft: ({ onStep }) => onStep("back"),
  ArrowRight: ({ onStep }) => onStep("forward"),
  " ": ({ onStep }) => onStep("play"),
  ArrowUp: ({ onScroll }) => onScroll(-LINE),
  ArrowDown: ({ onScroll }) => onScroll(LINE),
  PageUp: ({ onScroll }) => onScroll(-0.9),
  PageDown: ({ onScroll }) => onScroll(0.9),
  "+": ({ onZoom }) => onZoom(ZOOM_KEY),
  "=": ({ onZoom }) => onZoom(ZOOM_KEY),
  "-": ({ onZoom }) => onZoom(1 / ZOOM_KEY),
  "0": ({ onFit }) => onFit(),
  s: ({ onFitSelection }) => onFitSelection(),
  r: ({ onMark }) => onMark(),
  t: ({ onAxis }) => onAxis(),
  k: ({ onRulers }) => onRulers(),
  g: ({ onGroup }) => onGroup(),
  l: ({ onFold }) => onFold(),
  w: ({ onWhy }) => onWhy(),
  p: ({ onPin }) => onPin(),
  m: ({ onPairs }) => onPairs(),
  d: ({ onCompare }) => onCompare(),
  e: ({ onCompareEdit }) => onCompareEdit(),
  c: ({ onCauses }) => onCauses(),
  o: ({ onOperation }) => onOperation(),
  x: ({ onIntervene }) => onIntervene(),
  h: ({ onWhatIf }) => onWhatIf(),
  Enter: ({ onReveal }) => onReveal(),
  "?": ({ onHelp }) => onHelp(),
  Escape: ({ onEscape }) => onEscape(),
};

/** What keys that step do together with Shift. */
const MARK_KEYS: typeof KEYS = {
  Home: ({ onMarkTo }) => onMarkTo("first"),
  End: ({ onMarkTo }) => onMarkTo("last"),
  ArrowLeft: ({ onMarkTo }) => onMarkTo("back"),
  ArrowRight: ({ onMarkTo }) => onMarkTo("forward"),
};

/** Keys with a meaning of their own on the control that has the focus. */
const TAKEN: readonly (readonly [selector: string, keys: RegExp])[] = [
  ["input, select, dialog *", /^/],
  ["button", /^(Enter| )$/],
];

/** Listens to the keys of the whole panel. */
export function useKeys(actions: KeyActions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // VS Code keeps the browser from finding in the page, but not us.
      if (isFindKey(event)) {
        event.preventDefault();
        current.current.onFind();
        return;
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target, key } = event;
      const taken =
        target instanceof Element &&
        TAKEN.some(([selector, keys]) => target.matches(selector) && keys.test(key));
      const keys = event.shiftKey && Object.hasOwn(MARK_KEYS, key) ? MARK_KEYS : KEYS;
      if (taken || !Object.hasOwn(keys, key)) return;
      event.preventDefault();
      keys[key](current.current);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
