import { Placed } from "./placed.ts";
import type { Reached, Search } from "./search.ts";
import { IMPOSSIBLE, StateSpace } from "./stateSpace.ts";
import type { Step } from "./subject.ts";
import { inProgramOrder, looks, type View } from "./views.ts";

/** What is searched. */
export interface Field {
  readonly space: StateSpace;
  /** How many parts the state has. */
  readonly parts: number;
  readonly clients: readonly string[];
  readonly steps: readonly Step[];
  /** May take effect at any time, as often as wanted, or never. */
  readonly free: readonly Step[];
}

/** A step that could be placed in a view. */
interface Move {
  readonly view: number;
  /** Index of the step; -1 for one that is free. */
  readonly index: number;
  readonly step: Step;
  /** Kind of call as this view has to explain it. */
  readonly kind: number;
  /** Whether the view's own client made it. */
  readonly own: boolean;
  /** Indices of the moves that come after it. */
  readonly after: readonly number[];
}

/** A move that was made, and the state of its part before. */
interface Made {
  readonly move: number;
  readonly before: number;
}

/** How many moves that are not possible are passed over in the time of a step. */
const PASSED_PER_STEP = 64;

/**
 * Looks for views that explain what their clients were answered, by placing one operation after the other and going
 * back where none fits. No position is tried twice. An own read that fits is placed for good: it changes nothing, and
 * the less a client has seen the less must follow. What others did and a client never saw may come after all that it
 * did, so a view is complete when its client's operations have their places.
 *
 * With `follows`, views depend on one another: what a client had seen when it last looked before an update must come
 * before this update in every view.
 */
export class ViewSearch implements Search {
  verdict: "holds" | "broken" | undefined;
  readonly #field: Field;
  readonly #views: readonly View[];
  readonly #follows: boolean;
  readonly #moves: Move[] = [];
  /** For each move how many must come before it still. */
  readonly #blockers: Int32Array;
  readonly #done: Uint8Array;
  /** For each view the updates, and the reads, that have a place in it. */
  readonly #updates: readonly Placed[];
  readonly #reads: readonly Placed[];
  readonly #states: readonly Int32Array[];
  /** For each view how many own operations have no place yet. */
  readonly #missing: Int32Array;
  /** For each step the one at which its client last looked, before it or with it; -1 for none. */
  readonly #lastLook: Int32Array;
  /** For each step that looks, which updates its client had seen; `undefined` while that is open. */
  readonly #seen: (Placed | undefined)[];
  readonly #tried = new Set<string>();
  readonly #path: Made[] = [];
  #cursor = 0;
  #best = -1;
  #reached: Reached | undefined;

  constructor(field: Field, views: readonly View[], follows: boolean) {
    this.#field = field;
    this.#views = views;
    this.#follows = follows;
    const { steps, parts } = field;
    this.#missing = new Int32Array(views.length);
    for (const view of views.keys()) this.#addMoves(view);
    this.#blockers = new Int32Array(this.#moves.length);
    for (const { after } of this.#moves) for (const move of after) this.#blockers[move]++;
    this.#done = new Uint8Array(this.#moves.length);
    this.#updates = views.map(() => new Placed(steps.length));
    this.#reads = views.map(() => new Placed(steps.length));
    this.#states = views.map(() => new Int32Array(parts).fill(StateSpace.initial));
    this.#seen = new Array<undefined>(steps.length).fill(undefined);
    this.#lastLook = Int32Array.from(follows ? steps : [], (step, index) =>
      looks(step) ? index : steps.findLastIndex((before) => looks(before) && inProgramOrder(before, step)),
    );
    this.#settle();
  }

  get reached(): Reached | undefined {
    return this.#reached;
  }

