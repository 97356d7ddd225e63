import { expect, it } from "vitest";
import { Node } from "../../../src/dsl/index.ts";
import { errorOf, recordWell } from "./runHere.ts";

class Silent extends Node<Silent> {
  ask() {
    return new Promise<void>(() => undefined);
  }
}

it("follows what is done every so often through what it awaits", async () => {
  const seen: number[] = [];
  await recordWell(async (world) => {
    world.every(100, async () => {
      await world.sleep(10);
      seen.push(world.time);
    });
    await world.sleep(350);
  });
  expect(seen).toEqual([110, 210, 310]);
});

it("ends the run with what is thrown later by what is done every so often", async () => {
  const message = await errorOf(async (world) => {
    world.every(100, async () => {
      await world.sleep(10);
      throw new Error("too late");
    });
    await world.sleep(1000);
  });
  expect(message).toBe("too late");
});

it("ends the run with a timeout that nothing catches", async () => {
  const message = await errorOf(async (world) => {
    const node = world.node(Silent, "silent");
    await world.client("ana").call(node, "ask", { timeout: 50 });
  });
  expect(message).toBe("silent did not answer ask within 50 ms");
});
