import { conditionAt } from "./condition.ts";
import type { Condition } from "./condition.ts";
import type { TraceEvent } from "./event.ts";
import type { Trace } from "./trace.ts";

/** A stretch of the run during which a node believes of another one that it is dead or alive, and is wrong. */
export interface Mistake {
  /** Index into `Trace.nodes`, like {@link about}. */
  readonly believer: number;
  readonly about: number;
  readonly belief: string;
  /** What it really is. */
  readonly truth: "alive" | "down";
  /** The event after which belief and truth part: the belief came up, or the truth changed. */
  readonly fromEvent: number;
  /** The event after which they agree again, or the believer is gone; absent when that never happened. */
  readonly toEvent?: number;
}

/** Words that say of a node that it is no more, and that it is there. Any other belief is neither true nor false. */
const DEAD = new Set(["dead", "down", "crashed", "failed", "faulty", "gone", "suspected", "suspect"]);
const ALIVE = new Set(["alive", "up", "running", "healthy"]);

/** What a belief claims of a node, as far as it can be right or wrong. */
export function claim(belief: string): "dead" | "alive" | undefined {
  const word = belief.trim().toLowerCase();
  if (DEAD.has(word)) return "dead";
  return ALIVE.has(word) ? "alive" : undefined;
}

const TRUTHS: Readonly<Record<Condition, string>> = {
  "not started": "it has not started",
  up: "it is up",
  paused: "it only stands still",
  down: "it is down",
  gone: "it has left",
};

/** What is true instead, where a belief is known to be wrong: `it is up`. */
export function mistake(
  trace: Trace,
  { about, belief, index }: Extract<TraceEvent, { kind: "belief" }>,
): string | undefined {
  const condition = conditionAt(trace, about, index);
  const lives = condition === "up" || condition === "paused";
  return isWrong(belief, !lives) ? TRUTHS[condition] : undefined;
}

type OpenMistake = { -readonly [Field in keyof Mistake]: Mistake[Field] };

const known = new WeakMap<Trace, readonly Mistake[]>();

/**
 * Every stretch during which a node is wrong about whether another one is up, in the order of their beginnings.
 *
 * A node is down from a crash to its restart, and for good after it has left; one that merely stands still or is cut
 * off is up, and taking it for dead is the mistake this is about. A believer that crashes believes nothing any more.
 * Computed once per trace.
 */
export function mistakes(trace: Trace): readonly Mistake[] {
  let result = known.get(trace);
  if (!result) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect(trace: Trace): Mistake[] {
  const down = new Set<number>();
  /** What each node believes of others, node by node, as far as it can be wrong. */
  const beliefs = trace.nodes.map(() => new Map<number, string>());
  const open = new Map<string, OpenMistake>();
  const result: OpenMistake[] = [];

  const judge = (believer: number, about: number, event: number) => {
    const key = `${believer} ${about}`;
    const belief = beliefs[believer].get(about);
    const wrong = belief !== undefined && isWrong(belief, down.has(about));
    const mistake = open.get(key);
    if (mistake && wrong && mistake.belief === belief) return;
    if (mistake) {
      mistake.toEvent = event;
      open.delete(key);
    }
    if (!wrong) return;
    const found: OpenMistake = {
      believer,
      about,
      belief,
      truth: down.has(about) ? "down" : "alive",
      fromEvent: event,
    };
    open.set(key, found);
    result.push(found);
  };
  for (const event of trace.events) {
    switch (event.kind) {
      case "belief":
        beliefs[event.node].set(event.about, event.belief);
        judge(event.node, event.about, event.index);
        break;
      case "crash":
      case "leave":
        down.add(event.node);
        for (const about of beliefs[event.node].keys()) {
          beliefs[event.node].delete(about);
          judge(event.node, about, event.index);
        }
        for (const believer of beliefs.keys()) judge(believer, event.node, event.index);
        break;
      case "restart":
        down.delete(event.node);
        for (const believer of beliefs.keys()) judge(believer, event.node, event.index);
        break;
      default:
    }
  }
  return result;
}

function isWrong(belief: string, down: boolean): boolean {
  return claim(belief) === (down ? "alive" : "dead");
}
