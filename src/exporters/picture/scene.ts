import type { ClockName, TraceEvent } from "../../trace/event.ts";
import type { ArrowShape } from "./arrowShape.ts";
import type { Columns } from "./columns.ts";
import type { Condition } from "./conditions.ts";
import type { Cut } from "./cuts.ts";
import type { Ribbon } from "./ribbons.ts";
import type { LabelBoard } from "./labelBoard.ts";
import type { Misbelief } from "./misbeliefs.ts";
import type { RunIndex, Violation } from "./runIndex.ts";
import type { Shown } from "./shown.ts";
import type { Tick } from "./ticks.ts";
import type { Transit } from "./transits.ts";
import type { Timeline } from "./timeline.ts";

/** Width in px of a text in one of the fonts of the picture. */
export type Measure = (text: string, font: FontName) => number;
export type FontName = "label" | "mono" | "strong";

/** Everything that decides how a run is laid out; the places of labels belong to exactly one such layout. */
export interface Layout {
  readonly run: RunIndex;
  readonly timeline: Timeline;
  readonly columns: Columns;
  readonly clocks: readonly ClockName[];
  readonly shown: Shown;
  readonly board: LabelBoard;
  readonly measure: Measure;
}

/** A part of the picture, in px. */
export interface View {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A text with its place. */
export interface PlacedText {
  readonly text: string;
  /** Middle of the text. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** In radians, clockwise. */
  readonly angle: number;
}

/** A message in view. */
export interface ArrowView extends ArrowShape {
  readonly path: string;
  /** Colour of the operation that it belongs to, where those have colours. */
  readonly tint?: number;
  /** The part of the path on which it is not any more what was sent. */
  readonly changedPath?: string;
  readonly label?: PlacedText;
  /** How long it waits at its ends, and by how much it is held up between them. */
  readonly waitings: readonly PlacedText[];
  /** Lines from it to the lifelines of those who read it on its way. */
  readonly taps: readonly { readonly event: number; readonly path: string }[];
  /** Why it was lost, at its tip. */
  readonly reason?: PlacedText;
}

/** What went through hidden nodes, in view. */
export interface TransitView {
  readonly transit: Transit;
  readonly path: string;
  readonly title: string;
}

/** An event in view, at its point on the lifeline. */
export interface MarkView {
  readonly event: TraceEvent;
  /** As of a message. */
  readonly tint?: number;
  readonly x: number;
  readonly y: number;
  /** Words beside the mark, for kinds whose symbol doesn't say enough. */
  readonly caption?: PlacedText & {
    /** Set where they only say whose event it is. */
    readonly owner?: true;
  };
  /** What the clocks show, a line each. */
  readonly readings?: { readonly lines: readonly string[] } & PlacedText;
}

/** A run of local events in view, drawn as one: a bar along the lifeline from the first of them to the last. */
export interface FoldView extends StretchView {
  readonly fold: number;
  /** Its first and its last event. */
  readonly from: number;
  readonly last: number;
  /** Where the events are, as far as they can be told apart. */
  readonly rungs: readonly number[];
  /** How many there are, and of what. */
  readonly text: string;
  readonly label?: PlacedText;
}

/** Part of a lifeline in view. */
export interface StretchView {
  readonly key: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** Whether it runs on past the end of the run. */
  readonly open: boolean;
}

/** Part of a lifeline on which its node is there. */
export interface LifelineView extends StretchView {
  readonly node: number;
  readonly client: boolean;
}

/** Part of a lifeline while its node stands still, is slow, or works. */
export interface ConditionView extends StretchView {
  readonly condition: Condition;
}

/** What stands beside a lifeline that several nodes share, while one of them is down. */
export interface AbsenceView extends StretchView {
  /** The event with which it went down. */
  readonly crash: number;
}

/** Part of a lifeline while its node is wrong about another one, and the truth. */
export interface MisbeliefView extends StretchView {
  readonly misbelief: Misbelief;
  readonly label?: PlacedText;
}

/** Part of a lifeline whose copy differs. */
export interface RibbonView extends StretchView {
  readonly width: number;
  readonly ribbon: Ribbon;
  readonly label?: PlacedText;
}

/** The ruler of a node's own clock, beside a part of its lifeline in view. */
export interface RulerView {
  readonly key: string;
  readonly parts: readonly RulerPartView[];
  readonly jumps: readonly ClockJumpView[];
  readonly numbers: readonly (PlacedText & { readonly wrong: boolean })[];
}

/** A part of a ruler on which the clock runs evenly or stands still. */
export interface RulerPartView {
  readonly kind: "right" | "wrong" | "still";
  /** The `clock` event with which it begins. */
  readonly event?: number;
  /** What the clock does, in one sentence. */
  readonly title: string;
  /** The edge, which leans to the right while the clock is ahead and to the left while it is behind. */
  readonly edge: string;
  /** What lies between the edge and where it would be if the clock were right. */
  readonly error?: string;
  readonly ticks: readonly { readonly x: number; readonly y: number; readonly length: number }[];
  /** How long the clock stands still. */
  readonly label?: PlacedText;
}

/** Where a clock shows something else all of a sudden. */
export interface ClockJumpView {
  readonly event: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
  /** By how much. */
  readonly label?: PlacedText;
}

/** A partition or a hold in view. */
export interface CutView {
  readonly key: string;
  readonly kind: Cut["kind"];
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly lines: readonly { readonly x: number; readonly path: string }[];
  readonly title: string;
  readonly pills: readonly PillView[];
}

/** A word in a frame on the line of a partition or a hold. */
export interface PillView extends PlacedText {
  readonly event: number;
  readonly kind: "partition" | "heal" | "hold" | "release";
}

/** A failed check, with a line to the point that it is about, if there is one. */
export interface CalloutView extends PlacedText {
  readonly violation: Violation;
  readonly expected: boolean;
  readonly anchor?: { readonly x: number; readonly y: number };
}

/** Where the picture leaves out time in which nothing happened. */
export interface BreakView {
  /** Middle of the stretch. */
  readonly y: number;
  /** How long it was. */
  readonly text: string;
}

/** A remark on the whole run. */
export interface NoteView {
  readonly event: number;
  readonly y: number;
  readonly text: string;
}

/** All that is drawn of a part of the picture. Plain data: drawing it decides nothing any more. */
export interface Scene {
  readonly view: View;
  readonly ticks: readonly Tick[];
  readonly breaks: readonly BreakView[];
  readonly cuts: readonly CutView[];
  readonly ribbons: readonly RibbonView[];
  readonly conditions: readonly ConditionView[];
  readonly absences: readonly AbsenceView[];
  readonly misbeliefs: readonly MisbeliefView[];
  /** Where nodes live; between them they are down. */
  readonly lifelines: readonly LifelineView[];
  /** What the nodes' own clocks show; none unless it is wanted. */
  readonly rulers: readonly RulerView[];
  readonly waits: readonly StretchView[];
  readonly arrows: readonly ArrowView[];
  readonly transits: readonly TransitView[];
  readonly marks: readonly MarkView[];
  readonly folds: readonly FoldView[];
  readonly callouts: readonly CalloutView[];
  readonly notes: readonly NoteView[];
}
