import type { VNode } from "preact";
import type { Location } from "../../../src/trace/trace.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { BillTable } from "./BillTable.tsx";
import { Checks, verdict } from "./Checks.tsx";
import { Icon } from "../icons.tsx";
import { Popover } from "../Popover.tsx";

/** The verdict on a run; the checks and the bill on demand. */
export function Outcome({ trace, onGo, onReveal }: OutcomeProps): VNode {
  const { tone, icon, text, warnings } = verdict(trace);
  return (
    <Popover
      look={`verdict ${tone}`}
      label={`Verdict: ${text}. Show checks and the bill`}
      title="Show checks and the bill"
      face={
        <>
          <Icon name={icon} />
          {text}
          {warnings > 0 && (
            <span class="warnings">
              <Icon name="warning" />
              {warnings === 1 ? "1 warning" : `${warnings} warnings`}
            </span>
          )}
        </>
      }
    >
      {() => (
        <>
          <Checks trace={trace} onGo={onGo} onReveal={onReveal} />
          <BillTable trace={trace} onGo={onGo} />
        </>
      )}
    </Popover>
  );
}

interface OutcomeProps {
  readonly trace: Trace;
  readonly onGo: (event: number) => void;
  readonly onReveal: (location: Location) => void;
}
