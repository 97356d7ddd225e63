import { afterEach, expect, it, vi } from "vitest";
import { Compiler } from "../../../src/runner/compiler/compiler.ts";
import { serveCompiler } from "../../../src/runner/compiler/serveCompiler.ts";
import type { CompilerWorker } from "../../../src/runner/wire.ts";

/** A worker that compiles in its own time, and never comes to an end with a text that says so. */
class SlowWorker implements CompilerWorker {
  static started: SlowWorker[] = [];
  readonly compiled: string[] = [];
  terminated = false;
  onMessage: CompilerWorker["onMessage"] = () => undefined;
  onFailure: CompilerWorker["onFailure"] = () => undefined;

  constructor() {
    SlowWorker.started.push(this);
  }

  post(request: Parameters<CompilerWorker["post"]>[0]): void {
    this.compiled.push(request.source);
    if (request.source.includes("hang")) return;
    queueMicrotask(() => this.onMessage(serveCompiler(request)));
  }

  hold(): void {}
  release(): void {}

  terminate(): void {
    this.terminated = true;
  }
}

afterEach(() => {
  vi.useRealTimers();
  SlowWorker.started = [];
});

it("compiles a text once as long as it stays the same", async () => {
  const compiler = new Compiler(() => new SlowWorker());
  const first = await compiler.compile("a.ts", "export const a: number = 1;");
  expect(await compiler.compile("a.ts", "export const a: number = 1;")).toBe(first);
  const changed = await compiler.compile("a.ts", "export const a: number = 2;");
  expect(changed.stripped).toContain("a = 2");
  expect(SlowWorker.started[0].compiled).toHaveLength(2);
});

it("says where a text is wrong", async () => {
  const compiler = new Compiler(() => new SlowWorker());
  await expect(compiler.compile("a.ts", "const a = ;\n")).rejects.toMatchObject({
    location: { file: "a.ts", line: 1 },
  });
});

it("gives up a text that makes it hang, and compiles the next", async () => {
  vi.useFakeTimers();
  const compiler = new Compiler(() => new SlowWorker());
  const hanging = compiler.compile("a.ts", "hang();");
  const next = compiler.compile("b.ts", "export const b = 1;");
  vi.advanceTimersByTime(10_000);
  await expect(hanging).rejects.toThrow("the file did not compile within 10 s");
  expect((await next).file).toBe("b.ts");
  expect(SlowWorker.started.map(({ terminated }) => terminated)).toEqual([true, false]);
});

it("goes on with another worker when one ends by itself", async () => {
  const compiler = new Compiler(() => new SlowWorker());
  const lost = compiler.compile("a.ts", "hang();");
  SlowWorker.started[0].onFailure({ kind: "memory" });
  await expect(lost).rejects.toThrow("more memory");
  expect((await compiler.compile("a.ts", "export {};")).file).toBe("a.ts");
});
