import type { VNode } from "preact";
import type { StepTarget } from "../../src/protocol/messages.ts";
import type { Session } from "../model/session.ts";
import { IconButton } from "./icons.tsx";

/** Moves the play head: step by step, by playing, or by dragging. */
export function Transport({ session, onStep, onGo }: TransportProps): VNode {
  const { step, marked, playing } = session;
  const run = session.run!;
  const atEnd = step >= run.last;
  const part = run.last > 0 ? step / run.last : 1;
  return (
    <div class="transport" role="toolbar" aria-label="Steps">
      <IconButton
        icon="first"
        label="First event (Home)"
        disabled={step === 0}
        onClick={() => onStep("first")}
      />
      <IconButton icon="back" label="Step back (←)" disabled={step === 0} onClick={() => onStep("back")} />
      <IconButton
        icon={playing ? "pause" : "play"}
        label={playing ? "Pause (Space)" : "Play (Space)"}
        onClick={() => onStep("play")}
      />
      <IconButton
        icon="forward"
        label="Step forward (→)"
        disabled={atEnd}
        onClick={() => onStep("forward")}
      />
      <IconButton icon="last" label="Last event (End)" disabled={atEnd} onClick={() => onStep("last")} />
      <div class="scrubber" style={{ "--part": part }}>
        <div class="track">
          <div class="done" />
          {marked && run.last > 0 && (
            <span
              class="marked-track"
              style={{
                left: `${(marked.from / run.last) * 100}%`,
                width: `max(3px, ${((marked.to - marked.from) / run.last) * 100}%)`,
              }}
            />
          )}
          {violationParts(session).map(({ key, at, title }) => (
            <span key={key} class="violation-tick" style={{ left: `${at * 100}%` }} title={title} />
          ))}
        </div>
        <input
          type="range"
          min="0"
          max={run.last}
          step="1"
          value={step}
          aria-label="Step"
          aria-valuetext={`Step ${step + 1} of ${run.last + 1}`}
          onInput={({ currentTarget }) => onGo(currentTarget.valueAsNumber)}
        />
      </div>
      <span class="position" title="Step and number of events">
        {step + 1} / {run.last + 1}
      </span>
    </div>
  );
}

interface TransportProps {
  readonly session: Session;
  readonly onStep: (target: StepTarget) => void;
  readonly onGo: (step: number) => void;
}

/** Most ticks that the scrubber shows; more couldn't be told apart. */
const MOST_TICKS = 200;

function violationParts({ run }: Session): { key: number; at: number; title: string }[] {
  const { violations, trace, last } = run!;
  return [...violations.values()]
    .flat()
    .slice(0, MOST_TICKS)
    .map(({ event, check }) => ({
      key: event,
      at: last > 0 ? event / last : 0,
      title: `✗ ${trace.checks[check].name}`,
    }));
}
