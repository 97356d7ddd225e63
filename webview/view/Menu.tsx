import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject, VNode } from "preact";
import { IconButton, type IconName } from "./icons.tsx";

/** What each choice does, by what it is called; nothing where it makes no sense now. */
export type ChoiceList = Readonly<Record<string, (() => void) | undefined>>;

/** What can be chosen. */
const CHOICE = "button:not(:disabled)";

/** A button that offers several things to do. */
export function Menu({ icon, label, choices }: MenuProps): VNode {
  const [open, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  return (
    <div ref={element} class="menu">
      <IconButton icon={icon} label={label} onClick={() => setOpen(!open)} />
      {open && (
        <Choices
          label={label}
          choices={choices}
          around={element}
          onClose={(done) => {
            setOpen(false);
            if (done) element.current!.querySelector("button")!.focus();
          }}
        />
      )}
    </div>
  );
}

/** Several things to do, one under the other, with the focus on the first. */
export function Choices({ label, choices, around, style, onClose }: ChoicesProps): VNode {
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => menu.current!.querySelector<HTMLElement>(CHOICE)?.focus(), []);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      const inside = (around ?? menu).current;
      if (target instanceof Node && !inside?.contains(target)) close.current(false);
    };
    window.addEventListener("pointerdown", leave);
    window.addEventListener("focusin", leave);
    return () => {
      window.removeEventListener("pointerdown", leave);
      window.removeEventListener("focusin", leave);
    };
  }, [around]);
  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      {...(style ? { style } : {})}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose(true);
        else if (!moveFocus(event)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {Object.entries(choices).map(([name, choose]) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          disabled={choose === undefined}
          onClick={() => {
            choose?.();
            onClose(true);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly choices: ChoiceList;
  /** What one may press without closing them; themselves when absent. */
  readonly around?: RefObject<HTMLElement | null>;
  readonly style?: Readonly<Record<string, string>>;
  /** @param done whether the choice was made, or given up by key; otherwise the user has gone elsewhere */
  readonly onClose: (done: boolean) => void;
}

interface MenuProps {
  readonly icon: IconName;
  readonly label: string;
  readonly choices: ChoiceList;
}

/** Moves the focus up or down among the choices. @returns Whether the key asks for that. */
function moveFocus({
  key,
  currentTarget,
}: {
  readonly key: string;
  readonly currentTarget: Element;
}): boolean {
  if (key !== "ArrowDown" && key !== "ArrowUp") return false;
  const items = [...currentTarget.querySelectorAll<HTMLElement>(CHOICE)];
  const at = items.findIndex((item) => item === document.activeElement);
  items.at((at + (key === "ArrowDown" ? 1 : -1)) % items.length)?.focus();
  return true;
}
