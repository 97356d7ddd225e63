import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue, Scheduled, type Weight } from "../../../src/simulator/queue.ts";

class Entry extends Scheduled {
  readonly name: string;
  readonly weight: Weight;

  constructor(name: string, weight: Weight = "pending") {
    super();
    this.name = name;
    this.weight = weight;
  }

  fire(): void {
    throw new Error("the queue fires nothing itself");
  }

  doing() {
    return { what: this.name };
  }
}

function drain(queue: EventQueue): string[] {
  const names: string[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) names.push(next.doing().what);
  return names;
}

describe("the event queue", () => {
  it("gives the earliest first, and of one time the one scheduled first", () => {
    const queue = new EventQueue();
    for (const [name, time] of [
      ["d", 7],
      ["b", 3],
      ["a", 1],
      ["c", 3],
      ["e", 7],
    ] as const) {
      queue.schedule(new Entry(name), time);
    }
    expect(drain(queue)).toEqual(["a", "b", "c", "d", "e"]);
    expect(queue.pop()).toBeUndefined();
  });

  it("tells an entry its time, and whether it will still happen", () => {
    const queue = new EventQueue();
    const entry = new Entry("a");
    queue.schedule(entry, 2.5);
    expect([entry.time, entry.scheduled]).toEqual([2.5, true]);
    queue.pop();
    expect(entry.scheduled).toBe(false);
  });

  it("counts what keeps a run busy, what recurs, and when checks want to look", () => {
    const queue = new EventQueue();
    const pending = new Entry("pending");
    queue.schedule(pending, 1);
    queue.schedule(new Entry("recurring", "recurring"), 2);
    queue.schedule(new Entry("deadline", "deadline"), 3);
    expect([queue.pending, queue.live, queue.deadlines]).toEqual([1, 2, 1]);
    queue.cancel(pending);
    queue.cancel(pending);
    expect([queue.pending, queue.live, queue.deadlines]).toEqual([0, 1, 1]);
    expect(drain(queue)).toEqual(["recurring", "deadline"]);
    expect([queue.pending, queue.live, queue.deadlines]).toEqual([0, 0, 0]);
  });

  it("takes no notice of cancelling what has happened", () => {
    const queue = new EventQueue();
    const entry = new Entry("a");
    queue.schedule(entry, 1);
    queue.pop();
    queue.cancel(entry);
    expect(queue.pending).toBe(0);
  });

  it("does the same as a sorted list, whatever is scheduled, cancelled and taken", () => {
    const operation = fc.oneof(
      { weight: 3, arbitrary: fc.record({ do: fc.constant("schedule" as const), time: fc.nat({ max: 9 }) }) },
      fc.record({ do: fc.constant("cancel" as const), which: fc.nat() }),
      fc.record({ do: fc.constant("pop" as const) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
        const queue = new EventQueue();
        const all: Entry[] = [];
        let model: Entry[] = [];
        for (const each of operations) {
          if (each.do === "schedule") {
            const entry = new Entry(String(all.length));
            queue.schedule(entry, each.time);
            all.push(entry);
            model.push(entry);
          } else if (each.do === "cancel") {
            if (all.length === 0) continue;
            const entry = all[each.which % all.length];
            queue.cancel(entry);
            model = model.filter((other) => other !== entry);
          } else {
            model.sort((a, b) => a.time - b.time || a.sequence - b.sequence);
            expect(queue.pop()).toBe(model.shift());
          }
          expect(new Set(queue)).toEqual(new Set(model));
          expect(queue.pending).toBe(model.length);
        }
      }),
    );
  });
});
