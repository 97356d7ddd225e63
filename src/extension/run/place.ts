import { EventEmitter } from "vscode";
import { correspondingEvent } from "../../trace/comparison/correspondingEvent.ts";
import type { Trace } from "../../trace/trace.ts";

/** Somebody went to another event of the run. */
export interface Move {
  /** Index of the event. */
  readonly step: number;
  /** Who did, so that it needn't follow itself. */
  readonly by: unknown;
}

/** The place in a run to which the user has gone, the same one for all that show the run. */
export class Place {
  readonly #shown: () => Trace | undefined;
  readonly #moves = new EventEmitter<Move>();
  /** In the run that was shown then. */
  #at: { readonly trace: Trace; readonly step: number } | undefined;

  readonly onDidMove = this.#moves.event;

  /** @param shown the run that is shown now */
  constructor(shown: () => Trace | undefined) {
    this.#shown = shown;
  }

  /**
   * Index of the event in the run that is shown now: in one made anew, of the event that corresponds to it.
   * `undefined` where nobody has gone anywhere yet.
   */
  get position(): number | undefined {
    const trace = this.#shown();
    const at = this.#at;
    if (!at || !trace) return undefined;
    if (at.trace !== trace) {
      this.#at =
        at.trace.scenario === trace.scenario
          ? { trace, step: correspondingEvent(at.trace, at.step, trace) }
          : undefined;
    }
    return this.#at?.step;
  }

  /** Goes to an event of the run that is shown, if there is one. */
  moveTo(step: number, by: unknown): void {
    const trace = this.#shown();
    if (!trace || !(step >= 0 && step < trace.events.length)) return;
    if (this.#at?.trace === trace && this.#at.step === step) return;
    this.#at = { trace, step };
    this.#moves.fire({ step, by });
  }

  dispose(): void {
    this.#moves.dispose();
  }
}