  advance(steps: number): number {
    let used = 0;
    while (used < steps && this.verdict === undefined) {
      const read = this.#cursor === 0 ? this.#fittingRead() : undefined;
      if (read === undefined) used += this.#tryNext();
      else if (!this.#make(read)) this.#backtrack();
      used += 1 + Math.floor(this.#moves.length / PASSED_PER_STEP);
    }
    return used;
  }

  #addMoves(view: number): void {
    const { client, steps: members, after } = this.#views[view];
    const { steps, free } = this.#field;
    const offset = this.#moves.length;
    for (const [position, index] of members.entries()) {
      const step = steps[index];
      const own = client === undefined || step.client === client;
      if (own && !step.optional) this.#missing[view]++;
      const kind = own ? step.kind : step.blindKind;
      const later = after[position].map((other) => other + offset);
      this.#moves.push({ view, index, step, kind, own, after: later });
    }
    for (const step of free)
      this.#moves.push({ view, index: -1, step, kind: step.blindKind, own: false, after: [] });
  }

  #fittingRead(): number | undefined {
    const found = this.#moves.findIndex(
      (move, index) => !move.step.updates && this.#isOpen(index) && this.#stateAfter(move) !== IMPOSSIBLE,
    );
    return found === -1 ? undefined : found;
  }

  /** Makes the first move from the cursor on that is possible and new, or goes back. @returns how many it tried */
  #tryNext(): number {
    let tried = 0;
    for (; this.#cursor < this.#moves.length; this.#cursor++) {
      if (!this.#isOpen(this.#cursor)) continue;
      tried++;
      if (!this.#make(this.#cursor)) continue;
      this.#cursor = 0;
      return tried;
    }
    this.#remember();
    this.#backtrack();
    return tried;
  }

  #isOpen(move: number): boolean {
    if (this.#done[move] !== 0 || this.#blockers[move] > 0) return false;
    const { view, index, own } = this.#moves[move];
    if (this.#missing[view] === 0) return false;
    if (!this.#follows || own || index === -1) return true;
    const look = this.#lastLook[index];
    if (look === -1) return true;
    const seen = this.#seen[look];
    return seen !== undefined && this.#updates[view].covers(seen);
  }

  #stateAfter({ view, step, kind }: Move): number {
    return this.#field.space.next(this.#states[view][step.part], kind);
  }

  /** @returns false if it isn't possible, or leads where the search has been before */
  #make(index: number): boolean {
    const move = this.#moves[index];
    const states = this.#states[move.view];
    const before = states[move.step.part];
    const after = this.#stateAfter(move);
    if (after === IMPOSSIBLE || (move.index === -1 && after === before)) return false;
    this.#path.push({ move: index, before });
    states[move.step.part] = after;
    if (move.index !== -1) this.#place(index, move);
    const key = this.#key();
    if (this.#tried.has(key)) {
      this.#takeBack();
      return false;
    }
    this.#tried.add(key);
    this.#settle();
    return true;
  }

  #place(index: number, { view, index: number, step, own, after }: Move): void {
    this.#done[index] = 1;
    if (own && this.#follows && looks(step)) this.#seen[number] = this.#updates[view].copy();
    (step.updates ? this.#updates : this.#reads)[view].add(number);
    if (own && !step.optional) this.#missing[view]--;
    for (const later of after) this.#blockers[later]--;
  }

  #takeBack(): number | undefined {
    const made = this.#path.pop();
    if (made === undefined) return undefined;
    const { view, index, step, own, after } = this.#moves[made.move];
    this.#states[view][step.part] = made.before;
    if (index === -1) return made.move;
    this.#done[made.move] = 0;
    (step.updates ? this.#updates : this.#reads)[view].delete(index);
    if (own) this.#seen[index] = undefined;
    if (own && !step.optional) this.#missing[view]++;
    for (const later of after) this.#blockers[later]++;
    return made.move;
  }

  #backtrack(): void {
    for (;;) {
      const move = this.#takeBack();
      if (move === undefined) {
        this.verdict = "broken";
        return;
      }
      if (!this.#moves[move].step.updates) continue;
      this.#cursor = move + 1;
      return;
    }
  }

  #settle(): void {
    if (this.#missing.every((count) => count === 0)) this.verdict = "holds";
  }

  #key(): string {
    let key = "";
    for (const view of this.#views.keys()) {
      key +=
        this.#updates[view].key() + "|" + this.#reads[view].key() + "|" + this.#states[view].join() + "|";
    }
    if (this.#follows) for (const seen of this.#seen) key += seen === undefined ? ";" : seen.key() + ";";
    return key;
  }

  /** Keeps the longest order so far of a view that is not complete. */
  #remember(): void {
    if (this.#path.length <= this.#best) return;
    this.#best = this.#path.length;
    const view = this.#missing.findIndex((count) => count > 0);
    const stuck = this.#moves.find(
      (move, index) => move.view === view && move.own && !move.step.optional && this.#done[index] === 0,
    )!;
    const { client } = this.#views[view];
    this.#reached = {
      order: this.#path
        .map(({ move }) => this.#moves[move])
        .filter((move) => move.view === view && move.index !== -1)
        .map(({ step }) => step.operation),
      stuck: stuck.step.operation,
      ...(client === undefined ? {} : { view: this.#field.clients[client] }),
    };
  }
}
