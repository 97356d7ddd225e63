import { describe, expect, test } from "vitest";
import { startSession } from "./startSession.ts";

/** One of two shops sells what it has and once more, while it can't tell the other one. */
const shops = `import { Node, scenario } from "faultline";

class Shop extends Node<Shop> {
  stock = 1;

  buy() {
    this.stock -= 1;
    this.broadcast("sold");
    return "yours";
  }

  sold() {
    this.stock -= 1;
  }
}

export default [
  scenario("Sold twice", async (world) => {
    const shops = world.nodes(Shop, ["london", "tokyo"]);
    const ana = world.client("ana");
    world.network.latency = 10;
    world.agree("stock", shops, (shop) => shop.stock);
    world.always("sold once", () => shops.every(({ state }) => state.stock >= 0));
    await world.sleep(5);
    world.partition([shops[0]], [shops[1]]);
    await ana.call(shops[0], "buy");
    await ana.call(shops[0], "buy");
    await world.quiet();
  }).violates("stock", "sold once"),
  scenario("Sold once", async (world) => {
    await world.client("bo").call(world.node(Shop, "paris"), "buy");
  }),
];
`;

/** Configurations by name, with what a launch.json says of them. */
const configurations = {
  "First event": { scenario: "Sold twice", seed: 7, stopAt: "first" },
  "No scenario file": { program: "${workspaceFolder}/shops.ts" },
  "No such file": { program: "${workspaceFolder}/nowhere.scenario.ts" },
  "No such scenario": { scenario: "Sold thrice" },
  "No seed": { seed: "seven" },
};
const launch = {
  version: "0.2.0",
  configurations: Object.entries(configurations).map(([name, configuration]) => ({
    type: "faultline",
    request: "launch",
    name,
    program: "${workspaceFolder}/shops.scenario.ts",
    ...configuration,
  })),
};

const session = await startSession({
  files: { "shops.scenario.ts": shops, ".vscode/launch.json": JSON.stringify(launch) },
});
const { workbench, preview } = session;
const { debugging } = workbench;

describe("a configuration of a launch.json", () => {
  test("names scenario, seed and where to stop first", async () => {
    await workbench.openFile("shops.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Sold twice");
    await debugging.open();
    await debugging.start("First event");
    await debugging.frame("london starts").waitFor();
    await preview.waitForStep(1);
    expect(await preview.seed.inputValue()).toBe("7");
  });
});

describe("what is ticked in the Breakpoints view", () => {
  test("is where one stops, and why", async () => {
    await debugging.press("Continue");
    await debugging.exception("violated check “sold once”").waitFor();
    await debugging.press("Restart");
    await debugging.exception("").waitFor({ state: "detached" });
    for (const name of ["Faults", "Diverging Copies", "Lost Messages"]) await debugging.check(name);
    await debugging.press("Continue");
    await debugging.exception("fault").getByText("A partition cuts the links: london | tokyo").waitFor();
    await debugging.press("Continue");
    await debugging.exception("diverging copies").waitFor();
    await debugging.frame("london.buy() ← ana").waitFor();
    await debugging.check("Violated Checks");
    await debugging.press("Continue");
    // The call stack may have to be scrolled to where the network is.
    await debugging
      .exception("lost message")
      .getByText("sold() from london to tokyo is lost: partition")
      .waitFor();
    await debugging.press("Reverse");
    await debugging.exception("diverging copies").waitFor();
    await debugging.press("Stop");
    await debugging.toolbar.waitFor({ state: "hidden" });
  });
});

describe("a configuration that is wrong", () => {
  test.each([
    ["No scenario file", "shops.ts is no scenario file"],
    ["No such file", "nowhere.scenario.ts can't be debugged: there is no such file"],
    ["No such scenario", "This file has no scenario “Sold thrice”; there is “Sold twice”, “Sold once”."],
    ["No seed", "“seed” must be a whole number from 0 up"],
  ])("debugs nothing and says why: %s", async (name, why) => {
    await debugging.start(name);
    await workbench.notifications().getByText(why).waitFor();
    expect(await debugging.toolbar.isVisible()).toBe(false);
    await workbench.run("Notifications: Clear All Notifications");
  });
});

describe("where VS Code lets one choose what to debug", () => {
  test("each scenario of the file is offered once", async () => {
    await workbench.openFile("shops.scenario.ts");
    expect(await debugging.offers("Faultline...")).toEqual(["Sold twice", "Sold once"]);
    await workbench.choose("Sold once");
    await preview.waitForRun("Sold once");
    await preview.waitForStep((await preview.position()).of);
  });
});
