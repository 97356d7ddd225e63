import type { VNode } from "preact";
import type { ClockName } from "../../../src/trace/event.ts";
import { tellWithout, type Without } from "../../../src/trace/fault.ts";
import type { Location } from "../../../src/trace/trace.ts";
import { formatPart } from "../../../src/trace/runPart.ts";
import type { Shown } from "../../../src/exporters/picture/shown.ts";
import type { TimeAxis } from "../../../src/exporters/picture/timeline.ts";
import type { LightChoice } from "../../model/lights.ts";
import type { Session } from "../../model/session.ts";
import { useAbilities } from "../abilities.ts";
import { AxisChoice } from "./AxisChoice.tsx";
import { Clocks } from "./Clocks.tsx";
import { Menu } from "../Menu.tsx";
import { IconButton } from "../icons.tsx";
import { Origin } from "./Origin.tsx";
import { Outcome } from "./Outcome.tsx";
import { ScenarioPicker } from "./ScenarioPicker.tsx";
import { Seed } from "./Seed.tsx";
import { ShownChoice } from "./ShownChoice.tsx";

const TABS: readonly { readonly tab: Session["tab"]; readonly name: string; readonly title: string }[] = [
  { tab: "diagram", name: "Diagram", title: "Diagram, time to scale" },
  { tab: "mermaid", name: "Sequence", title: "Sequence diagram, drawn by Mermaid" },
  { tab: "table", name: "Table", title: "Table of all events" },
];

/** Scenario, seed and verdict; the choice of view; the clocks. */
export function TitleBar(props: TitleBarProps): VNode {
  const { session, onTab, onClock, onCopy, onFit, onHelp } = props;
  const can = useAbilities();
  const marked = session.marked && formatPart(session.marked);
  return (
    <header class="title-bar">
      <div class="identity">
        <ScenarioPicker session={session} onSelect={props.onScenario} />
        {session.run && <Seed seed={session.run.trace.seed} onSeed={props.onSeed} />}
        {session.run?.trace.without && <LeftOut without={session.run.trace.without} />}
        {session.run && session.saved && <Origin trace={session.run.trace} onReveal={props.onReveal} />}
        {session.run && <Outcome trace={session.run.trace} onGo={props.onGo} onReveal={props.onReveal} />}
      </div>
      <div class="segments views" role="tablist" aria-label="View">
        {TABS.filter(({ tab }) => tab !== "mermaid" || can.editor).map(({ tab, name, title }) => (
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
          <ShownChoice run={session.run} shown={session.shown} onChoose={props.onChoose} />
        )}
        <Menu
          icon="copy"
          label={can.editor ? "Copy or export" : "Copy"}
          choices={{
            [marked ? `Copy ${marked} as Mermaid` : "Copy as Mermaid"]: onCopy,
            [marked ? `Copy picture of ${marked}` : "Copy picture"]: props.onCopyPicture,
            ...(can.editor ? { "Export…": props.onExport } : {}),
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
            "Mark what is lit (R)": props.onMark,
            ...(can.editor ? { "Compare with another run… (D)": () => props.onCompare("any") } : {}),
            ...(can.rerun
              ? {
                  "What did my edit change? (E)": () => props.onCompare("edit"),
                  "What if this hadn't happened? (H)": props.onWhatIf,
                }
              : {}),
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
      <div class="options">
        {session.tab === "diagram" && <AxisChoice axis={session.axis} onAxis={props.onAxis} />}
        {session.tab !== "mermaid" && (
          <Clocks
            on={session.clocks}
            onToggle={onClock}
            rulers={session.tab === "diagram" ? session.shown.rulers : undefined}
            onRulers={(rulers) => props.onChoose({ rulers })}
          />
        )}
      </div>
    </header>
  );
}

/** What the run that is shown leaves out. */
function LeftOut({ without }: { readonly without: Without }): VNode {
  const text = tellWithout(without);
  return (
    <span class="without" title={text}>
      {text}
    </span>
  );
}

interface TitleBarProps {
  readonly session: Session;
  readonly onScenario: (name: string) => void;
  readonly onSeed: (seed: number) => void;
  readonly onTab: (tab: Session["tab"]) => void;
  readonly onAxis: (axis: TimeAxis) => void;
  readonly onChoose: (shown: Partial<Shown>) => void;
  readonly onClock: (clock: ClockName) => void;
  readonly onCopy: () => void;
  readonly onCopyPicture: () => void;
  readonly onExport: () => void;
  readonly onFind: () => void;
  readonly onWhy: () => void;
  readonly onPin: () => void;
  readonly onPairs: () => void;
  readonly onMark: () => void;
  readonly onCompare: (what: "any" | "edit") => void;
  /** Shows the run without the fault that is selected; absent where none is. */
  readonly onWhatIf: (() => void) | undefined;
  readonly onFit: () => void;
  /** What stays lit while the rest steps back. */
  readonly light: LightChoice;
  readonly onLight: (light: LightChoice) => void;
  readonly onHelp: () => void;
  readonly onGo: (event: number) => void;
  readonly onReveal: (location: Location) => void;
}
