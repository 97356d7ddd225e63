import type { ClockName } from "../trace/event.ts";
import type { Without } from "../trace/fault.ts";
import type { Offer } from "../trace/interventions.ts";
import type { RunPart } from "../trace/runPart.ts";
import type { Location, RunError, Trace } from "../trace/trace.ts";

/** One scenario of the file that the panel shows. */
export interface ScenarioEntry {
  readonly name: string;
  readonly location?: Location;
}

/** What the panel remembers across a reload; kept by the webview, handed back to the extension on revival. */
export interface PanelState {
  /** URI of the scenario file. */
  readonly uri: string;
  /** Name of the selected scenario; the first one when absent or gone. */
  readonly scenario?: string;
  readonly seed: number;
  readonly view: ViewState;
}

/** The part of {@link PanelState} that is the webview's own business. */
export interface ViewState {
  /** Index of the event the play head stands on. */
  readonly step?: number;
  /** The part of the run that the user marked. */
  readonly marked?: RunPart;
  /** Pixels per millisecond of virtual time; fits the run to the window when absent. */
  readonly zoom?: number;
  /** Virtual time in ms at the top edge of the viewport. */
  readonly top?: number;
  /** What the height of the diagram stands for. */
  readonly axis?: "true" | "compressed" | "causal";
  /** Names of nodes: their order from left to right, those that are hidden, and those that stand together. */
  readonly arrangement?: {
    readonly order: readonly string[];
    readonly hidden: readonly string[];
    readonly groups?: readonly RememberedGroup[];
  };
  /** Names of the messages that are not drawn. */
  readonly muted?: readonly string[];
  /** Whether each client's operation has a colour of its own. */
  readonly tinted?: boolean;
  /** Whether a ruler beside each lifeline shows the node's own clock. */
  readonly rulers?: boolean;
  /** Whether runs of local events are drawn as one. */
  readonly folded?: boolean;
  /** Switched-on clock columns. */
  readonly clocks?: readonly ClockName[];
  readonly tab?: "diagram" | "mermaid" | "table";
  /** What was looked for last, and whether the bar for it is there. */
  readonly find?: { readonly query: string; readonly open: boolean };
  /** Height of the state table in px; 0 when it is closed. */
  readonly stateHeight?: number;
}

/** Nodes that stand together: those of the class of its name, or those it names; as one lifeline or side by side. */
export interface RememberedGroup {
  readonly name: string;
  readonly members?: readonly string[];
  readonly collapsed: boolean;
}

/** What the extension tells the webview. */
export type ToWebview =
  /** A run is finished: show it, keeping position and zoom where the run still has them. */
  | {
      readonly kind: "show";
      readonly uri: string;
      readonly scenarios: readonly ScenarioEntry[];
      /** Index into `scenarios`. */
      readonly selected: number;
      readonly trace: Trace;
      /** Whether the file has a place to write into what is to happen otherwise. */
      readonly writable?: boolean;
      /** Set for a run that was read from a file: nothing is run again. */
      readonly saved?: SavedRun;
    }
  /** A saved trace is being read. */
  | { readonly kind: "reading"; readonly name: string }
  /** A saved trace can't be read: say why, and keep the last good picture. */
  | ({ readonly kind: "unreadable" } & Unreadable)
  /** A run is under way for so long that the user should see it. */
  | { readonly kind: "running"; readonly since: number }
  /** The file can't be run: keep the last good picture, marked stale, and show the error. */
  | { readonly kind: "broken"; readonly uri: string; readonly error: RunError }
  /** The workspace isn't trusted, so nothing runs. */
  | { readonly kind: "restricted" }
  /** The cursor stands on this line of a source file of the run; `undefined` when it left. */
  | { readonly kind: "cursor"; readonly line?: { readonly file: string; readonly line: number } }
  /** The run that the shown one is to be held against, or why there is none. */
  | { readonly kind: "compared"; readonly other: OtherRun; readonly trace: Trace }
  | { readonly kind: "incomparable"; readonly other: OtherRun; readonly message: string }
  /** The debugger, or a link, has gone to another event of the run that is shown. */
  | { readonly kind: "goTo"; readonly step: number }
  /** A command of the editor (key binding, palette) asks for a step. */
  | { readonly kind: "step"; readonly to: StepTarget }
  /** Copy the run as Mermaid: the webview answers with `copy`, since it knows what is in view. */
  | { readonly kind: "copyMermaid" }
  /** Copy the run as an image: the webview answers with `copied`, or with `copy` where no image can be copied. */
  | { readonly kind: "copyPicture" }
  /** Draw the run for a file, the way it is shown; the webview answers with `exported`. */
  | { readonly kind: "export"; readonly format: ExportFormat; readonly part: ExportedPart };

