import type { Location } from "../trace/trace.ts";
import type { Machine } from "./machine.ts";
import type { Doing } from "./queue.ts";

/** Where in the scenario's source something stands. */
export interface SourceLocator {
  /** The line of the scenario that is running: the innermost one on the stack. */
  running(): Location | undefined;
  /** The same, faster, where that line has called the given function. */
  callerOf(callee: (...args: never) => unknown): Location | undefined;
  /** The line on which a function or class of the scenario begins. @param owner The class that the function is of. */
  definitionOf(code: object, owner?: object): Location | undefined;
}

/** What the simulator needs of its host, and nothing else. */
export interface Host {
  /** Resolves once all microtasks that are waiting have run. */
  drainMicrotasks(): Promise<void>;
  /** Called before each step; a returned reason stops the run. @param events Number of events so far. */
  beforeStep(events: number): StopReason | undefined;
  /** Called before each event, also in the midst of a step. */
  beforeEvent(events: number): StopReason | undefined;
  /** Absent where nothing is recorded. */
  readonly locator?: SourceLocator;
}

/** Why a run is stopped from outside. */
export interface StopReason {
  readonly message: string;
  /** Whether the step that was to come is to blame. */
  readonly blame: boolean;
}

/** How a run came to its end. */
export type Ending =
  | { readonly kind: "finished" }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "stopped"; readonly message: string; readonly culprit?: Doing }
  /** The script waits for something that can't happen any more. */
  | { readonly kind: "deadlock" };

/** Looks on after each step; checks are observers. */
export interface Observer {
  /**
   * @param event Index of the event that the step began with; `undefined` when nothing happened but time.
   * @param touched The machines whose state may have changed; only valid during the call.
   */
  afterStep(event: number | undefined, touched: readonly Machine[]): void;
}
