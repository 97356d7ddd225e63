import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Editor } from "../driver/editor.ts";
import { startSession } from "./startSession.ts";

/** Two copies of a counter, one of which misses something. */
const counters = `import { Node, scenario } from "faultline";
import { LATENCY } from "./latency";

class Counter extends Node<Counter> {
  count = 0;

  increment(by: number) {
    this.count += by;
    this.broadcast("add", by);
  }

  add(by: number) {
    this.count += by;
  }
}

export default scenario("Counting", async (world) => {
  const counters = world.nodes(Counter, ["left", "right"]);
  const [left, right] = counters;
  const ana = world.client("ana");
  world.network.latency = LATENCY;
  world.agree("count", counters, (counter) => counter.count);

  await ana.call(left, "increment", 1);
  await world.sleep(100);
  world.partition(left, right);
  await ana.call(left, "increment", 2);
  await world.quiet();
}).violates("count");
`;

/** Two scenarios, one of which fails at its third event. */
const pair = `import { Node, scenario } from "faultline";

class Echo extends Node<Echo> {
  heard = 0;

  say(text: string) {
    this.heard += 1;
    return text;
  }
}

export default [
  scenario("Nothing happens", () => undefined),
  scenario("Deaf", async (world) => {
    const canyon = world.node(Echo, "canyon");
    const ana = world.client("ana");
    world.always("nothing is heard", () => canyon.state.heard === 0);
    await ana.call(canyon, "say", "hello");
    await world.sleep(1000);
    await ana.call(canyon, "say", "again");
  }),
];
`;

/** A cut that cuts nothing, a check that fails, and an exception if there is a third call. */
const troubled = `import { Node, scenario } from "faultline";

class Shop extends Node<Shop> {
  sold: string[] = [];

  buy(customer: string) {
    this.sold.push(customer);
    if (this.sold.length > 2) throw new Error("sold out");
  }
}

export default scenario("Sale", async (world) => {
  const [shop, store] = world.nodes(Shop, ["shop", "store"]);
  const [ana, bo] = world.clients("ana", "bo");
  world.always("sold once", () => shop.state.sold.length < 2);
  world.partition(shop, store);
  world.heal();
  await ana.call(shop, "buy", "ana");
  await bo.call(shop, "buy", "bo");
  await world.quiet();
});
`;

/** A name that is no message, a wait that nobody waits for, and no export. */
const mistaken = `import { Node, scenario } from "faultline";

class Echo extends Node<Echo> {
  say(text: string) {
    return text;
  }
}

scenario("Mistaken", async (world) => {
  const canyon = world.node(Echo, "canyon");
  const ana = world.client("ana");
  world.quiet();
  await ana.call(canyon, "sya", "hello");
});
`;

const session = await startSession({
  files: {
    "counters.scenario.ts": counters,
    "latency.ts": "export const LATENCY = 10;\n",
    "pair.scenario.ts": pair,
    "troubled.scenario.ts": troubled,
    "mistaken.scenario.ts": mistaken,
    "blank.scenario.ts": 'import { Node, scenario, uniform } from "faultline";\n\n',
  },
});
const { workbench, preview } = session;
const lineOf = (text: string) => counters.split("\n").findIndex((line) => line.includes(text)) + 1;

async function settings(values: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(join(session.folder, ".vscode"), { recursive: true });
  await writeFile(join(session.folder, ".vscode", "settings.json"), JSON.stringify(values));
}

