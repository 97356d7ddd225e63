import { Node } from "../../dsl/node.ts";
import type { Ref } from "../../dsl/reference.ts";
import { run } from "../../dsl/run.ts";
import { scenario } from "../../dsl/scenario.ts";
import { SeededChoices } from "../../simulator/choices.ts";
import { uniform } from "../../simulator/distribution.ts";
import { CallSites } from "./callSites.ts";

class Sample extends Node<Sample> {
  values: string[] = [];

  async ask(peer: Ref<Sample>, value: string): Promise<string> {
    try {
      return await this.call(peer, "tell", value, { timeout: 50 });
    } catch {
      return "nothing";
    }
  }

  tell(value: string) {
    this.values.push(value);
    this.after(5, () => this.broadcast("tell", `${value}!`));
    return value;
  }
}

/** Uses what most scenarios use. */
const sample = scenario("sample", async (world) => {
  const nodes = world.nodes(Sample, ["a", "b", "c"]);
  const [a, b, c] = nodes;
  world.network.latency = uniform(1, 10);
  world.always("short", () => nodes.every((node) => node.state.values.length < 5));
  world.agree("values", nodes, (node) => node.values);
  const client = world.client("client");
  await client.call(a, "ask", b, "x");
  world.partition([a, b], [c]);
  await client.call(a, "ask", c, "x");
  world.heal();
  world.crash(c);
  world.restart(c);
});

/**
 * Runs a sample, so that the engine has read and compiled what a run needs before there is one to wait for. Only of
 * use to a worker that waits; leaves nothing behind.
 */
export async function warmUp(drainMicrotasks: () => Promise<void>): Promise<void> {
  const locator = new CallSites();
  await run(
    sample,
    { seed: 1, choices: new SeededChoices(1), budget: 1000, recordAs: "sample.scenario.ts" },
    {
      drainMicrotasks,
      beforeStep: () => undefined,
      beforeEvent: () => undefined,
      describe: (error) => ({ message: String(error), location: locator.thrownAt(error) }),
      enter: () => undefined,
      locator,
    },
  );
}
