import type { VNode } from "preact";
import { describe } from "../../../src/trace/describe.ts";
import { interventionsAt, type Offer } from "../../../src/trace/interventions.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { Choices } from "../Menu.tsx";

/** Where an event was pointed at, in px of the window. */
export interface Pointed {
  readonly event: number;
  readonly x: number;
  readonly y: number;
}

/** A line of the menu, in px, and room around it. */
const LINE = 26;
const AROUND = 16;
const WIDTH = 280;

/** What can be made to happen at an event, where it was pointed at; nothing where nothing can. */
export function EventMenu({ trace, pointed, onIntervene, onClose }: EventMenuProps): VNode | null {
  const offers = interventionsAt(trace, pointed.event);
  if (offers.length === 0) return null;
  const height = offers.length * LINE + AROUND;
  return (
    <div class="menu-here">
      <Choices
        label={`Instead of: ${describe(trace, pointed.event)}`}
        choices={Object.fromEntries(
          offers.map(({ kind, label }) => [label, () => onIntervene(pointed.event, kind)]),
        )}
        style={{
          left: `${Math.max(0, Math.min(pointed.x, window.innerWidth - WIDTH))}px`,
          top: `${Math.max(0, Math.min(pointed.y, window.innerHeight - height))}px`,
        }}
        onClose={onClose}
      />
    </div>
  );
}

interface EventMenuProps {
  readonly trace: Trace;
  readonly pointed: Pointed;
  readonly onIntervene: (event: number, what: Offer["kind"]) => void;
  readonly onClose: () => void;
}
