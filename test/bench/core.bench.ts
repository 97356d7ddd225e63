/**
 * What a simulated event costs, as a ratio to a bare heap loop that delivers the same messages with the same number
 * of draws and does nothing else.
 */
import * as dsl from "../../src/dsl/index.ts";
import { run, type RunHost } from "../../src/dsl/run.ts";
import type { Scenario } from "../../src/dsl/scenario.ts";
import { compile } from "../../src/runner/compiler/compile.ts";
import { link } from "../../src/runner/link.ts";
import { CallSites } from "../../src/runner/worker/callSites.ts";
import { evaluate } from "../../src/runner/worker/evaluate.ts";
import { ChoicePoint, SeededChoices } from "../../src/simulator/choices.ts";
import { uniform } from "../../src/simulator/distribution.ts";
import { EventQueue, Scheduled } from "../../src/simulator/queue.ts";
import { median, report } from "./report.ts";
import { ring } from "./ring.ts";

const MESSAGES = 200_000;
const NODES = 5;
const ROUNDS = 9;
const LATENCY = uniform(20, 80);

const SOURCE = ring(NODES, MESSAGES / NODES);

class Hop extends Scheduled {
  readonly weight = "pending";

  constructor(
    readonly hops: number,
    readonly onFire: (hop: Hop) => void,
  ) {
    super();
  }

  fire(): void {
    this.onFire(this);
  }

  doing() {
    return { what: "a hop" };
  }
}

/** @returns Nanoseconds per message. */
function bareLoop(): number {
  const queue = new EventQueue();
  const choices = new SeededChoices(1);
  const point = new ChoicePoint("latency", "a→b");
  let delivered = 0;
  const deliver = (hop: Hop) => {
    delivered++;
    if (hop.hops > 0) {
      queue.schedule(new Hop(hop.hops - 1, deliver), hop.time + LATENCY.quantile(choices.draw(point)));
    }
  };
  for (let i = 0; i < NODES; i++) queue.schedule(new Hop(MESSAGES / NODES, deliver), 0);
  const start = process.cpuUsage();
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) next.fire();
  return nanosecondsSince(start) / delivered;
}

function hostFor(callSites: CallSites | undefined): RunHost {
  return {
    drainMicrotasks: () => new Promise((resolve) => setImmediate(resolve)),
    beforeStep: () => undefined,
    beforeEvent: () => undefined,
    describe: (error) => ({ message: String(error) }),
    enter: () => undefined,
    ...(callSites === undefined ? {} : { locator: callSites }),
  };
}

/** @returns Nanoseconds per message: its send and its delivery together. */
async function simulated(scenario: Scenario, callSites: CallSites | undefined): Promise<number> {
  const start = process.cpuUsage();
  const result = await run(
    scenario,
    {
      seed: 1,
      choices: new SeededChoices(1),
      budget: Infinity,
      ...(callSites === undefined ? {} : { recordAs: "ring.scenario.ts" }),
    },
    hostFor(callSites),
  );
  if (result.status !== "passed")
    throw new Error(`the run is ${result.status}: ${String(result.error?.message)}`);
  return nanosecondsSince(start) / MESSAGES;
}

/** CPU time of this process, which other processes of a busy machine don't lengthen. */
function nanosecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}

const program = await link(
  "/ring.scenario.ts",
  (path) => Promise.resolve(path === "/ring.scenario.ts" ? SOURCE : undefined),
  (file, source) => Promise.resolve(compile(file, source)),
);
const callSites = new CallSites();
const [scenario] = evaluate(program, (module) => callSites.add(module), dsl);

const ratios: { off: number; on: number; bare: number }[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const bare = bareLoop();
  const off = (await simulated(scenario, undefined)) / bare;
  const on = (await simulated(scenario, callSites)) / bare;
  // The first round warms the engine up.
  if (round > 0) ratios.push({ bare, off, on });
}
report("bare heap loop", { nanosecondsPerMessage: median(ratios.map(({ bare }) => bare)) });
for (const [name, limit] of [
  ["off", 5],
  ["on", 40],
] as const) {
  const ratioPerMessage = median(ratios.map((round) => round[name]));
  // A message is one event of the bare loop, its delivery, and two of the simulator: its sending as well.
  report(`simulator, recording ${name}`, { ratioPerEvent: ratioPerMessage / 2, ratioPerMessage, limit });
}