/** What is known of a run that was read from a file. */
export interface SavedRun {
  /** Name of the file. */
  readonly name: string;
  /** Whether its scenario file is at hand, so that lines can be shown. */
  readonly hasSource: boolean;
}

/** Why a saved trace can't be read. */
export interface Unreadable {
  /** Name of the file. */
  readonly name: string;
  /** A sentence that says what to do, too. */
  readonly message: string;
  /** Where in the text of the file; line and column from 1. */
  readonly place?: { readonly line: number; readonly column: number };
}

/** What only the webview can draw, since it knows how the run is shown. */
export type ExportFormat = "svg" | "png" | "mermaid";

/** How much of a run is drawn: all of it, what is in view, or the part that the user marked. */
export type ExportedPart = "run" | "view" | "marked";

/** Another run that the shown one is held against. */
export type OtherRun =
  | { readonly kind: "seed"; readonly seed: number }
  /** Another scenario of the file. */
  | { readonly kind: "scenario"; readonly name: string }
  /** The same scenario and seed without its faults, or without one of them. */
  | { readonly kind: "without"; readonly without: Without }
  /** The same scenario and seed, as the files were when they were saved last. */
  | { readonly kind: "saved" }
  /** The same, as Git has the files in its latest commit. */
  | { readonly kind: "committed" }
  /** The same, as the files are now; the shown one was saved some time ago. */
  | { readonly kind: "now" }
  /** A run that was saved: the URI and the name of the trace. */
  | { readonly kind: "trace"; readonly uri: string; readonly name: string };

/** Where a step goes. */
export type StepTarget = "first" | "back" | "forward" | "last" | "play";

/** What the webview tells the extension. */
export type FromWebview =
  /** The webview listens; `state` is what survived a reload. */
  | { readonly kind: "ready"; readonly state?: PanelState }
  | { readonly kind: "selectScenario"; readonly name: string }
  | { readonly kind: "setSeed"; readonly seed: number }
  /** Show where this line of the run is now in the editor. `focus` also moves the keyboard focus there. */
  | { readonly kind: "reveal"; readonly location: Location; readonly focus: boolean }
  /** Go to where the text as it stands can't be run. */
  | { readonly kind: "goToMistake"; readonly location: Location }
  /** The play head stands there, because the user moved it or because the extension has led it there. */
  | { readonly kind: "position"; readonly step: number; readonly led: boolean }
  /** Put this text on the clipboard and say so. */
  | { readonly kind: "copy"; readonly text: string; readonly what: string }
  /** This is on the clipboard: say so. */
  | { readonly kind: "copied"; readonly what: string }
  /** Nothing could be copied, and what to do. */
  | { readonly kind: "notCopied"; readonly problem: string }
  /** The part of the run that is marked; none when absent. */
  | { readonly kind: "marked"; readonly part?: RunPart }
  /** The user wants to export the run. */
  | { readonly kind: "askExport" }
  /** What `export` asked for; or why there is none, and what to do. */
  | { readonly kind: "exported"; readonly content: string | Uint8Array<ArrayBuffer> }
  | { readonly kind: "exported"; readonly problem: string }
  /** Let the user choose another run to compare with; or take what tells what the last edit changed. */
  | { readonly kind: "askCompare"; readonly what: "any" | "edit" }
  /** Run this one and hand it over: answered by `compared` or `incomparable`. */
  | { readonly kind: "compare"; readonly other: OtherRun }
  /** Write into the scenario what is to happen at this event; what that is the user is asked when absent. */
  | { readonly kind: "intervene"; readonly step: number; readonly what?: Offer["kind"] }
  /** Stop the run that is under way. */
  | { readonly kind: "cancel" }
  /** Read the saved trace again. */
  | { readonly kind: "readAgain" }
  /** Show the text of the saved trace, at the place where it can't be read if there is one. */
  | { readonly kind: "openAsText" }
  /** Ask for Workspace Trust. */
  | { readonly kind: "manageTrust" }
  /** Something went wrong inside the webview. */
  | { readonly kind: "failed"; readonly message: string };
