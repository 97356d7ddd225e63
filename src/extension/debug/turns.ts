import type { Session } from "../run/session.ts";

/** A debug session's turn to lead the run and the place that the diagram of its file shows. */
export interface Turn {
  /** Whether it is this one's turn. */
  readonly isMine: boolean;
  /** Takes the turn from whoever has it. */
  take(): void;
  /** Gives it up for good; whoever had it before has it again. */
  dispose(): void;
}

/** Whose turn it is in each file: of several debug sessions on one file, the one that was used last. */
export class Turns {
  /** In the order in which they had it: the last one has it. */
  readonly #queues = new Map<Session, Entry[]>();

  /**
   * Takes the turn for somebody new.
   * @param returned called when the turn comes back because the one who took it has given it up
   */
  begin(session: Session, returned: () => void): Turn {
    const queue = this.#queues.get(session) ?? [];
    this.#queues.set(session, queue);
    const entry: Entry = { returned };
    queue.push(entry);
    const leave = () => queue.splice(queue.indexOf(entry), 1);
    return {
      get isMine() {
        return queue.at(-1) === entry;
      },
      take: () => {
        leave();
        queue.push(entry);
      },
      dispose: () => {
        const wasMine = queue.at(-1) === entry;
        leave();
        if (queue.length === 0) this.#queues.delete(session);
        else if (wasMine) queue.at(-1)!.returned();
      },
    };
  }
}

interface Entry {
  readonly returned: () => void;
}
