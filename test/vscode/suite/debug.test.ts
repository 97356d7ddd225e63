import { describe, expect, test } from "vitest";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

/** Fifteen events: both buy from their own shop, and each shop tells the other one. */
const shops = `import { Node, scenario } from "faultline";

class Shop extends Node<Shop> {
  stock = 2;

  buy(customer: string) {
    this.stock -= 1;
    this.broadcast("sold", customer);
    return "yours";
  }

  sold(customer: string) {
    this.stock -= 1;
  }
}

export default scenario("Two shops", async (world) => {
  const [london, tokyo] = world.nodes(Shop, ["london", "tokyo"]);
  const [ana, bo] = world.clients("ana", "bo");
  world.network.latency = 10;
  await ana.call(london, "buy", "ana");
  await world.sleep(50);
  await bo.call(tokyo, "buy", "bo");
  await world.quiet();
});
`;
/** Two scenarios of one file: somebody asks, and gets an answer. */
const pair = `import { Node, scenario } from "faultline";

class Echo extends Node<Echo> {
  say(text: string) {
    return text;
  }
}

export default [
  scenario("Here", async (world) => {
    await world.client("hiker").call(world.node(Echo, "canyon"), "say", "ho");
  }),
  scenario("There", async (world) => {
    await world.client("hiker").call(world.node(Echo, "canyon"), "say", "hey");
  }),
];
`;
const line = (text: string) => shops.split("\n").findIndex((candidate) => candidate.includes(text)) + 1;
const broadcast = line("broadcast");

const session = await startSession({
  files: {
    "shops.scenario.ts": shops,
    "echo.scenario.ts": echo,
    "pair.scenario.ts": pair,
    "broken.scenario.ts": echo.replace("heard += 1", "heard += "),
  },
});
const { workbench, preview, page } = session;
const { debugging } = workbench;

describe("the debugger", () => {
  test("starts with F5, and stops where a breakpoint was clicked beside the text", async () => {
    const editor = await workbench.openFile("shops.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Two shops");
    await debugging.toggle(editor, broadcast);
    await debugging.breakpointSigns.waitFor();
    await debugging.open();
    await editor.focus();
    await page.keyboard.press("F5");
    await debugging.frame('london → tokyo: sold("ana")').waitFor();
    await debugging.thread("london", "breakpoint").waitFor();
    await debugging.stoppedLine.waitFor();
    await preview.waitForStep(5);
  });

  test("has what led there as the call stack", async () => {
    await expect
      .poll(() => debugging.frames())
      .toEqual(['london → tokyo: sold("ana")', 'london.buy("ana") ← ana', 'ana → london: buy("ana")']);
  });

  test("shows the state, and what has changed", async () => {
    await debugging.variable("stock", "1").waitFor();
    await debugging.frame('london.buy("ana")').click();
    await debugging.variable("stock", "1 (was 2)").waitFor();
    await debugging.expand("Nodes");
    await debugging.variable("tokyo", "{stock: 2}").waitFor();
  });

  test("goes through the run by its toolbar, in both directions, and the diagram goes along", async () => {
    await debugging.press("Step Over");
    await preview.waitForStep(6);
    await debugging.frame('london → ana: "yours"').waitFor();
    await debugging.press("Step Back");
    await preview.waitForStep(5);
    await debugging.frame('london → tokyo: sold("ana")').waitFor();
    await debugging.press("Step Into");
    await preview.waitForStep(8);
    await debugging.frame('tokyo.sold("ana") ← london').waitFor();
    await debugging.press("Step Out");
    await preview.waitForStep(5);
    await debugging.press("Continue");
    await preview.waitForStep(11);
    await debugging.frame('tokyo → london: sold("bo")').waitFor();
    await debugging.press("Reverse");
    await preview.waitForStep(5);
    await debugging.press("Restart");
    await preview.waitForStep(1);
    await debugging.frame("london starts").waitFor();
  });

  test("goes back by key", async () => {
    await debugging.press("Continue");
    await preview.waitForStep(5);
    await page.keyboard.press("Control+F10");
    await preview.waitForStep(4);
    await page.keyboard.press("Control+F11");
    await preview.waitForStep(1);
  });

  test("follows the diagram, which keeps the keyboard", async () => {
    await preview.focus();
    await page.keyboard.press("End");
    await debugging.frame("The run ends").waitFor();
    await page.keyboard.press("ArrowLeft");
    await debugging.variable("stock", "0 (was 1)").waitFor();
    await preview.message('sold("ana")').first().click();
    await debugging.variable("stock", "1").waitFor();
    await preview.waitForStep(5);
  });

  test("evaluates what is watched, asked for in the console and pointed at", async () => {
    await debugging.watch("london.stock + tokyo.stock");
    await debugging.watched("london.stock + tokyo.stock", "3").waitFor();
    await debugging.press("Step Into");
    await debugging.watched("london.stock + tokyo.stock", "2").waitFor();
    await debugging.evaluate("[this.stock, customer]");
    await debugging.said('[1, "ana"]').waitFor();
    const editor = await workbench.openTab("shops.scenario.ts");
    await editor.line("this.stock -= 1").last().getByText("stock", { exact: true }).hover();
    await debugging.hover.getByText("1").first().waitFor();
  });
});

