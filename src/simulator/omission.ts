import {
  MESSAGE_FAULT_KINDS,
  onLink,
  type Fault,
  type FaultKind,
  type MessageFaultKind,
  type Without,
} from "../trace/fault.ts";
import type { Envelope } from "./message.ts";

/** What goes wrong without an event of its own, so that it is only left out with everything else. */
type Untold = "reorder" | "bandwidth" | "lag" | "sync";

/** Whether a message is kept from something that is about to befall it. */
export type Sparing = (kind: MessageFaultKind | Untold) => boolean;

const SPARE_NOTHING: Sparing = () => false;

/**
 * Leaves faults out of a run: all of them, one, or none. Whoever is about to do something wrong asks before, and still
 * draws what it needs to know, so that chance decides everything else as it would have.
 */
export class Omission {
  readonly #all: boolean;
  readonly #one: Fault | undefined;
  /** Whether messages are to be counted, since one of them is meant. */
  readonly counts: boolean;
  /** How often what befalls those that the one fault befalls has come up. */
  #met = 0;
  #done = false;

  constructor(without?: Without) {
    this.#all = without === "faults";
    this.#one = without === "faults" ? undefined : without;
    const kinds: readonly FaultKind[] = MESSAGE_FAULT_KINDS;
    this.counts = this.#one !== undefined && kinds.includes(this.#one.kind);
  }

  /** What has been left out; nothing when it never came up. */
  get done(): Without | undefined {
    if (!this.#done) return undefined;
    return this.#one ?? "faults";
  }

  /** Whether something that is about to befall someone is left out. */
  leavesOut(kind: FaultKind | Untold, whom: string): boolean {
    return this.#decide(this.#all || (this.#isMeant(kind, whom) && this.#isNext()));
  }

  /** What a message is spared that is about to be sent. To be asked once for each. */
  sparing({ from, to, name }: Envelope): Sparing {
    if (this.#all) return () => this.#decide(true);
    if (!this.counts) return SPARE_NOTHING;
    const { kind, whom } = this.#one!;
    if (whom !== onLink(from.name, to.name, name) || !this.#isNext()) return SPARE_NOTHING;
    return (asked) => this.#decide(asked === kind);
  }

  #isMeant(kind: FaultKind | Untold, whom: string): boolean {
    return this.#one?.kind === kind && this.#one.whom === whom;
  }

  #isNext(): boolean {
    return ++this.#met === this.#one!.nth;
  }

  #decide(leave: boolean): boolean {
    if (leave) this.#done = true;
    return leave;
  }
}
