import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import { IconButton, type IconName } from "./icons.tsx";

/** A button that offers several things to do. */
export function Menu({ icon, label, choices }: MenuProps): VNode {
  const [open, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    element.current!.querySelector("button")!.focus();
  };
  useLayoutEffect(() => {
    if (open) menu.current!.querySelector("button")!.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !element.current?.contains(target)) setOpen(false);
    };
    window.addEventListener("pointerdown", leave);
    window.addEventListener("focusin", leave);
    return () => {
      window.removeEventListener("pointerdown", leave);
      window.removeEventListener("focusin", leave);
    };
  }, [open]);
  return (
    <div ref={element} class="copy-menu">
      <IconButton icon={icon} label={label} onClick={() => setOpen(!open)} />
      {open && (
        <div
          ref={menu}
          role="menu"
          aria-label={label}
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
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
              onClick={() => {
                choose();
                close();
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

interface MenuProps {
  readonly icon: IconName;
  readonly label: string;
  /** What each choice does, by what it is called. */
  readonly choices: Readonly<Record<string, () => void>>;
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
  const items = [...currentTarget.querySelectorAll("button")];
  const at = items.findIndex((item) => item === document.activeElement);
  items.at((at + (key === "ArrowDown" ? 1 : -1)) % items.length)?.focus();
  return true;
}
