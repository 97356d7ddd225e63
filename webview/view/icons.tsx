import type { VNode } from "preact";

const PATHS = {
  first: "M3 3v10M13 3 6 8l7 5z",
  back: "M11 3 4 8l7 5z",
  play: "M5 3l8 5-8 5z",
  pause: "M5 3v10M11 3v10",
  forward: "M5 3l7 5-7 5z",
  last: "M13 3v10M3 3l7 5-7 5z",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10M5.5 8h5",
  causes:
    "M4 4a1.5 1.5 0 1 0 .01 0M4 12a1.5 1.5 0 1 0 .01 0M12.5 8a1.5 1.5 0 1 0 .01 0M5.5 5.2 11 7.6M5.5 12.6 11 9.8",
  operation: "M3 3v10M13 3v10M3 5h10M10.5 3 13 5l-2.500 2M13 11H3M5.500 9 3 11l2.500 2",
  find: "M6.800 2.500a4.300 4.300 0 1 0 .01 0M10 10l3.500 3.500",
  filter: "M2 3.5h12M4.5 8h7M7 12.5h2",
  help: "M5.8 6.2a2.2 2.2 0 1 1 3.4 1.9c-.8.5-1.2.9-1.2 1.7M8 12v.2",
  next: "M6 3.5 10.5 8 6 12.5",
  previous: "M10 3.5 5.5 8l4.5 4.5",
  down: "M3.5 6 8 10.5 12.5 6",
  up: "M3.5 10.5 8 6l4.5 4.5",
  close: "M4 4l8 8M12 4l-8 8",
  check: "M3 8.5l3.2 3.2L13 4.8",
  cross: "M4 4l8 8M12 4l-8 8",
  warning: "M8 2.5 14 13.5H2zM8 6.5v3.5M8 11.8v.2",
  stop: "M4 4h8v8H4z",
  ruler: "M5 1.500h6v13H5zM5 4.500h2.500M5 7h3.500M5 9.500h2.500M5 12h3.500",
  go: "M5 11 11 5M6 5h5v5",
} as const;

const FILLED: ReadonlySet<string> = new Set(["play", "back", "forward", "first", "last", "stop"]);

/** Name of a symbol. */
export type IconName = keyof typeof PATHS;

/** A symbol of 16 px in the colour of the text; the control around it carries the name. */
export function Icon({ name }: { readonly name: IconName }): VNode {
  return (
    <svg class={FILLED.has(name) ? "icon filled" : "icon"} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A button that shows only a symbol. */
export function IconButton(props: {
  readonly icon: IconName;
  /** Tooltip and name for screen readers. */
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
}): VNode {
  return (
    <button
      type="button"
      class="icon-button"
      title={props.label}
      aria-label={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
