import { describe, expect, it } from "vitest";
import { Node, type NodeHandle } from "../../../src/dsl/index.ts";
import { errorOf, recordWell } from "./runHere.ts";

interface Item {
  name: string;
  tags: string[];
}

class Store extends Node<Store> {
  count = 1;
  items: Item[] = [{ name: "lamp", tags: ["new"] }];
  byName = new Map<string, Item>([["lamp", { name: "lamp", tags: ["new"] }]]);
  owners = new Set(["ana"]);
  opened = new Date(5);
  bytes = new Uint8Array([3, 1, 2]);
  settings = Object.freeze({ regions: ["eu"] });
  #secret = 7;

  get double() {
    return this.#secret * 2;
  }

  rename(name: string) {
    this.items[0].name = name;
    this.count++;
  }

  peek(other: NodeHandle<Store>) {
    return other.state.count;
  }
}

/** What `look` finds in the state of a new store. */
async function seen<T>(look: (state: NodeHandle<Store>["state"]) => T): Promise<T> {
  const found: T[] = [];
  await recordWell((world) => {
    found.push(look(world.node(Store, "store").state));
  });
  return found[0];
}

describe("a node's state, as the scenario sees it", () => {
  it("reads like the fields themselves", async () => {
    expect(await seen((state) => [state.count, state.double, state.items[0]?.tags.length])).toEqual([
      1, 14, 1,
    ]);
    expect(await seen((state) => [...state.items].map(({ name }) => name))).toEqual(["lamp"]);
    expect(await seen((state) => Array.isArray(state.items))).toBe(true);
    expect(await seen((state) => Object.keys(state.items[0]))).toEqual(["name", "tags"]);
    expect(await seen((state) => JSON.stringify(state.items))).toBe('[{"name":"lamp","tags":["new"]}]');
  });

  it("reads maps, sets, dates, bytes and frozen objects", async () => {
    expect(await seen((state) => [...state.byName].map(([key, item]) => [key, item.name]))).toEqual([
      ["lamp", "lamp"],
    ]);
    expect(await seen((state) => [...state.byName.values()].map((item) => item.tags[0]))).toEqual(["new"]);
    expect(await seen((state) => [state.byName.size, state.byName.get("lamp")?.name])).toEqual([1, "lamp"]);
    expect(await seen((state) => [state.owners.has("ana"), [...state.owners].join()])).toEqual([true, "ana"]);
    expect(await seen((state) => (state.opened as Date).getTime())).toBe(5);
    expect(await seen((state) => [state.bytes.length, state.bytes[0], [...state.bytes].join()])).toEqual([
      3,
      3,
      "3,1,2",
    ]);
    expect(await seen((state) => state.settings.regions[0])).toBe("eu");
  });

  it("stays current", async () => {
    await recordWell(async (world) => {
      const store = world.node(Store, "store");
      const { state } = store;
      await world.client("c").call(store, "rename", "desk");
      expect([state.count, state.items[0].name]).toEqual([2, "desk"]);
    });
  });

  const writes: Record<string, (state: Writable) => void> = {
    "a field": (state) => (state.count = 2),
    "a new field": (state) => ((state as unknown as Record<string, unknown>)["extra"] = 1),
    "a field of a part": (state) => (state.items[0].name = "desk"),
    "an element": (state) => state.items.push({ name: "desk", tags: [] }),
    "a length": (state) => (state.items.length = 0),
    "a removal": (state) => delete (state as { count?: number }).count,
    "a map's entry": (state) => state.byName.set("desk", { name: "desk", tags: [] }),
    "a map's value": (state) => (state.byName.get("lamp")!.name = "desk"),
    "a map's value while visiting": (state) => state.byName.forEach((item) => (item.name = "desk")),
    "a map's value while iterating": (state) => ([...state.byName.values()][0].name = "desk"),
    "a set's element": (state) => state.owners.add("bo"),
    "a set's elements": (state) => state.owners.clear(),
    "a date": (state) => state.opened.setTime(6),
    "a byte": (state) => (state.bytes[0] = 9),
    "all bytes": (state) => state.bytes.fill(9),
    "the order of bytes": (state) => state.bytes.sort(),
    "a part of a frozen object": (state) => state.settings.regions.push("us"),
    "what may be written": (state) => Object.freeze(state),
    "a prototype": (state) => void Object.setPrototypeOf(state.items, null),
  };

  it.each(Object.entries(writes))("can't be written: %s", async (_, write) => {
    const message = await errorOf((world) => {
      const { state } = world.node(Store, "store");
      const before = JSON.stringify([state, [...state.byName], [...state.owners], [...state.bytes]]);
      try {
        write(state as unknown as Writable);
      } finally {
        expect(JSON.stringify([state, [...state.byName], [...state.owners], [...state.bytes]])).toBe(before);
      }
    });
    expect(message).toBe(
      "a scenario can read a node's state and can't write it; send the node a message instead",
    );
  });

  it("is hidden from nodes", async () => {
    const message = await errorOf(async (world) => {
      const [a, b] = world.nodes(Store, ["a", "b"]);
      await world.client("c").call(a, "peek", b);
    });
    expect(message).toMatch(
      /^a reads the state of b: only the scenario may; a node has to ask by a message$/,
    );
  });
});

type Writable = {
  -readonly [K in "count" | "items" | "byName" | "owners" | "bytes" | "settings"]: Store[K];
} & {
  opened: Date;
};