describe("at the end of each line", () => {
  let editor: Editor;

  const behind = (text: string) => expect.poll(() => editor.behind(text));

  test("stands what became of it, as soon as there is a run", async () => {
    editor = await workbench.openFile("counters.scenario.ts");
    expect(await editor.behind("this.broadcast")).toBe("");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Counting");
    await behind("this.broadcast").toBe("2 sent: 1 delivered, 1 lost to the partition");
    await behind("  increment(").toBe("called 2×");
    await behind("world.partition").toBe("cut 1 message");
    await behind("world.agree").toMatch(/^✗ the copies differ at the end: .*as expected$/);
    await behind("this.count").toBe("");
  });

  test("moves with its line, and is replaced by what the new run has to say", async () => {
    await editor.goTo(lineOf("  increment("));
    await editor.insert("\n\n");
    await behind("  increment(").toBe("called 2×");
    await behind("this.broadcast").toBe("2 sent: 1 delivered, 1 lost to the partition");
    await editor.goTo(lineOf("world.sleep") + 2);
    await editor.insert('  await ana.call(left, "increment", 5);\n');
    await behind("this.broadcast").toBe("3 sent: 2 delivered, 1 lost to the partition");
    await behind('"increment", 5').toBe("answered");
    await behind("world.partition").toBe("cut 1 message");
  });

  test("isn't said any more of a line that now reads otherwise, and can't run", async () => {
    await editor.replaceLine(lineOf("this.broadcast") + 2, '    this.broadcast("add", );;(');
    await preview.banner.getByText("Last good run").waitFor();
    await behind("this.broadcast").toBe("");
    await behind("  increment(").toBe("called 3×");
    // A line that is deleted takes what was said of it along.
    await editor.goTo(lineOf("world.partition") + 3);
    await workbench.page.keyboard.press("Control+Shift+K");
    await behind('"increment", 2').toBe("answered");
    await behind("world.sleep").not.toMatch(/cut/);
    await workbench.page.keyboard.press("Control+z");
    await workbench.page.keyboard.press("Control+z");
    await editor.replaceLine(lineOf("this.broadcast") + 2, '    this.broadcast("add", by);');
    await preview.banner.waitFor({ state: "detached" });
    await behind("this.broadcast").toBe("3 sent: 2 delivered, 1 lost to the partition");
  });

  test("is there again when one comes back, and can be switched off", async () => {
    await workbench.openFile("latency.ts");
    editor = await workbench.openFile("counters.scenario.ts");
    await behind("this.broadcast").toBe("3 sent: 2 delivered, 1 lost to the partition");
    await settings({ "faultline.lineTallies": false });
    await behind("this.broadcast").toBe("");
    await settings({});
    await behind("this.broadcast").toBe("3 sent: 2 delivered, 1 lost to the partition");
  });

  test("opens a list of its events with links to them", async () => {
    await editor.goTo(lineOf("this.broadcast") + 2, 10);
    await workbench.run("Show or Focus Hover");
    await workbench.hover.getByText("3 sent: 2 delivered, 1 lost to the partition").waitFor();
    const row = workbench.hover.getByRole("row").filter({ hasText: "left → right: add(2)" });
    await row.getByRole("link", { name: "lost to the partition after 5 ms" }).click();
    await preview.frame.getByText("add(2) from left to right is lost: partition").first().waitFor();
  });

  test("is gone with the diagram", async () => {
    await workbench.tab("Diagram: counters.scenario.ts").click({ button: "middle" });
    await behind("this.broadcast").toBe("");
  });
});

describe("over each scenario", () => {
  let editor: Editor;

  const lenses = () => expect.poll(() => editor.lenses());
  const bare = "Run | Debug";
  const result = (text: string) => `${bare} | ${text}`;

  test("stands what can be done with it, before anything has run", async () => {
    editor = await workbench.openFile("pair.scenario.ts");
    await lenses().toEqual([bare, bare]);
  });

  test("runs it in the diagram, and says then what became of it", async () => {
    await editor.lens("Run").last().click();
    await preview.waitForRun("Deaf");
    await lenses().toEqual([bare, result("✗ nothing is heard, seed 1")]);
    await editor.lens("Run").first().click();
    await preview.waitForRun("Nothing happens");
    await lenses().toEqual([result("✓ passed, seed 1, 1 event"), result("✗ nothing is heard, seed 1")]);
  });

  test("leads from what became of it to the event in the picture", async () => {
    await preview.seed.fill("7");
    await preview.seed.press("Enter");
    await lenses().toContain(result("✓ passed, seed 7, 1 event"));
    await editor.lens("✗ nothing is heard, seed 1").click();
    await preview.waitForRun("Deaf");
    await preview.waitForStep(3);
    await expect.poll(() => preview.seed.inputValue()).toBe("1");
  });

  test("follows the text as it is typed, and forgets what isn't so any more", async () => {
    await editor.replaceLine(13, '  scenario("Hardly anything happens", () => undefined),');
    await lenses().toEqual([bare, result("✗ nothing is heard, seed 1")]);
    await editor.goTo(1);
    await editor.insert("\n\n");
    await editor.replaceLine(19, '    world.always("it is quiet", () => canyon.state.heard < 2);');
    await lenses().toEqual([bare, result("✗ it is quiet, seed 1")]);
    await editor.replaceLine(19, "    world.always(;;");
    await lenses().toEqual([bare, bare]);
    await editor.replaceLine(19, '    world.always("it is quiet", () => canyon.state.heard < 3);');
    await lenses().toContainEqual(expect.stringMatching(/^Run \| Debug \| ✓ passed, seed 1, \d+ events$/));
  });

  test("says also what became of it as a test", async () => {
    await workbench.tab("Diagram: pair.scenario.ts").click({ button: "middle" });
    await workbench.testing.open();
    await workbench.testing.run("pair.scenario.ts");
    await lenses().toContain(result("✓ passed, seed 1, 1 event"));
  });
});

