import { describe, expect, test } from "vitest";
import { echo } from "../scenarios.ts";
import { startSession } from "./startSession.ts";

const oversized = `${echo}\n// ${"x".repeat(10_000_000)}\n`;
const binary = Uint8Array.from({ length: 4096 }, (_, index) => (index * 167 + 13) % 256);

const session = await startSession({
  files: { "echo.scenario.ts": echo, "oversized.scenario.ts": oversized, "binary.scenario.ts": binary },
});
const { workbench, preview } = session;

const call = '  await hiker.call(canyon, "say", "hello");';

/** Texts that can't run or never end, and what the panel says of them. */
const broken: readonly { what: string; text: string; says: RegExp }[] = [
  { what: "an empty file", text: "", says: /default export|export default/i },
  { what: "a syntax error", text: echo.replace("async (world) =>", "async (world) = >"), says: /./ },
  { what: "an unknown import", text: `import "left-pad";\n${echo}`, says: /left-pad/ },
  { what: "an endless loop", text: echo.replace(call, "for (;;);"), says: /endless/ },
  {
    what: "an endless chain of promises",
    text: echo.replace(
      call,
      "const spin = async (): Promise<void> => Promise.resolve().then(spin); await spin();",
    ),
    says: /endless/,
  },
  {
    what: "endless timers",
    text: echo.replace(
      call,
      "world.at(1, function again() { world.at(1, again); }); for (;;) await world.sleep(0);",
    ),
    says: /./,
  },
  {
    what: "an allocation of gigabytes",
    text: echo.replace(call, "const hoard = []; for (;;) hoard.push(new Array(1e6).fill(hoard.length));"),
    says: /memory|endless/,
  },
  {
    what: "an exception in a handler",
    text: echo.replace("this.heard += 1;", 'throw new Error("deaf");'),
    says: /deaf/,
  },
  {
    what: "a message that holds a function",
    text: echo.replace('"hello"', "(() => 1) as never"),
    says: /function/,
  },
  {
    what: "a read of the file system",
    text: `import { readFileSync } from "node:fs";\n${echo}\nreadFileSync("/etc/hosts");\n`,
    says: /node:fs/,
  },
  {
    what: "a request to the network",
    text: echo.replace(call, 'await fetch("http://example.com");'),
    says: /fetch/,
  },
  {
    what: "two nodes with one name",
    text: echo.replace('["canyon"]', '["canyon", "canyon"]'),
    says: /canyon/,
  },
  {
    what: "a negative latency",
    text: echo.replace("latency = 10", "latency = -10"),
    says: /latency|negative/i,
  },
];

describe("bad input", () => {
  test("is preceded by a good picture", async () => {
    await workbench.openFile("echo.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.waitForRun("Echo");
  });

  test.each(broken)("$what: one message, and the next good edit works", async ({ text, says }) => {
    const editor = await workbench.openFile("echo.scenario.ts");
    await editor.replaceAll(text);
    await preview.banner.filter({ hasText: says }).waitFor();
    await editor.replaceAll(echo);
    await preview.banner.waitFor({ state: "detached" });
    await preview.message('say("hello")').waitFor();
    expect(await workbench.notifications().count()).toBe(0);
  });

  test("typing doesn't wait for a run that never ends", async () => {
    const editor = await workbench.openFile("echo.scenario.ts");
    await editor.replaceAll(echo.replace(call, "for (;;);"));
    await preview.banner.waitFor();
    await editor.goTo(1);
    for (const letter of "// typed meanwhile\n") await editor.insert(letter);
    await editor.line("// typed meanwhile").waitFor();
    await editor.replaceAll(echo);
    await preview.message('say("hello")').waitFor();
  });

  test("10 MB of source: it runs or says why not", async () => {
    await workbench.run("View: Close All Editors");
    await workbench.page.getByRole("button", { name: "Don't Save" }).click();
    await workbench.openFile("oversized.scenario.ts");
    await workbench.run("Faultline: Open Diagram to the Side");
    await preview.message('say("hello")').or(preview.banner).first().waitFor();
  });

  test("a binary file: one message says that it is no text", async () => {
    await workbench.run("View: Close All Editors");
    await workbench.show("binary.scenario.ts");
    await workbench.titleButton("Open Diagram to the Side").click();
    await workbench.notifications().filter({ hasText: "binary" }).waitFor();
  });
});
