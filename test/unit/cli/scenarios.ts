/** One call, and a check that holds. */
export const PASSES = `import { Node, scenario } from "faultline";

class Counter extends Node<Counter> {
  count = 0;
  add() {
    return ++this.count;
  }
}

export default scenario("counts", async (world) => {
  const [counter] = world.nodes(Counter, ["counter"]);
  const [ana] = world.clients("ana");
  world.always("counts up", () => counter.state.count >= 0);
  await ana.call(counter, "add");
});
`;

/** Two scenarios: a check fails in the first one, nothing happens in the second. */
export const FAILS = PASSES.replace('scenario("counts"', '[scenario("fails"')
  .replace("state.count >= 0", "state.count === 0")
  .replace(/\}\);\n$/, '}), scenario("waits", async (world) => {\n  await world.sleep(5);\n})];\n');

/** Does as its author says. */
export const FAILS_AS_EXPECTED = PASSES.replace("count >= 0", "count === 0").replace(
  /\);\n$/,
  ').violates("counts up");\n',
);

/** A message is lost in a cut, and a check fails with it; a second scenario is cured by sending again. */
export const CUT = `import { Node, scenario } from "faultline";

class Shop extends Node<Shop> {
  sold: string[] = [];
  sell(item: string, times = 1) {
    for (let time = 0; time < times; time++) this.after(time * 100, () => this.broadcast("copy", item));
  }
  copy(item: string) {
    this.sold.push(item);
  }
}

const sale = (name: string, times: number) =>
  scenario(name, async (world) => {
    const [near, far] = world.nodes(Shop, ["near", "far"]);
    const ana = world.client("ana");
    world.atEnd("far knows", () => far.state.sold.length > 0);
    const cut = world.partition(near, far);
    world.at(50, () => cut.heal());
    await ana.call(near, "sell", "tea", times);
    await world.quiet();
  });

export default [sale("told once", 1).violates("far knows"), sale("told twice", 2)];
`;

/** Not TypeScript. */
export const BROKEN = `import { scenario } from "faultline";
export default scenario("x", async (world) => {
  const a = ;
});
`;

/** Never comes to an end. */
export const ENDLESS = `import { scenario } from "faultline";
console.log("begun");
export default scenario("endless", async () => {
  for (;;);
});
`;
