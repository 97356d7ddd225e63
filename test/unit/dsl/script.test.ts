import { expect, it } from "vitest";
import { Node, type World } from "../../../src/dsl/index.ts";
import { errorOf, eventsOf, recordWell } from "./runHere.ts";

class Silent extends Node<Silent> {
  ask() {
    return new Promise<void>(() => undefined);
  }
}

/** Does something 10 ms later. */
async function afterwards(world: World, action: () => void): Promise<void> {
  await world.sleep(10);
  action();
}

it("follows what is done every so often through what it awaits", async () => {
  const seen: number[] = [];
  await recordWell(async (world) => {
    world.every(100, () => afterwards(world, () => seen.push(world.time)));
    await world.sleep(350);
  });
  expect(seen).toEqual([110, 210, 310]);
});

it("ends the run with what is thrown later by what is done every so often", async () => {
  const message = await errorOf(async (world) => {
    world.every(100, () =>
      afterwards(world, () => {
        throw new Error("too late");
      }),
    );
    await world.sleep(1000);
  });
  expect(message).toBe("too late");
});

class Eager extends Node<Eager> {
  go() {
    void this.#work();
  }

  async #work() {
    await Promise.resolve();
    this.note("done");
  }
}

it("ends what a handler sets in motion and doesn't wait for before anything else happens", async () => {
  const { trace } = await recordWell(async (world) => {
    const node = world.node(Eager, "eager");
    world.at(30, () => undefined);
    await world.sleep(5);
    await world.client("ana").call(node, "go");
    await world.quiet();
  });
  const [note] = eventsOf(trace, "note");
  expect(note.time).toBe(5);
  expect(trace.events[note.cause!].kind).toBe("deliver");
});

it("ends the run with a timeout that nothing catches", async () => {
  const message = await errorOf(async (world) => {
    const node = world.node(Silent, "silent");
    await world.client("ana").call(node, "ask", { timeout: 50 });
  });
  expect(message).toBe("silent did not answer ask within 50 ms");
});
