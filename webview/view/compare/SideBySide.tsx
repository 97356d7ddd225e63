import { useCallback, useMemo, useRef } from "preact/hooks";
import type { RefObject, VNode } from "preact";
import type { Group } from "../../../src/exporters/picture/groups.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { LightChoice } from "../../model/lights.ts";
import type { MarkedPart } from "../../model/markedPart.ts";
import type { Session } from "../../model/session.ts";
import { Diagram, type DiagramControls } from "../diagram/Diagram.tsx";
import type { SideBySideRuns } from "./useComparison.ts";

/** Two runs beside one another, the other one at the left; where one scrolls, the other one follows. */
export function SideBySide(props: SideBySideProps): VNode {
  const { run, session, light, compared, controls, onZoom, onPick, onMark, onMarkTo } = props;
  const { runs, other, otherStep } = compared;
  const { synchronisation } = runs.comparison;
  const otherControls = useRef<DiagramControls>(undefined);
  /** The side that the user has in hand: the other one only follows. */
  const leader = useRef<"a" | "b">("b");

  const { marked } = session;
  const otherMarked = useMemo(() => marked && runs.partFrom("b", marked), [runs, marked]);

  const follow = useCallback(
    (side: "a" | "b") => {
      if (side !== leader.current) return;
      const [from, to] = side === "a" ? [otherControls, controls] : [controls, otherControls];
      const top = from.current?.view()?.top;
      if (top === undefined) return;
      to.current?.scrollToTime(side === "a" ? synchronisation.timeInB(top) : synchronisation.timeInA(top));
    },
    [controls, synchronisation],
  );
  const pane = (side: "a" | "b", name: string, diagram: VNode) => (
    <section
      class="compared-pane"
      aria-label={name}
      onPointerEnter={() => (leader.current = side)}
      onFocusCapture={() => (leader.current = side)}
    >
      <h2 class="compared-name" title={name}>
        {name}
      </h2>
      <div class="stage">{diagram}</div>
    </section>
  );
  return (
    <div class="side-by-side">
      {pane(
        "a",
        runs.names.a,
        <Diagram
          run={other}
          session={{ ...session, step: otherStep, line: undefined, marked: otherMarked }}
          light={light}
          marks={runs.marks.a}
          minimap={false}
          top={undefined}
          controls={otherControls}
          onZoom={onZoom}
          onCollapse={props.onCollapse}
          onPick={(event) => event !== undefined && compared.goToOther(event)}
          onMark={(part) => onMark(part && runs.partFrom("a", part))}
          onMarkTo={(event) => onMarkTo(runs.placeFrom("a", event).b)}
          onScroll={() => follow("a")}
        />,
      )}
      {pane(
        "b",
        runs.names.b,
        <Diagram
          run={run}
          session={session}
          light={light}
          marks={runs.marks.b}
          pinned={props.pinned}
          ways={props.ways}
          top={props.top}
          controls={controls}
          onZoom={onZoom}
          onCollapse={props.onCollapse}
          onPick={onPick}
          onMark={onMark}
          onMarkTo={onMarkTo}
          onScroll={() => {
            follow("b");
            props.onScroll();
          }}
        />,
      )}
    </div>
  );
}

interface SideBySideProps {
  readonly run: RunIndex;
  readonly session: Session;
  readonly light: LightChoice;
  readonly compared: SideBySideRuns;
  /** Of the shown run: the event that others are held against, and ways of cause and effect to be marked. */
  readonly pinned: number | undefined;
  readonly ways: readonly (readonly number[])[];
  readonly top: number | undefined;
  readonly controls: RefObject<DiagramControls | undefined>;
  readonly onZoom: (zoom: number) => void;
  readonly onCollapse: (group: Group) => void;
  readonly onPick: (event: number | undefined, twice: boolean) => void;
  readonly onMark: (part: MarkedPart | undefined) => void;
  readonly onMarkTo: (event: number) => void;
  readonly onScroll: () => void;
}
