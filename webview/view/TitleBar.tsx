import { useEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { ClockName } from "../../src/trace/event.ts";
import type { Location } from "../../src/trace/trace.ts";
import { CLOCKS } from "../../src/exporters/picture/readings.ts";
import type { TimeAxis } from "../../src/exporters/picture/timeline.ts";
import type { Session } from "../model/session.ts";
import { BillTable } from "./BillTable.tsx";
import { Checks, verdict } from "./Checks.tsx";
import { Icon, IconButton } from "./icons.tsx";

/** Scenario, seed and verdict; the choice of view; the clocks. */
export function TitleBar(props: TitleBarProps): VNode {
  const { session, onTab, onClock, onCopy, onFit, onHelp } = props;
  return (
    <header class="title-bar">
      <div class="title-row">
        <ScenarioPicker session={session} onSelect={props.onScenario} />
        {session.run && <Seed seed={session.run.trace.seed} onSeed={props.onSeed} />}
        {session.run && <Outcome {...props} />}
      </div>
      <div class="buttons">
        <IconButton icon="copy" label="Copy as Mermaid" onClick={onCopy} />
        <IconButton
          icon="fit"
          label="Fit to window (0)"
          disabled={session.tab !== "diagram"}
          onClick={onFit}
        />
        <IconButton icon="help" label="Keys (?)" onClick={onHelp} />
      </div>
      <div class="title-row">
        <div class="segments" role="tablist" aria-label="View">
          {(["diagram", "mermaid"] as const).map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              aria-selected={session.tab === tab}
              title={tab === "diagram" ? "Diagram, time to scale" : "Sequence diagram, drawn by Mermaid"}
              onClick={() => onTab(tab)}
            >
              {tab === "diagram" ? "Diagram" : "Sequence"}
            </button>
          ))}
        </div>
        <span class="spring" />
        {session.tab === "diagram" && <Axis axis={session.axis} onAxis={props.onAxis} />}
        {session.tab === "diagram" && (
          <div class="segments">
            <button
              type="button"
              aria-pressed={props.causes}
              title="What led to the event under the play head, and what it led to (C)"
              onClick={props.onCauses}
            >
              causes
            </button>
          </div>
        )}
        {session.tab === "diagram" && <Clocks on={session.clocks} onToggle={onClock} />}
      </div>
    </header>
  );
}

interface TitleBarProps {
  readonly session: Session;
  readonly onScenario: (name: string) => void;
  readonly onSeed: (seed: number) => void;
  readonly onTab: (tab: Session["tab"]) => void;
  readonly onAxis: (axis: TimeAxis) => void;
  readonly onClock: (clock: ClockName) => void;
  readonly onCopy: () => void;
  readonly onFit: () => void;
  /** Whether the causes and effects of the event under the play head are shown. */
  readonly causes: boolean;
  readonly onCauses: () => void;
  readonly onHelp: () => void;
  readonly onGo: (event: number) => void;
  readonly onReveal: (location: Location) => void;
}

function ScenarioPicker(props: {
  readonly session: Session;
  readonly onSelect: (name: string) => void;
}): VNode {
  const { scenarios, selected, run } = props.session;
  if (scenarios.length < 2) {
    const name = run?.trace.scenario ?? "";
    return (
      <h1 class="scenario" title={name}>
        {name}
      </h1>
    );
  }
  return (
    <select
      class="scenario"
      aria-label="Scenario"
      title={scenarios[selected]?.name}
      value={selected}
      onChange={(event) => props.onSelect(scenarios[Number(event.currentTarget.value)].name)}
    >
      {scenarios.map(({ name }, index) => (
        <option key={index} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Seed({ seed, onSeed }: { readonly seed: number; readonly onSeed: (seed: number) => void }): VNode {
  return (
    <span class="seed" role="group" aria-label="Seed">
      <label for="seed">seed</label>
      <IconButton icon="previous" label="Previous seed" onClick={() => onSeed(seed - 1)} />
      <input
        id="seed"
        type="number"
        inputMode="numeric"
        step="1"
        value={seed}
        title="Chooses every random decision of the run"
        style={{ width: `${Math.max(3, String(seed).length + 1.5)}ch` }}
        onChange={({ currentTarget }) => {
          const wanted = currentTarget.valueAsNumber;
          if (Number.isSafeInteger(wanted)) onSeed(wanted);
          else currentTarget.value = String(seed);
        }}
      />
      <IconButton icon="next" label="Next seed" onClick={() => onSeed(seed + 1)} />
    </span>
  );
}

function Outcome({ session, onGo, onReveal }: TitleBarProps): VNode {
  const [open, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event) => {
      const outside = event.target instanceof Node && !element.current?.contains(event.target);
      if (event instanceof KeyboardEvent ? event.key === "Escape" : outside) setOpen(false);
    };
    window.addEventListener("pointerdown", close);
    window.addEventListener("keydown", close);
    return () => {
      window.removeEventListener("pointerdown", close);
      window.removeEventListener("keydown", close);
    };
  }, [open]);
  const { trace } = session.run!;
  const { tone, icon, text, warnings } = verdict(trace);
  return (
    <div class="outcome" ref={element}>
      <button
        type="button"
        class={`verdict ${tone}`}
        aria-expanded={open}
        aria-label={`Verdict: ${text}. Show checks and the bill`}
        title="Show checks and the bill"
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        {text}
        {warnings > 0 && (
          <span class="warnings">
            <Icon name="warning" />
            {warnings === 1 ? "1 warning" : `${warnings} warnings`}
          </span>
        )}
      </button>
      {open && (
        <div class="popover">
          <Checks trace={trace} onGo={onGo} onReveal={onReveal} />
          <BillTable trace={trace} onGo={onGo} />
        </div>
      )}
    </div>
  );
}

const AXES: readonly (readonly [axis: TimeAxis, name: string, meaning: string])[] = [
  ["true", "to scale", "Time to scale"],
  ["compressed", "shortened", "Time to scale; where nothing happens it is cut short"],
  ["causal", "causal", "The order of cause and effect, a row for each event"],
];

function Axis(props: { readonly axis: TimeAxis; readonly onAxis: (axis: TimeAxis) => void }): VNode {
  return (
    <select
      class="axis-choice"
      aria-label="Time axis"
      title={`${AXES.find(([axis]) => axis === props.axis)![2]} (T)`}
      value={props.axis}
      onChange={({ currentTarget }) => props.onAxis(currentTarget.value as TimeAxis)}
    >
      {AXES.map(([axis, name, meaning]) => (
        <option key={axis} value={axis} title={meaning}>
          {name}
        </option>
      ))}
    </select>
  );
}

const CLOCK_TITLES: Readonly<Record<ClockName, string>> = {
  wall: "What each node's own clock shows, in ms",
  lamport: "Lamport clock: one counter that never runs behind a cause",
  vector: "Vector clock: one counter per node, in the order of the scenario",
  hybrid: "Hybrid logical clock: physical time, and a counter that breaks ties",
};

function Clocks(props: {
  readonly on: readonly ClockName[];
  readonly onToggle: (clock: ClockName) => void;
}): VNode {
  return (
    <div class="clocks" role="group" aria-label="Clocks beside each event">
      <span class="quiet">clocks</span>
      <div class="segments">
        {CLOCKS.map((clock) => (
          <button
            key={clock}
            type="button"
            aria-pressed={props.on.includes(clock)}
            title={CLOCK_TITLES[clock]}
            onClick={() => props.onToggle(clock)}
          >
            {clock === "lamport" ? "Lamport" : clock}
          </button>
        ))}
      </div>
    </div>
  );
}
