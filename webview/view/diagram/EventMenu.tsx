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

/** What can be made to happen at an event, or not to happen, where it was pointed at; nothing where nothing can. */
export function EventMenu(props: EventMenuProps): VNode | null {
  const { trace, pointed, writable, onWhatIf, onIntervene, onClose } = props;
  const offers = writable ? interventionsAt(trace, pointed.event) : [];
  const choices = {
    ...(onWhatIf ? { "What if this hadn't happened?": onWhatIf } : {}),
    ...Object.fromEntries(offers.map(({ kind, label }) => [label, () => onIntervene(pointed.event, kind)])),
  };
  const count = Object.keys(choices).length;
  if (count === 0) return null;
  const height = count * LINE + AROUND;
  return (
    <div class="menu-here">
      <Choices
        label={`Instead of: ${describe(trace, pointed.event)}`}
        choices={choices}
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
  /** Whether something can be written into the scenario. */
  readonly writable: boolean;
  /** Shows the run without the fault that the event is; absent where it is none. */
  readonly onWhatIf: (() => void) | undefined;
  readonly onIntervene: (event: number, what: Offer["kind"]) => void;
  readonly onClose: () => void;
}
