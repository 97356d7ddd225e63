import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../../../src/checks/consistency/decide.ts";
import { Ladder } from "../../../../src/checks/consistency/ladder.ts";
import { LEVELS, type Level } from "../../../../src/checks/consistency/levels.ts";
import { kv, MODELS, register, set, type ModelName } from "../../../../src/checks/consistency/models.ts";
import type { Operation } from "../../../../src/checks/consistency/operation.ts";
import type { Specification } from "../../../../src/checks/consistency/specification.ts";
import { Placed } from "../../../../src/checks/consistency/placed.ts";
import { Subject } from "../../../../src/checks/consistency/subject.ts";
import { linearizableByZones } from "../../../../src/checks/consistency/uniqueWrites.ts";
import { forgotten } from "../../../../src/checks/consistency/witness.ts";
import { WingGong } from "../../../../src/checks/consistency/wingGong.ts";
import { histories } from "./histories.ts";

/** Operations one after the other: `["a", "write", 1]`, `["b", "read", null, 1]`. */
function sequence(...lines: (readonly [string, string, Operation["input"], Operation["output"]?])[]) {
  return lines.map(([client, name, input, output], index): Operation => ({
    client,
    function: name,
    input,
    ...(output === undefined ? {} : { output }),
    outcome: "ok",
    invoked: 2 * index,
    completed: 2 * index + 1,
  }));
}

function brokenLevels(history: readonly Operation[], specification: Specification): Level[] {
  return new Ladder(history, specification)
    .rungs()
    .filter(({ verdict }) => verdict === "broken")
    .map(({ level }) => level);
}

const UPWARDS = ["causal", "sequential", "linearizable"];

describe("the ladder", () => {
  it("breaks at read-your-writes for a client that misses its own write", () => {
    const history = sequence(["a", "write", 1], ["a", "write", 2], ["a", "read", null, 1]);
    expect(brokenLevels(history, register())).toEqual(["read-your-writes", ...UPWARDS]);
  });

  it("breaks at monotonic reads, and what rests on them, for a client that goes back", () => {
    const history = sequence(
      ["a", "write", 1],
      ["a", "write", 2],
      ["b", "read", null, 2],
      ["b", "read", null, 1],
    );
    expect(brokenLevels(history, register())).toEqual([
      "monotonic-reads",
      "monotonic-writes",
      "writes-follow-reads",
      ...UPWARDS,
    ]);
  });

  it("breaks at monotonic writes for a client that sees another's second write, and not the first", () => {
    const history = sequence(
      ["a", "put", ["x", "1"]],
      ["a", "put", ["y", "1"]],
      ["b", "get", ["y"], "1"],
      ["b", "get", ["x"], ""],
    );
    expect(brokenLevels(history, kv())).toEqual(["monotonic-writes", ...UPWARDS]);
  });

  it("breaks at writes-follow-reads for a client that sees an answer, and not the question", () => {
    const history = sequence(
      ["a", "put", ["question", "?"]],
      ["b", "get", ["question"], "?"],
      ["b", "put", ["answer", "!"]],
      ["c", "get", ["answer"], "!"],
      ["c", "get", ["question"], ""],
    );
    expect(brokenLevels(history, kv())).toEqual(["writes-follow-reads", ...UPWARDS]);
  });

  it("breaks at sequential for two that see two writes in different orders", () => {
    const history = sequence(
      ["a", "put", ["x", "1"]],
      ["b", "put", ["y", "1"]],
      ["c", "get", ["x"], "1"],
      ["c", "get", ["y"], ""],
      ["d", "get", ["y"], "1"],
      ["d", "get", ["x"], ""],
    );
    expect(brokenLevels(history, kv())).toEqual(["sequential", "linearizable"]);
  });

  it("breaks at linearizable for a read that is stale, and says why", () => {
    const history = sequence(["a", "write", 1], ["b", "read", null, null]);
    expect(brokenLevels(history, register())).toEqual(["linearizable"]);
    const rung = new Ladder(history, register()).rung("linearizable");
    expect(rung).toMatchObject({
      witness: [0, 1],
      reached: { order: [0], stuck: 1 },
      reason: "b: read() → null has no place: after 1 operation that can be ordered it would return 1",
    });
  });

  it("says of what comes from nowhere that it does", () => {
    const history = sequence(["a", "write", 1], ["b", "read", null, 7]);
    const { reason, witness } = new Ladder(history, register()).rung("linearizable");
    expect(reason).toBe("b: read() → 7, and nothing that happened can have led to that");
    expect(witness).toEqual([1]);
  });

  it("takes what may have happened for what may have happened", () => {
    const [write, read, again] = sequence(
      ["a", "write", 1],
      ["b", "read", null, null],
      ["b", "read", null, 1],
    );
    const history: Operation[] = [{ ...write, outcome: "unknown" }, read, again];
    expect(brokenLevels(history, register())).toEqual([]);
    expect(brokenLevels([{ ...write, outcome: "failed" }, read, again], register())).toHaveLength(7);
  });

  it("gives up at its budget, the same way each time, and says what it had reached", () => {
    const writes = sequence(
      ...Array.from({ length: 14 }, (_, index) => [`c${index}`, "add", index] as const),
    );
    const history: Operation[] = [
      ...writes.map((write) => ({ ...write, completed: 100 })),
      { ...sequence(["r", "read", null, { $set: [1, 99] }])[0], invoked: 101, completed: 102 },
    ];
    const rung = () => new Ladder(history, set(), 5000).rung("linearizable");
    expect(rung()).toEqual(rung());
    expect(rung()).toMatchObject({ verdict: "unknown", steps: 5000, reached: { stuck: 14 } });
    expect(rung().witness).toBeUndefined();
    expect(rung().reached!.order).toHaveLength(14);
  });

  it("is not kept by a hard part from finding that another one is broken", () => {
    const hard = Array.from({ length: 16 }, (_, index): Operation => {
      const [one] = sequence([`c${index}`, "append", ["a", `${index}.`]]);
      return { ...one, completed: 100 };
    });
    const [read] = sequence(["r", "get", ["a"], "never"]);
    const [put, get] = sequence(["x", "append", ["b", "1"]], ["y", "get", ["b"], ""]);
    const history = [...hard, { ...read, invoked: 101, completed: 102 }, put, get];
    const { verdict, witness } = new Ladder(history, kv(), 20_000).rung("linearizable");
    expect({ verdict, witness }).toEqual({ verdict: "broken", witness: [17, 18] });
  });
});

