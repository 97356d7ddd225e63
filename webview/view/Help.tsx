import { useEffect, useRef } from "preact/hooks";
import type { VNode } from "preact";
import { useAbilities, type Abilities } from "./abilities.ts";
import { IconButton } from "./icons.tsx";

/** A key and what it does; and when that is so, if not always. */
type Key = readonly [keys: string, meaning: string, when?: (can: Abilities) => boolean];

const KEYS: readonly Key[] = [
  ["← →", "Step back, step forward"],
  ["Home End", "First event, last event"],
  ["Space", "Play, pause"],
  ["↑ ↓ PgUp PgDn", "Scroll"],
  ["Shift ↑ ↓, Ctrl C", "In the table: select rows, copy them"],
  ["+ −", "Zoom in, zoom out (also Ctrl with the wheel, and pinch)"],
  ["0", "Fit to window"],
  ["Shift ← →", "Mark a part of the run (also Shift with Home, End or a click, and a drag along the axis)"],
  ["R", "Mark what is lit, from its first event to its last one; else the message"],
  ["S", "Fit what is selected: the marked part, the operation that is lit, or the message"],
  ["T", "Time to scale, time without its empty stretches, causal order"],
  ["K", "Wall clocks to scale: a ruler beside each lifeline"],
  ["G", "The nodes of each class as one lifeline, side by side, and as before"],
  ["L", "Runs of local events, with no message in between, as one; again: one by one"],
  ["C", "Light up what led to the event, and what it led to"],
  ["W", "Why did it happen? Its causes, message by message; they are marked in the picture"],
  ["P", "Pin the event, and hold others against it: the shortest way is marked; again: let it go"],
  ["M", "Step through pairs of events whose timestamps mislead"],
  [
    "D",
    "Compare with another run: seed, scenario, the saved file, Git's version, a saved trace",
    ({ rerun }) => rerun,
  ],
  [
    "D",
    "Compare with another saved trace, or with the scenario as it is now",
    (can) => can.editor && !can.rerun,
  ],
  ["E", "What did my edit change? Against the saved file, or Git's version", ({ rerun }) => rerun],
  [
    "H",
    "What if this fault hadn't happened? The same run without it, beside the run as it is",
    ({ rerun }) => rerun,
  ],
  ["O", "Light up the client's operation that the event belongs to"],
  ["Enter", "Go to the event's line in the editor", ({ sources }) => sources],
  [
    "X, right click",
    "Make something else happen at the event: drop, delay, duplicate, crash, cut",
    ({ rerun }) => rerun,
  ],
  ["Ctrl F", "Find events; Enter and Shift Enter, or F3, lead from one to the next"],
  [
    "Click",
    "Step to an event or message, show its line, what led to it and what it led to",
    ({ sources }) => sources,
  ],
  [
    "Click",
    "Step to an event or message, light up what led to it and what it led to",
    ({ sources }) => !sources,
  ],
  ["Double-click", "The same, and move the focus to the editor", ({ sources }) => sources],
  ["?", "This list"],
  ["Click on the ground, Esc", "Everything is lit again, nothing is marked"],
];

const SIGNS: readonly (readonly [sign: string, meaning: string])[] = [
  ["──▶", "A message, from when it is sent to when it arrives"],
  ["╌╌▶", "An answer"],
  ["──✕", "A message that never arrives, and why"],
  ["▤──▶", "It queues at its sender before it leaves"],
  ["──▶┊", "It has arrived, and waits to be handled"],
  ["─│─▶", "It stands still on its way: held up by a rule, or on a link that is held"],
  ["─ϟ─▶", "It is changed on its way"],
  ["─•┈┈◉", "Somebody else reads it on its way"],
  ["╱╲╱", "A partition: messages don't get through"],
  ["≡≡≡", "Held links: messages stand still until they are released"],
  ["▨ ░ ▮", "A node that stands still, is slow, works"],
  ["✕ ↻ ═", "A node crashes, restarts, leaves"],
  ["┃", "A node is wrong about another one; beside it the truth"],
  ["╟", "A node's own clock: it leans right while it is ahead, left while behind; a bar where it jumps"],
  ["[≡]", "A run of local events as one, from the first to the last"],
  ["≈", "Time in which nothing happened, left out"],
  ["◎ ◌", "What led to the event, and what it led to; the rest happened beside it"],
  ["▥", "Copies that differ, with their values"],
];

/** The keys and the signs, on demand. */
export function Help({ onClose }: { readonly onClose: () => void }): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const can = useAbilities();
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-label="Keys and signs"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="help-head">
        <h2>Keys</h2>
        <IconButton icon="close" label="Close" onClick={onClose} />
      </div>
      <Terms of={KEYS.filter(([, , when]) => when?.(can) ?? true)} />
      <h2>Signs</h2>
      <Terms of={SIGNS} />
    </dialog>
  );
}

function Terms({
  of,
}: {
  readonly of: readonly (readonly [term: string, meaning: string, ...unknown[]])[];
}): VNode {
  return (
    <dl>
      {of.map(([term, meaning]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