describe("breakpoints", () => {
  /** Goes to the first event, and on from there. */
  async function again(): Promise<void> {
    await debugging.press("Restart");
    await preview.waitForStep(1);
    await debugging.press("Continue");
  }

  test("have conditions, or only say something", async () => {
    const editor = await workbench.openTab("shops.scenario.ts");
    await debugging.toggle(editor, broadcast);
    await debugging.breakpointSigns.waitFor({ state: "detached" });
    await editor.goTo(broadcast);
    await debugging.ask("Debug: Add Conditional Breakpoint...", "this.stock < 1");
    await editor.goTo(line("buy("));
    await debugging.ask("Debug: Add Logpoint...", "{customer} buys");
    await again();
    await preview.waitForStep(11);
    await debugging.said("ana buys").waitFor();
    await debugging.said("bo buys").waitFor();
  });

  test("are set on messages, and on a field of a node", async () => {
    await debugging.addMessageBreakpoint("tokyo.sold");
    await again();
    await preview.waitForStep(8);
    await debugging.choose(debugging.variable("stock", "1 (was 2)"), "Break on Value Change");
    await debugging.breakpoint("tokyo.stock").waitFor();
    await debugging.press("Continue");
    await preview.waitForStep(10);
    await debugging.variable("stock", "0 (was 1)").waitFor();
  });

  test("may be a line to run to, and any event of a line can be gone to", async () => {
    const editor = await workbench.openTab("shops.scenario.ts");
    await debugging.press("Continue");
    await preview.waitForStep(11);
    await editor.goTo(line("sold("));
    await workbench.run("Debug: Run to Cursor");
    await preview.waitForStep(14);
    await editor.goTo(broadcast);
    await debugging.choose(editor.line("this.broadcast"), "Jump to Cursor");
    await workbench.choose("london sends", "");
    await preview.waitForStep(5);
  });
});

describe("while one debugs", () => {
  test("the text shows the values in the handler", async () => {
    const editor = await workbench.openTab("shops.scenario.ts");
    await debugging.press("Step Into");
    await editor
      .line("sold(")
      .filter({ hasText: /customer\s=\s"ana"/ })
      .waitFor();
    await editor
      .line("this.stock -= 1")
      .filter({ hasText: /this\.stock\s=\s1/ })
      .waitFor();
  });

  test("an edit leaves one at the same event", async () => {
    const editor = await workbench.openTab("shops.scenario.ts");
    const latency = line("world.network.latency");
    await editor.replaceLine(latency, '  world.network.latency = 10; world.node(Shop, "york");');
    await preview.frame.getByText("york").first().waitFor();
    await debugging.variable("stock", "1 (was 2)").waitFor();
    const { step } = await preview.position();
    expect(step).toBeGreaterThan(8);
    await editor.replaceLine(latency, "  world.network.latency = 10;");
    await preview.waitForStep(8);
  });
});

describe("ending it", () => {
  test("leaves nothing behind but the diagram, at its place", async () => {
    await debugging.press("Stop");
    await debugging.toolbar.waitFor({ state: "hidden" });
    await debugging.stoppedLine.waitFor({ state: "detached" });
    await preview.waitForStep(8);
    expect(await workbench.notifications().count()).toBe(0);
  });
});

describe("a scenario", () => {
  test("is debugged from the Testing view", async () => {
    await workbench.testing.open();
    await workbench.testing.debug("shops.scenario.ts");
    await debugging.toolbar.waitFor();
    await preview.waitForStep(8);
    await debugging.press("Stop");
    await debugging.toolbar.waitFor({ state: "hidden" });
  });

  test("that can't be run says where it is wrong", async () => {
    const editor = await workbench.openFile("broken.scenario.ts");
    await page.keyboard.press("F5");
    await workbench.notifications().getByText("broken.scenario.ts can't be debugged").waitFor();
    await workbench.notifications().getByRole("button", { name: "Go to Line" }).click();
    await editor.cursorAt(7);
    expect(await debugging.toolbar.isVisible()).toBe(false);
  });
});

describe("two sessions", () => {
  test("of one file keep their scenario and place, and the diagram goes with the one that is used", async () => {
    const editor = await workbench.openFile("pair.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Here");
    const { of: last } = await preview.position();
    await debugging.open();
    await editor.lens("Debug").first().click();
    await debugging.stoppedLine.waitFor();
    await preview.waitForStep(last);
    await editor.lens("Debug").last().click();
    await preview.waitForRun("There");
    await preview.waitForStep(last);
    await debugging.use("There");
    await debugging.press("Step Back");
    await preview.waitForStep(last - 1);
    await debugging.use("Here");
    await preview.waitForRun("Here");
    await preview.waitForStep(last);
    await debugging.press("Restart");
    await preview.waitForStep(1);
    await debugging.use("There");
    await preview.waitForRun("There");
    await preview.waitForStep(last - 1);
    await debugging.press("Stop");
    await preview.waitForRun("Here");
    await preview.waitForStep(1);
    await debugging.press("Stop");
    await debugging.toolbar.waitFor({ state: "hidden" });
  });

  test("don't disturb each other", async () => {
    await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Debug Scenario");
    // The editor goes to where it stops: who opens another file before, is taken back.
    await debugging.stoppedLine.waitFor();
    await workbench.openFile("shops.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await workbench.run("Faultline: Debug Scenario");
    await debugging.open();
    await debugging.session("shops.scenario.ts").waitFor();
    await debugging.session("echo.scenario.ts").waitFor();
    await preview.waitForStep(8);
    await debugging.press("Step Back");
    await debugging.press("Step Back");
    await preview.waitForStep(8);
  });
});