describe("what went wrong", () => {
  const at = (text: string) => troubled.split("\n").findIndex((line) => line.includes(text)) + 1;
  const { problems, hover } = workbench;
  let editor: Editor;

  test("stands among the problems with the events that led to it, which lead to their lines", async () => {
    editor = await workbench.openFile("troubled.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Sale");
    await problems.open();
    await problems.matching(/^Error: sold once: .* at line 15 /).waitFor();
    await problems.expand(/^Error: sold once/);
    await problems.matching(/^#\d+ at 0 ms: bo asks shop for buy\("bo"\)/).waitFor();
    await problems.matching(/^#\d+ at 0 ms: shop handles buy\("bo"\)/).dblclick();
    await editor.cursorAt(at("  buy("));
  });

  test("names for an exception what it came after", async () => {
    await editor.goTo(at("world.quiet"));
    await editor.insert('  await bo.call(shop, "buy", "cy");\n');
    await problems.open();
    await problems.matching(/^Error: .*sold out.* at line 8 /).waitFor();
    await problems.expand(/^Error: .*sold out/);
    await problems.matching(/^It came after #\d+ at 0 ms: bo's buy\("cy"\) fails: sold out/).waitFor();
    await editor.replaceLine(at("world.quiet"), "  // Nobody comes a third time.");
    await problems.matching(/^Error: .*sold out/).waitFor({ state: "detached" });
  });

  test("is no word for a fault that never bit anything: it only fades, and says why", async () => {
    await editor.goTo(at("world.partition"), 12);
    await workbench.run("Show or Focus Hover");
    await hover
      .getByText(/This cut had no effect: no message was half-way across it.* with seed 1/)
      .waitFor();
    await editor.faded("partition").waitFor();
    expect(await editor.faded("heal").count()).toBe(0);
  });
});

describe("what is surely meant is offered as a quick fix", () => {
  let editor: Editor;

  /** What it mends may not have been found yet when it is asked for. */
  async function fix(line: number, title: string): Promise<void> {
    await editor.goTo(line, 3);
    await expect.poll(() => editor.offersFix(title)).toBe(true);
    await editor.fix(title).click();
  }

  test("a default export", async () => {
    editor = await workbench.openFile("mistaken.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await fix(9, "Export this scenario");
    await editor.line('export default scenario("Mistaken"').waitFor();
  });

  test("an await", async () => {
    await fix(12, "Wait for world.quiet");
    await editor.line("  await world.quiet();").waitFor();
  });

  test("the name of a message", async () => {
    await fix(13, 'Change to "say"');
    await editor.line('ana.call(canyon, "say", "hello")').waitFor();
    await preview.waitForRun("Mistaken");
    await preview.message('say("hello")').waitFor();
  });
});

describe("the shapes of a scenario file", () => {
  const shape = (editor: Editor, description: string) =>
    editor.suggestions.filter({ hasText: description }).first();

  test("are completed where they can stand, and nowhere else", async () => {
    const editor = await workbench.openFile("blank.scenario.ts");
    await editor.goTo(3);
    await workbench.page.keyboard.type("scenar");
    await workbench.page.keyboard.press("Control+Space");
    await shape(editor, "A scenario with two machines and a client").click();
    await editor.line('export default scenario("What happens", async (world) => {').waitFor();
    await workbench.page.keyboard.press("Escape");
    await editor.goTo(9, 3);
    await workbench.page.keyboard.type("agre");
    await workbench.page.keyboard.press("Control+Space");
    await shape(editor, "What all copies must agree on").click();
    await editor.line('  world.agree("copies", nodes, (node) => node.stock);').waitFor();
    await workbench.page.keyboard.press("Escape");
    const other = await workbench.openFile("latency.ts");
    await other.goTo(2);
    await workbench.page.keyboard.type("part");
    await workbench.page.keyboard.press("Control+Space");
    await other.suggestions.first().waitFor();
    expect(await shape(other, "A cut between machines").count()).toBe(0);
  });
});
