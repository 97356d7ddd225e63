import type { VNode } from "preact";
import type { ClockName } from "../../src/trace/event.ts";
import type { Location } from "../../src/trace/trace.ts";
import { CLOCKS } from "../../src/exporters/picture/readings.ts";
import type { Arrangement } from "../../src/exporters/picture/columnOrder.ts";
import type { TimeAxis } from "../../src/exporters/picture/timeline.ts";
import { host } from "../host.ts";
import type { Session } from "../model/session.ts";
import { Menu } from "./Menu.tsx";
import type { LightChoice } from "./Diagram.tsx";
import { IconButton } from "./icons.tsx";
import { Outcome } from "./Outcome.tsx";
import { Shown } from "./Shown.tsx";

const TABS: readonly { readonly tab: Session["tab"]; readonly name: string; readonly title: string }[] = [
  { tab: "diagram", name: "Diagram", title: "Diagram, time to scale" },
  { tab: "mermaid", name: "Sequence", title: "Sequence diagram, drawn by Mermaid" },
  { tab: "table", name: "Table", title: "Table of all events" },
];

/** Scenario, seed and verdict; the choice of view; the clocks. */
export function TitleBar(props: TitleBarProps): VNode {
  const { session, onTab, onClock, onCopy, onFit, onHelp } = props;
  return (
    <header class="title-bar">
      <div class="title-row">
        <ScenarioPicker session={session} onSelect={props.onScenario} />
        {session.run && <Seed seed={session.run.trace.seed} onSeed={props.onSeed} />}
        {session.run && <Outcome trace={session.run.trace} onGo={props.onGo} onReveal={props.onReveal} />}
      </div>
      <div class="buttons">
        <IconButton
          icon="causes"
          label="Causes and effects of the selected event (C)"
          pressed={props.light === "causes"}
          disabled={session.tab !== "diagram"}
          onClick={() => props.onLight("causes")}
        />
        <IconButton
          icon="operation"
          label="The client's operation that the selected event belongs to (O)"
          pressed={props.light === "operation"}
          disabled={session.tab !== "diagram"}
          onClick={() => props.onLight("operation")}
        />
        {session.run && session.tab === "diagram" && (
          <Shown
            run={session.run}
            arrangement={session.arrangement}
            muted={session.muted}
            tinted={session.tinted}
            onTint={props.onTint}
            onArrange={props.onArrange}
            onMute={props.onMute}
          />
        )}
        <Menu
          icon="copy"
          label={host.standalone ? "Copy" : "Copy or export"}
          choices={{
            "Copy as Mermaid": onCopy,
            "Copy picture": props.onCopyPicture,
            ...(host.standalone ? {} : { "Export…": props.onExport }),
          }}
        />
        <Menu
          icon="find"
          label="Find and explain"
          choices={{
            "Find… (Ctrl F)": props.onFind,
            "Why did this happen? (W)": props.onWhy,
            "Pin this event, to hold others against it (P)": props.onPin,
            "Misleading timestamps (M)": props.onPairs,
            ...(host.standalone
              ? {}
              : {
                  "Compare with another run… (D)": () => props.onCompare("any"),
                  "What did my edit change? (E)": () => props.onCompare("edit"),
                }),
          }}
        />
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
          {TABS.filter(({ tab }) => tab !== "mermaid" || !host.standalone).map(({ tab, name, title }) => (
            <button
              key={tab}
              type="button"
              role="tab"
              aria-selected={session.tab === tab}
              title={title}
              onClick={() => onTab(tab)}
            >
              {name}
            </button>
          ))}
        </div>
        <span class="spring" />
        {session.tab === "diagram" && <Axis axis={session.axis} onAxis={props.onAxis} />}
        {session.tab !== "mermaid" && <Clocks on={session.clocks} onToggle={onClock} />}
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
  readonly onArrange: (arrangement: Arrangement | undefined) => void;
  readonly onMute: (muted: ReadonlySet<string>) => void;
  readonly onTint: (tinted: boolean) => void;
  readonly onClock: (clock: ClockName) => void;
  readonly onCopy: () => void;
  readonly onCopyPicture: () => void;
  readonly onExport: () => void;
  readonly onFind: () => void;
  readonly onWhy: () => void;
  readonly onPin: () => void;
  readonly onPairs: () => void;
  readonly onCompare: (what: "any" | "edit") => void;
  readonly onFit: () => void;
  /** What stays lit while the rest steps back. */
  readonly light: LightChoice;
  readonly onLight: (light: LightChoice) => void;
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
  if (host.standalone) return <span class="seed">seed {seed}</span>;
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
