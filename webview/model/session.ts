import type {
  SavedRun,
  ScenarioEntry,
  StepTarget,
  ToWebview,
  Unreadable,
  ViewState,
} from "../../src/protocol/messages.ts";
import type { ClockName } from "../../src/trace/event.ts";
import type { RunError } from "../../src/trace/trace.ts";
import { AS_IT_IS } from "../../src/exporters/picture/columnOrder.ts";
import { EVERYTHING, type Shown } from "../../src/exporters/picture/shown.ts";
import type { TimeAxis } from "../../src/exporters/picture/timeline.ts";
import { correspondence } from "../../src/trace/comparison/correspondingEvent.ts";
import { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { markBetween, movingEnd, released, type MarkedPart } from "./markedPart.ts";

/** What the panel shows and where the user is in it. */
export interface Session {
  /** URI of the scenario file; empty before the first run. */
  readonly uri: string;
  readonly scenarios: readonly ScenarioEntry[];
  readonly selected: number;
  /** The last good run. */
  readonly run?: RunIndex;
  /** Why the file as it stands can't be run; `run` is then that of an earlier text. */
  readonly broken?: RunError;
  /** Whether what is to happen otherwise can be written into the file. */
  readonly writable: boolean;
  /** When the run under way began, in ms since 1970. */
  readonly running?: number;
  readonly restricted: boolean;
  /** Set if the run was read from a file. */
  readonly saved?: SavedRun;
  /** Name of the trace that is being read as long as there is no run. */
  readonly awaited?: string;
  /** Why the trace as it stands can't be read; `run` is then what it was before. */
  readonly unreadable?: Unreadable;
  /** Index of the event the play head stands on. */
  readonly step: number;
  /** The part of the run that the user marked. */
  readonly marked?: MarkedPart;
  /** Whether the user put the play head there; otherwise it stays at the end. */
  readonly placed: boolean;
  /** Whether the extension put it there: it need not hear of it. */
  readonly led: boolean;
  readonly playing: boolean;
  /** The line of the source on which the editor's cursor stands. */
  readonly line?: { readonly file: string; readonly line: number };
  /** What the height of the diagram stands for. */
  readonly axis: TimeAxis;
  /** What of the run the user wants to see. */
  readonly shown: Shown;
  readonly clocks: readonly ClockName[];
  readonly tab: NonNullable<ViewState["tab"]>;
  /** What is looked for, and whether the bar for it is there. */
  readonly find: NonNullable<ViewState["find"]>;
  /** Pixels per ms; fits the window when absent. */
  readonly zoom?: number;
  /** How often the user has asked to fit the window. */
  readonly fits: number;
}

/** Messages of the extension that change the session; the others ask for something, or are about another run. */
type SessionMessage = Extract<
  ToWebview,
  {
    kind:
      "show" | "reading" | "unreadable" | "running" | "broken" | "restricted" | "cursor" | "goTo" | "step";
  }
>;

const SESSION_KINDS: ReadonlySet<string> = new Set<SessionMessage["kind"]>([
  ...(["show", "reading", "unreadable", "running", "broken", "restricted", "cursor"] as const),
  ...(["goTo", "step"] as const),
]);

export function isSessionMessage(message: ToWebview): message is SessionMessage {
  return SESSION_KINDS.has(message.kind);
}

/** What can happen to a session. */
export type Action =
  | SessionMessage
  /** Marks a part; or takes the mark away. */
  | { readonly kind: "mark"; readonly part: MarkedPart | undefined }
  /** Marks up to an event, or one step further than is marked; the play head goes there. */
  | { readonly kind: "markTo"; readonly to: number | Exclude<StepTarget, "play"> }
  /** The user goes to an event. */
  | { readonly kind: "go"; readonly step: number }
  | { readonly kind: "tick" }
  | { readonly kind: "pause" }
  | { readonly kind: "setAxis"; readonly axis: TimeAxis }
  | { readonly kind: "choose"; readonly shown: Partial<Shown> }
  | { readonly kind: "toggleClock"; readonly clock: ClockName }
  | { readonly kind: "showTab"; readonly tab: Session["tab"] }
  | { readonly kind: "find"; readonly find: Partial<Session["find"]> }
  | { readonly kind: "zoom"; readonly zoom: number }
  | { readonly kind: "fit" };

/** The session of a panel that has just been opened, or revived with what it remembers. */
export function newSession(view: ViewState = {}): Session {
  return {
    uri: "",
    scenarios: [],
    selected: 0,
    writable: false,
    restricted: false,
    step: view.step ?? 0,
    marked: view.marked,
    placed: view.step !== undefined,
    led: false,
    playing: false,
    axis: view.axis ?? "true",
    shown: {
      arrangement: view.arrangement && { ...AS_IT_IS, ...view.arrangement },
      muted: new Set(view.muted),
      tinted: view.tinted ?? false,
      rulers: view.rulers ?? false,
      folded: view.folded ?? false,
    },
    clocks: view.clocks ?? [],
    tab: view.tab ?? "diagram",
    find: view.find ?? { query: "", open: false },
    zoom: view.zoom,
    fits: 0,
  };
}

/** What the webview remembers of a session across a reload; the scroll position is the diagram's to add. */
export function viewState(session: Session): ViewState {
  const { step, placed, marked, zoom, axis, clocks, tab, find } = session;
  const { arrangement, muted, tinted, rulers, folded } = session.shown;
  return {
    ...(placed ? { step } : {}),
    ...(marked ? { marked: { from: marked.from, to: marked.to } } : {}),
    ...(zoom === undefined ? {} : { zoom }),
    axis,
    ...(arrangement ? { arrangement } : {}),
    ...(muted.size > 0 ? { muted: [...muted] } : {}),
    ...(tinted ? { tinted } : {}),
    ...(rulers ? { rulers } : {}),
    ...(folded ? { folded } : {}),
    clocks,
    tab,
    ...(find.open || find.query !== "" ? { find } : {}),
  };
}

/** The axis that comes after this one when one goes through them. */
export function nextAxis(axis: TimeAxis): TimeAxis {
  return ({ true: "compressed", compressed: "causal", causal: "true" } as const)[axis];
}

/** The session after an action. */
export function reduce(session: Session, action: Action): Session {
  switch (action.kind) {
    case "show":
      return show(session, action);
    case "reading":
      return { ...session, awaited: action.name, unreadable: undefined };
    case "unreadable":
      return { ...session, awaited: undefined, unreadable: action, playing: false };
    case "running":
      return { ...session, running: action.since };
    case "broken":
      return { ...session, uri: action.uri, broken: action.error, running: undefined, playing: false };
    case "restricted":
      return { ...session, restricted: true, running: undefined, playing: false };
    case "cursor":
      return { ...session, line: action.line };
    case "step":
      return stepTo(session, action.to);
    case "goTo":
      return { ...goTo({ ...session, playing: false }, action.step), led: true };
    case "go":
      return goTo({ ...session, playing: false }, action.step);
    case "mark":
      return { ...session, marked: action.part };
    case "markTo":
      return markTo(session, action.to);
    case "tick": {
      const next = goTo(session, session.step + 1);
      return { ...next, playing: next.step < (next.run?.last ?? 0) };
    }
    case "pause":
      return { ...session, playing: false };
    case "setAxis":
      return { ...session, axis: action.axis };
    case "choose":
      return { ...session, shown: { ...session.shown, ...action.shown } };
    case "toggleClock": {
      const { clocks } = session;
      const on = clocks.includes(action.clock);
      return {
        ...session,
        clocks: on ? clocks.filter((name) => name !== action.clock) : [...clocks, action.clock],
      };
    }
    case "showTab":
      return { ...session, tab: action.tab };
    case "find":
      return { ...session, find: { ...session.find, ...action.find } };
    case "zoom":
      return { ...session, zoom: action.zoom };
    case "fit":
      return { ...session, zoom: undefined, fits: session.fits + 1 };
  }
}

function show(
  session: Session,
  { uri, scenarios, selected, trace, writable = false, saved }: Extract<ToWebview, { kind: "show" }>,
): Session {
  const run = new RunIndex(trace);
  const before = session.run?.trace;
  const same = before !== undefined && session.uri === uri && before.scenario === trace.scenario;
  // A revived panel has a place but no run yet; a run of another scenario starts afresh.
  const placed = session.placed && (same || before === undefined);
  const marked = same || before === undefined ? session.marked : undefined;
  const now =
    same && (placed || marked) ? correspondence(before, trace) : (event: number) => Math.min(event, run.last);
  return {
    ...session,
    uri,
    scenarios,
    selected,
    writable,
    saved,
    run,
    awaited: undefined,
    unreadable: undefined,
    broken: undefined,
    running: undefined,
    restricted: false,
    playing: false,
    step: placed ? now(session.step) : run.last,
    marked: marked && released(markBetween(now(marked.from), now(marked.to))),
    placed,
    zoom: same || before === undefined ? session.zoom : undefined,
    shown: same || before === undefined ? session.shown : ofAnyRun(session.shown),
  };
}

/** What is chosen whatever the names of the nodes and messages are. */
function ofAnyRun({ tinted, rulers, folded }: Shown): Shown {
  return { ...EVERYTHING, tinted, rulers, folded };
}

function stepTo(session: Session, target: StepTarget): Session {
  const last = session.run?.last ?? 0;
  switch (target) {
    case "first":
      return goTo({ ...session, playing: false }, 0);
    case "back":
      return goTo({ ...session, playing: false }, session.step - 1);
    case "forward":
      return goTo({ ...session, playing: false }, session.step + 1);
    case "last":
      return goTo({ ...session, playing: false }, last);
    case "play":
      if (session.playing) return { ...session, playing: false };
      // Playing from the end starts over.
      return { ...(session.step >= last ? goTo(session, 0) : session), playing: last > 0 };
  }
}

function goTo(session: Session, step: number): Session {
  const last = session.run?.last ?? 0;
  return {
    ...session,
    step: Math.max(0, Math.min(last, step)),
    marked: released(session.marked),
    placed: true,
    led: false,
  };
}

function markTo(session: Session, to: Extract<Action, { kind: "markTo" }>["to"]): Session {
  const { marked, step } = session;
  const before = { ...session, step: movingEnd(marked, step) };
  const after = typeof to === "number" ? goTo(before, to) : stepTo(before, to);
  return { ...after, playing: false, marked: markBetween(marked?.held ?? step, after.step) };
}
