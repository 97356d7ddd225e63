import { canonical } from "../canonical.ts";
import { isSend, type SendEvent } from "../event.ts";
import { flights } from "../flights.ts";
import { original } from "../messages.ts";
import type { Criterion } from "./criterion.ts";

/**
 * Receipts of what was received before. Two messages are the same when
 *
 * - one is a copy of the other: made by the network, or sent again by the transport; or
 * - a program has sent it again: a request of one node to another for the same method with the same arguments, after an
 *   equal one was given up. Equal requests that were under way together become the same as they are given up.
 *
 * Equal messages that nobody has given up, such as heartbeats, are different ones. What somebody changes on the way stays
 * the same message.
 */
export const twice: Criterion = (trace) => {
  const all = flights(trace);
  /** For each message the first one that it is the same as; of a copy, what it is a copy of. */
  const same = new Int32Array(all.length);
  const received = new Uint8Array(all.length);
  const again = new Uint8Array(trace.events.length);
  const givenUp = new GivenUp();
  for (const event of trace.events) {
    if (isSend(event)) {
      if (event.kind === "duplicate" || event.kind === "retransmit") {
        same[event.message] = original(trace, event).message;
      } else {
        const asks = event.kind === "call" || event.kind === "invoke";
        same[event.message] = (asks ? givenUp.equal(event) : undefined) ?? event.message;
      }
    } else if (event.kind === "timeout" || event.kind === "unknown") {
      const first = givenUp.add(all[event.request].send, same[event.request]);
      if (received[same[event.request]] === 1) received[first] = 1;
      same[event.request] = first;
    } else if (event.kind === "deliver" || event.kind === "ok" || event.kind === "fail") {
      // A copy leads to what it was copied from, and that to the first of its kind.
      const first = same[same[event.message]];
      again[event.index] = received[first];
      received[first] = 1;
    }
  }
  return ({ index }) => again[index] === 1;
};

/** Requests that nobody waits for any more, by what they ask of whom. */
class GivenUp {
  readonly #byPurpose = new Map<string, Map<string, number>>();

  /** Of the requests that are equal to this one, the first that was given up. */
  equal(request: SendEvent): number | undefined {
    // Mostly none is, so the arguments need not be written down.
    return this.#byPurpose.get(purpose(request))?.get(canonical(request.args));
  }

  /** @param first What the request is the same as so far. @returns What it is the same as from now on. */
  add(request: SendEvent, first: number): number {
    const alike = this.#byPurpose.get(purpose(request)) ?? new Map<string, number>();
    const content = canonical(request.args);
    const equal = alike.get(content) ?? first;
    this.#byPurpose.set(purpose(request), alike.set(content, equal));
    return equal;
  }
}

function purpose({ node, to, name }: SendEvent): string {
  return `${node} ${to} ${name}`;
}
