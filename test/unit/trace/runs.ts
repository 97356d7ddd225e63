import fc from "fast-check";
import type { Trace } from "../../../src/trace/trace.ts";
import { TraceBuilder } from "../traces.ts";

const NAMES = ["london", "new-york", "tokyo", "@ana"];
const NODES = NAMES.slice(0, 3);

const KINDS = ["send", "send", "deliver", "deliver", "drop", "timer", "note", "crash"] as const;

/** Runs of three nodes in which anything may follow anything, with correct clocks. */
export const anyRun = runsOf([...KINDS, "duplicate"]);

/** The same, with every message delivered at most once. */
export const anyRunWithoutDuplicates = runsOf(KINDS);

function runsOf(kinds: readonly ((typeof KINDS)[number] | "duplicate")[]): fc.Arbitrary<Trace> {
  const step = fc.record({
    what: fc.constantFrom(...kinds),
    a: fc.nat(2),
    b: fc.nat(2),
    wait: fc.nat(9),
    field: fc.constantFrom("stock", "buyers", "__proto__"),
    value: fc.nat(3),
  });
  return fc.array(step, { maxLength: 120 }).map((script) => {
    const run = new TraceBuilder(...NAMES);
    const wire: number[] = [];
    for (const name of NODES) run.start(name, { stock: 0 });
    for (const { what, a, b, wait, field, value } of script) {
      run.time += wait;
      const state = Object.fromEntries([[field, value]]);
      if (what === "send") wire.push(run.send("send", NODES[a], NODES[b], "sold", [value], wait));
      else if (what === "timer") run.timer(NODES[a], "tick", state);
      else if (what === "note") run.note("remark", value === 0 ? undefined : NODES[b]);
      else if (what === "crash") run.crash(NODES[a]);
      else if (wire.length > 0) {
        const [message] = wire.splice(a % wire.length, 1);
        if (what === "deliver") run.deliver(message, state);
        else if (what === "drop") run.drop(message, "loss");
        else wire.push(message, run.duplicate(message, wait));
      }
    }
    return run.finish();
  });
}