describe("a witness", () => {
  it("keeps what an answer comes from, and drops what has nothing to do with it", () => {
    const history = sequence(
      ["a", "append", ["x", "1"]],
      ["b", "put", ["y", "9"]],
      ["a", "append", ["x", "2"]],
      ["c", "get", ["x"], "12"],
      ["d", "get", ["x"], "1"],
    );
    const { witness } = new Ladder(history, kv()).rung("linearizable");
    expect(witness).toEqual([0, 2, 4]);
  });
});

describe("a set of what is placed", () => {
  it("is told from others by its key, whatever became of it before", () => {
    const size = 70;
    fc.assert(
      fc.property(fc.array(fc.nat(size - 1), { maxLength: 200 }), (numbers) => {
        const toggled = new Placed(size);
        for (const number of [...Array(size).keys(), ...numbers]) {
          if (toggled.has(number)) toggled.delete(number);
          else toggled.add(number);
        }
        const added = new Placed(size);
        for (let number = size - 1; number >= 0; number--) if (toggled.has(number)) added.add(number);
        expect(toggled.key()).toBe(added.key());
        expect(toggled.covers(added)).toBe(true);
        if (!added.has(40)) added.add(40);
        else added.delete(40);
        expect(toggled.key()).not.toBe(added.key());
      }),
    );
  });
});

describe.each(Object.keys(MODELS) as ModelName[])("a witness about a %s", (model) => {
  it("is broken, and nothing can be left out of it", () => {
    const specification = MODELS[model]();
    fc.assert(
      fc.property(histories(model, 9), fc.constantFrom(...LEVELS), (history, level) => {
        const { witness } = new Ladder(history, specification).rung(level);
        if (witness === undefined) return;
        const subject = new Subject(history, specification);
        const verdict = (members: readonly number[]) => {
          const kept = subject.steps.filter(({ operation }) => members.includes(operation));
          const free = forgotten(subject, kept);
          return free && decide(subject, level, kept, free, 1_000_000).verdict;
        };
        expect(verdict(witness)).toBe("broken");
        // The witness needs nothing else: what is forgotten only makes it harder to be broken.
        const alone = subject.steps.filter(({ operation }) => witness.includes(operation));
        expect(decide(subject, level, alone, [], 1_000_000).verdict).toBe("broken");
        for (const one of witness)
          expect(verdict(witness.filter((other) => other !== one))).not.toBe("broken");
      }),
      { numRuns: 400 },
    );
  });
});

describe("zones", () => {
  it("say of unique values what the search says", () => {
    let decided = 0;
    fc.assert(
      fc.property(histories("register", 10), (drawn) => {
        const history = drawn.map((one, index) =>
          one.function === "write" ? { ...one, input: index } : { ...one, output: reread(drawn, one) },
        );
        const subject = new Subject(history, register());
        const known = linearizableByZones(subject, subject.steps);
        const search = new WingGong(subject.space, subject.steps, []);
        search.advance(1_000_000);
        expect(known).toBe(search.verdict === "holds");
        decided++;
      }),
      { numRuns: 5000 },
    );
    expect(decided).toBe(5000);
  });

  it("leave alone what is no register of unique values", () => {
    const twice = new Subject(sequence(["a", "write", 1], ["b", "write", 1]), register());
    expect(linearizableByZones(twice, twice.steps)).toBeUndefined();
    const appended = new Subject(sequence(["a", "append", ["x", "1"]]), kv());
    expect(linearizableByZones(appended, appended.steps)).toBeUndefined();
  });
});

/** The index of a write of the value that was read. */
function reread(history: readonly Operation[], { output = null, invoked }: Operation): Operation["input"] {
  if (output === null) return null;
  const writes = [...history.keys()].filter((index) => history[index].function === "write");
  const same = writes.filter((index) => history[index].input === output);
  return same[invoked % Math.max(1, same.length)] ?? null;
}
