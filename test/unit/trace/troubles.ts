import fc from "fast-check";
import type { DropReason } from "../../../src/trace/event.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { nasty } from "../exporters/nasty.ts";
import { TraceBuilder } from "../traces.ts";

const NAMES = ["london", "new-york", "tokyo", "@ana", "late"];
const NODES = ["london", "new-york", "tokyo", "ana", "late"];

const step = fc.record({
  what: fc.nat(),
  a: fc.constantFrom(...NODES),
  b: fc.constantFrom(...NODES),
  /** Any number that is needed. */
  n: fc.nat(40),
  text: fc.oneof(
    fc.constantFrom(
      "",
      "dead",
      "alive",
      "work",
      "no such thing, or maybe one with a rather long explanation",
    ),
    nasty,
  ),
  groups: fc.array(fc.subarray(NODES), { maxLength: 4 }),
  flag: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The run so far, with the messages that are still under way and all that were ever sent. */
interface State {
  readonly run: TraceBuilder;
  readonly wire: number[];
  readonly sent: number[];
}

const REASONS: readonly DropReason[] = [
  "loss",
  "partition",
  "receiver down",
  "receiver gone",
  "queue full",
  "intercepted",
  "rejected",
  "connection reset",
];

/** What puts a message on the wire. */
const SENDS: readonly ((state: State, step: Step) => number | undefined)[] = [
  ({ run }, { a, b, n, text }) => run.send("send", a, b, "sold", [n, text], n, { queued: n % 9, size: n }),
  ({ run }, { a, b, n }) => run.send("call", a, b, "vote", [], n),
  ({ run }, { b, n, text }) => run.send("invoke", "ana", b, "buy", [text], n),
  ({ run }, { a, b, n, text }) => run.forge("ana", a, b, "sold", [text], n),
  ({ run, sent }, { n }) => pick(sent, n, (of) => run.duplicate(of, n)),
  ({ run, sent }, { n }) => pick(sent, n, (of) => run.retransmit(of, n)),
  ({ run, sent }, { n, flag }) => pick(sent, n, (of) => run.reply(of, n, { delay: n, failed: flag })),
];

/** What happens to a message on its way. */
const ON_WAY: readonly ((state: State, step: Step) => unknown)[] = [
  ({ run, wire }, { n, text }) => pick(wire, n, (message) => run.tamper(message, text, n)),
  ({ run, wire }, { n }) => pick(wire, n, (message) => run.tamper(message)),
  ({ run, wire }, { n }) => pick(wire, n, (message) => run.delay(message, n)),
  ({ run, wire }, { n }) => pick(wire, n, (message) => run.tap("ana", message)),
];

/** What ends the way of a message. */
const ENDS: readonly ((state: State, step: Step, message: number) => unknown)[] = [
  ({ run }, { n }, message) => run.deliver(message, {}, n % 9),
  ({ run }, { n }, message) => run.ok(message, message, n % 9),
  ({ run }, { n, text }, message) => run.fail(message, message, text, n % 9),
  ({ run }, { n, text, flag }, message) =>
    run.drop(message, REASONS[n % REASONS.length], flag ? text : undefined),
];

/** What happens on a lifeline, or to all of them. */
const ELSEWHERE: readonly ((state: State, step: Step) => unknown)[] = [
  ({ run }, { a, text, n, flag }) => run.timer(a, text, {}, flag ? n : 0),
  ({ run, sent }, { n }) => pick(sent, n, (message) => run.timeout(message)),
  ({ run, sent }, { n }) => pick(sent, n, (message) => run.unknown(message)),
  ({ run }, { a, flag }) => run.crash(a, flag),
  ({ run }, { a }) => run.restart(a),
  ({ run }, { a }) => run.start(a),
  ({ run }, { a, n }) => run.happens((["leave", "pause", "resume", "flush"] as const)[n % 4], a),
  ({ run }, { a, n, flag }) => run.slow(a, flag ? n : 0),
  ({ run }, { a, n }) => run.work(a, n),
  ({ run }, { a, b, text }) => run.belief(a, b, text),
  ({ run }, { a, n, text }) => run.decide(a, text, n),
  ({ run }, { a, n }) =>
    run.clock(a, n - 20, n % 3, (["offset", "drift", "jump", "freeze", "thaw", "sync"] as const)[n % 6]),
  ({ run }, { n, groups, flag }) => run.partition(n % 3, groups, flag, n % 2 === 0),
  ({ run }, { n }) => run.heal(n % 3),
  ({ run }, { n, groups }) => run.hold(n % 3, groups),
  ({ run }, { n }) => run.release(n % 3),
  ({ run }, { a, text, flag }) => run.note(text, flag ? a : undefined),
];

const KINDS = SENDS.length + ON_WAY.length + ENDS.length + ELSEWHERE.length;

/** Runs in which anything at all may follow anything, sensible or not, as far as the format allows it. */
export const anyTrouble: fc.Arbitrary<Trace> = fc.array(step, { maxLength: 80 }).map((steps) => {
  const state: State = { run: new TraceBuilder(...NAMES), wire: [], sent: [] };
  for (const step of steps) {
    state.run.time += step.n % 4;
    take(state, step);
  }
  return state.run.finish();
});

function take(state: State, step: Step): void {
  const { wire, sent } = state;
  let choice = step.what % KINDS;
  if (choice < SENDS.length) {
    const message = SENDS[choice](state, step);
    if (message === undefined) return;
    wire.push(message);
    sent.push(message);
    return;
  }
  choice -= SENDS.length;
  if (choice < ENDS.length) {
    if (wire.length > 0) ENDS[choice](state, step, wire.splice(step.n % wire.length, 1)[0]);
    return;
  }
  choice -= ENDS.length;
  [...ON_WAY, ...ELSEWHERE][choice](state, step);
}

/** Picks a message, if there is one. */
function pick(messages: readonly number[], n: number, use: (message: number) => number): number | undefined {
  return messages.length === 0 ? undefined : use(messages[n % messages.length]);
}
