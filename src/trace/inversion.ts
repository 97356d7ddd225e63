import type { TraceEvent } from "./event.ts";
import { isProcessEvent, receivedFrom } from "./lifelines.ts";
import type { Trace } from "./trace.ts";

/** Two events whose wall clocks have effect before cause. */
export interface Contradiction {
  /** Index of the cause: of the sending of a message, or of the event before on the same lifeline. */
  readonly earlier: number;
  /** Index of the effect. */
  readonly later: number;
  /** By how many ms the wall clocks have the effect first. */
  readonly by: number;
}

/**
 * By how many ms an event lies before its cause, by the wall clocks of the two nodes: the receipt of a message that was
 * sent later, as the sender's clock had it. 0 where the clocks don't contradict cause and effect.
 */
export function inversion(trace: Trace, event: TraceEvent): number {
  const send = receivedFrom(trace, event);
  return send === undefined || event.node === undefined ? 0 : lead(send.clocks.wall, event.clocks.wall);
}

const known = new WeakMap<Trace, readonly Contradiction[]>();

/**
 * Every message that was received before it was sent and every step back of a clock, by the wall clocks, in order of
 * the effects. Equal timestamps contradict nothing.
 *
 * Any two events whose wall clocks contradict cause and effect have one of these pairs on each way from the one to
 * the other, since along a way on which no step goes back the end is not before the beginning. Lamport's and the hybrid
 * clock can't contradict cause and effect: each counts on from what is there and what the message brings. Computed
 * once per trace.
 */
export function contradictions(trace: Trace): readonly Contradiction[] {
  let result = known.get(trace);
  if (!result) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect(trace: Trace): Contradiction[] {
  const result: Contradiction[] = [];
  const latest = new Int32Array(trace.nodes.length).fill(-1);
  const walls = new Float64Array(trace.nodes.length).fill(-Infinity);
  for (const event of trace.events) {
    if (!isProcessEvent(event)) continue;
    const { index: later, node } = event;
    const { wall } = event.clocks;
    const stepBack = lead(walls[node], wall);
    if (stepBack > 0) result.push({ earlier: latest[node], later, by: stepBack });
    const send = receivedFrom(trace, event);
    // What a process sends to itself stays on its lifeline.
    const by = send === undefined || send.node === node ? 0 : lead(send.clocks.wall, wall);
    if (by > 0) result.push({ earlier: send!.index, later, by });
    latest[node] = later;
    walls[node] = wall;
  }
  return result;
}

/** How far the cause's timestamp is ahead of the effect's, in ms; 0 where it isn't. */
function lead(cause: number, effect: number): number {
  return Math.max(0, Math.round((cause - effect) * 1000) / 1000);
}
