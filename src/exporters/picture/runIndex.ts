import { isArrival, isOnWay, isSend, type EventKind } from "../../trace/event.ts";
import { flights, type Flight } from "../../trace/flights.ts";
import { States } from "../../trace/states.ts";
import type { Trace } from "../../trace/trace.ts";
import { Arrows, type Arrow } from "./arrows.ts";
import { isShown, naturalOrder, type ColumnOrder } from "./columnOrder.ts";
import { conditions, type Condition } from "./conditions.ts";
import { cuts, type Cut } from "./cuts.ts";
import { Folds } from "./folds.ts";
import { Intervals } from "./intervals.ts";
import { lanes, type Lanes } from "./lanes.ts";
import { misbeliefs, type Misbelief } from "./misbeliefs.ts";
import { paceOf, type Pace } from "./pace.ts";
import { ribbons, type Ribbon } from "./ribbons.ts";
import { besideSharedLines } from "./sharedLines.ts";
import { transits, type Transit } from "./transits.ts";
import { downs, waits, type Down, type Spell } from "./spells.ts";

/** A failed check at the event that broke it. */
export interface Violation {
  /** Index into `Trace.checks`. */
  readonly check: number;
  /** The `violation` event. */
  readonly event: number;
  readonly message: string;
}

/**
 * What the picture needs to know about a run at once, whatever part of it is in view. Built once per trace.
 *
 * Everything that lasts is kept by event index, which doesn't change with the zoom.
 */
export class RunIndex {
  readonly trace: Trace;
  readonly order: ColumnOrder;
  /** Virtual time of each event in ms. */
  readonly times: Float64Array;
  /** Node on whose lifeline each event happens; -1 for none. */
  readonly nodes: Int32Array;
  /** For the arrival of a message, the event that sent it; else -1. */
  readonly sent: Int32Array;
  /**
   * The event whose point each event shares on the lifeline: what a handler sends leaves from where the handler
   * was called, and a violation is marked at what caused it. -1 for an event with a point of its own.
   */
  readonly shares: Int32Array;
  /** For the sending of a message without latency to another node, that node; else -1. */
  readonly levelTo: Int32Array;
  /** Events of the world that stretch across the picture, so that nothing may stand beside them. */
  readonly across: Uint8Array;
  readonly arrows: Arrows;
  /** Messages that went through nodes that are not shown, from one that is to one that is. */
  readonly transits: Intervals<Transit>;
  readonly waits: Intervals<Spell>;
  readonly downs: Intervals<Down>;
  /** When nodes stand still, are slow, or work. */
  readonly conditions: Intervals<Condition>;
  readonly misbeliefs: Intervals<Misbelief>;
  readonly ribbons: Intervals<Ribbon>;
  /** Partitions, and apart from them the holds. */
  readonly cuts: Intervals<Cut>;
  readonly holds: Intervals<Cut>;
  /** Where messages stand that wait beside a lifeline. */
  readonly lanes: Lanes;
  /** Violations by the event that they are marked at: what broke the check, or the violation itself. */
  readonly violations: ReadonlyMap<number, readonly Violation[]>;
  readonly states: States;
  readonly pace: Pace;
  /** Runs of local events that are drawn as one; nothing where each event is drawn by itself. */
  readonly folds: Folds | undefined;
  /** The event with which each node starts; -1 when it is there from the beginning. */
  readonly starts: Int32Array;

  constructor(trace: Trace) {
    const count = trace.events.length;
    this.trace = trace;
    this.order = naturalOrder(trace);
    this.times = new Float64Array(count);
    this.nodes = new Int32Array(count).fill(-1);
    this.sent = new Int32Array(count).fill(-1);
    this.shares = new Int32Array(count).fill(-1);
    this.levelTo = new Int32Array(count).fill(-1);
    this.across = new Uint8Array(count);
    this.starts = new Int32Array(trace.nodes.length).fill(-1);
    const kinds = new Set<EventKind>();
    this.violations = this.#readEvents(kinds);
    // A run knows few of the kinds there are, and a search for the others takes its time.
    const any = (...wanted: EventKind[]) => wanted.some((kind) => kinds.has(kind));
    this.waits = new Intervals(waits(trace));
    this.downs = new Intervals(any("crash", "leave") ? downs(trace) : []);
    this.ribbons = new Intervals(ribbons(trace));
    const barriers = any("partition", "hold") ? cuts(trace, this.order) : [];
    this.cuts = new Intervals(barriers.filter(({ kind }) => kind === "partition"));
    this.holds = new Intervals(barriers.filter(({ kind }) => kind === "hold"));
    this.conditions = new Intervals(any("pause", "slow", "work") ? conditions(trace) : []);
    this.arrows = new Arrows(trace, this);
    this.lanes = lanes(this);
    this.transits = new Intervals([]);
    this.folds = undefined;
    this.misbeliefs = new Intervals(any("belief") ? misbeliefs(trace) : []);
    this.states = new States(trace);
    this.pace = paceOf(trace);
  }

