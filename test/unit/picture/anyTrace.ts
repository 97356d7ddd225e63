import fc from "fast-check";
import type { TraceNode } from "../../../src/trace/trace.ts";
import { TraceBuilder } from "../../webview/support/traceBuilder.ts";

/** The nodes of {@link anyTrace}. */
export const PEERS = ["a", "b", "c", "d"].map((name): TraceNode => ({ name, kind: "node", type: "Peer" }));

/** A run in which anything may come after anything. */
export const anyTrace = fc
  .array(
    fc.record({
      what: fc.constantFrom(
        "timer",
        "timer",
        "note",
        "flush",
        "decide",
        "send",
        "send",
        "deliver",
        "deliver",
        "lose",
        "crash",
        "cut",
        "break",
      ),
      wait: fc.constantFrom(0, 0, 1, 4, 50),
      node: fc.nat(PEERS.length - 1),
      other: fc.nat(PEERS.length - 1),
      latency: fc.constantFrom(0, 3, 10),
      caused: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((steps) => {
    const run = new TraceBuilder(PEERS);
    for (const node of PEERS.keys()) run.start(node);
    const flying: number[] = [];
    const lastOn: (number | undefined)[] = [];
    const arrive = (sent: number | undefined) => {
      const event = sent === undefined ? undefined : run.events[sent];
      if (event === undefined || !("arrival" in event)) return undefined;
      run.at(Math.max(run.time, event.arrival));
      return sent;
    };
    for (const { what, wait, node, other, latency, caused } of steps) {
      run.at(run.time + wait);
      const cause = caused ? lastOn[node] : undefined;
      if (what === "timer") lastOn[node] = run.timer(node, caused ? "tick" : "tock", cause);
      else if (what === "note") run.note("!", node);
      else if (what === "flush") run.happen("flush", node);
      else if (what === "decide") run.decide(node, 1, "x");
      else if (what === "send") flying.push(run.send("send", node, other, "m", [], latency, cause));
      else if (what === "crash") run.happen("crash", node);
      else if (what === "break") run.violation(0, "no", lastOn[node] ?? 0);
      else if (what === "cut") run.heal(run.partition(node, [[0], [1]]));
      else {
        const sent = arrive(flying.shift());
        if (sent === undefined) continue;
        if (what === "lose") run.drop(sent, "loss");
        else lastOn[(run.events[sent] as { to: number }).to] = run.deliver(sent);
      }
    }
    run.checks.push({ name: "no", kind: "always", status: "violated", expected: false, message: "no" });
    return run.build("Anything");
  });
