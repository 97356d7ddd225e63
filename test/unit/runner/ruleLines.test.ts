import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeWorkers } from "../../../src/runner/nodeWorkers.ts";
import { Runner } from "../../../src/runner/runner.ts";
import type { EventKind } from "../../../src/trace/event.ts";
import { bundle, type Bundles } from "./bundles.ts";

const source = `import { delay, drop, duplicate, Node, scenario, tamper, tap } from "faultline";
class Shop extends Node<Shop> {
  buy(what: string) {}
}
export default scenario("Rules", async (world) => {
  const shop = world.node(Shop, "shop");
  const [ana, eve] = world.clients("ana", "eve");
  world.intercept(({ args }) => (args[0] === "late" ? delay(10) : undefined));
  world.intercept(({ args }) => (args[0] === "tea" ? tamper("milk") : undefined));
  world.intercept(({ args }) => (args[0] === "twice" ? duplicate() : undefined));
  world.intercept(({ args }) => (args[0] === "read" ? tap(eve) : undefined));
  world.intercept(({ args }) => (args[0] === "gone" ? drop() : undefined));
  for (const what of ["late", "tea", "twice", "read"]) await ana.call(shop, "buy", what);
  await ana.call(shop, "buy", "gone", { timeout: 5 }).catch(() => undefined);
});
`;

let bundles: Bundles;
let runner: Runner;

beforeAll(async () => {
  bundles = await bundle("worker.cjs", "compiler.cjs");
  runner = new Runner({
    workers: nodeWorkers(bundles.folder),
    readSource: () => Promise.resolve(source),
  });
}, 60_000);

afterAll(async () => {
  runner.dispose();
  await bundles.remove();
});

it("what a rule does to a message happens at the line of the rule", { timeout: 120_000 }, async () => {
  const { runs } = await runner.run({ file: "/folder/s.scenario.ts", seed: 1, record: true });
  const { events, locations } = runs[0].trace!;
  const lineOf = (kind: EventKind) => {
    const { at } = events.find((event) => event.kind === kind)!;
    return at === undefined ? undefined : locations[at].line;
  };
  expect((["delay", "tamper", "duplicate", "tap", "drop"] as const).map(lineOf)).toEqual([8, 9, 10, 11, 12]);
});
