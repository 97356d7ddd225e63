/** The memory that a traced run of a million events takes, from the scenario's source to the trace in hand. */
import { pathToFileURL } from "node:url";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import { report } from "./report.ts";
import { ring } from "./ring.ts";

const MESSAGES = 500_000;

/** Leaves room for the events that are no hops. */
const SOURCE = ring(1, MESSAGES - 20);

const runner = new Runner({
  workers: nodeWorkers(pathToFileURL("dist/")),
  readSource: (path) => Promise.resolve(path === "/ring.scenario.ts" ? SOURCE : undefined),
  limits: { time: 600_000 },
});
const { runs, error } = await runner.run({ file: "/ring.scenario.ts", seed: 1, record: true });
const trace = runs[0]?.trace;
if (trace === undefined || trace.status !== "passed") {
  throw new Error(`no trace: ${error?.message ?? trace?.error?.message ?? "unknown"}`);
}
const gibibytes = process.resourceUsage().maxRSS / 2 ** 20;
report("memory of a traced run", { events: trace.events.length, gibibytes, limit: 1.5 });
runner.dispose();