  /** The same run with its lifelines in another order, put together, or without some; what can be is shared. */
  ordered(order: ColumnOrder): RunIndex {
    const barriers = cuts(this.trace, order);
    const together = order.columns.length < order.nodes.length;
    const moved = {
      ...(together && besideSharedLines(this, order)),
      order,
      cuts: new Intervals(barriers.filter(({ kind }) => kind === "partition")),
      holds: new Intervals(barriers.filter(({ kind }) => kind === "hold")),
    };
    const copy = Object.assign(Object.create(RunIndex.prototype) as RunIndex, this, moved);
    const hides = order.nodes.length < this.trace.nodes.length;
    return Object.assign(copy, {
      lanes: lanes(copy),
      transits: new Intervals(hides ? transits(copy) : []),
    });
  }

  /** The same run with each run of local events drawn as one. */
  folded(): RunIndex {
    const folds = new Folds(this);
    const inner = this.order.columns.length < this.order.nodes.length;
    const copy = Object.assign(Object.create(RunIndex.prototype) as RunIndex, this, { folds });
    const drawn = ({ send, end }: Flight) =>
      folds.of[send.index] < 0 && folds.of[end?.index ?? send.index] < 0;
    return inner ? Object.assign(copy, { arrows: this.arrows.only(drawn) }) : copy;
  }

  /** Whether a message is drawn as an arrow, as far as the lifelines go. */
  draws({ send, end = send.index }: Arrow): boolean {
    const isFolded = (event: number) => this.folds !== undefined && this.folds.of[event] >= 0;
    const { order } = this;
    return this.shows(send.index) && isShown(order, send.to) && !isFolded(send.index) && !isFolded(end);
  }

  /** Indices of the events of `first` … `last`, both inclusive, that are drawn by themselves; ascending. */
  drawnBetween(first: number, last: number): ArrayLike<number> & Iterable<number> {
    if (this.folds) return this.folds.aloneBetween(first, last);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
  }

  /** Whether what happens at an event can be seen: not on the lifeline of a node that is hidden. */
  shows(event: number): boolean {
    const node = this.nodes[event];
    return node < 0 || isShown(this.order, node);
  }

  /** Index of the last event. */
  get last(): number {
    return this.trace.events.length - 1;
  }

  /** Virtual time of the end of the run in ms. */
  get duration(): number {
    return this.times.at(-1) ?? 0;
  }

  /** The message that an event sends or ends, if any. */
  arrowOf(event: number): Arrow | undefined {
    const { trace } = this;
    const at = trace.events[event];
    return "message" in at && typeof at.message === "number" ? this.arrows.of(at.message) : undefined;
  }

  /** Indices of the events that a line of a source file did. */
  eventsOfLine(file: string, line: number): ReadonlySet<number> {
    const { locations, events } = this.trace;
    const found = new Set<number>();
    const wanted = locations.map((location) => location.line === line && location.file === file);
    if (!wanted.includes(true)) return found;
    for (const { at, index } of events) if (at !== undefined && wanted[at]) found.add(index);
    return found;
  }

  /** @param kinds Takes the kinds of events that there are. */
  #readEvents(kinds: Set<EventKind>): Map<number, Violation[]> {
    const { events, nodes } = this.trace;
    const all = flights(this.trace);
    const violations = new Map<number, Violation[]>();
    /** Where the events of each node at this moment stand: what began the point. */
    const leaders = new Int32Array(nodes.length).fill(-1);
    for (const event of events) {
      const { index, time, cause = -1 } = event;
      kinds.add(event.kind);
      this.times[index] = time;
      if (isArrival(event)) this.sent[index] = all[event.message].send.index;
      if (event.node !== undefined) {
        this.nodes[index] = event.node;
        const leader = leaders[event.node];
        const original = event.kind === "duplicate" ? all[event.of].send.index : -1;
        if (original >= 0) this.shares[index] = original;
        else if (isSend(event) && sameHandler(events, leader, cause, time)) this.shares[index] = leader;
        else leaders[event.node] = index;
        if (isSend(event) && event.arrival <= time && event.to !== event.node) this.levelTo[index] = event.to;
        if (event.kind === "start" && this.starts[event.node] < 0) this.starts[event.node] = index;
      } else if (event.kind === "violation") {
        const anchor = cause >= 0 && this.nodes[cause] >= 0 ? cause : index;
        if (anchor !== index) this.shares[index] = anchor;
        const there = violations.get(anchor) ?? [];
        there.push({ check: event.check, event: index, message: event.message });
        violations.set(anchor, there);
      } else if (event.kind !== "drop" && !isOnWay(event)) {
        this.across[index] = 1;
      }
    }
    return violations;
  }
}

/** Whether what is sent at `time` because of `cause` leaves from the point that event `leader` began. */
function sameHandler(events: Trace["events"], leader: number, cause: number, time: number): boolean {
  if (cause < 0 || leader < 0) return false;
  return (
    cause === leader ||
    (isSend(events[leader]) && events[leader].cause === cause && events[leader].time === time)
  );
}
