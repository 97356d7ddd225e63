import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writingComparisonJson } from "../../../src/exporters/comparisonJson.ts";
import { compare, type Comparison } from "../../../src/trace/comparison/compare.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { anyTrouble } from "../trace/troubles.ts";
import { shopTrace } from "../traces.ts";

interface Document {
  readonly same: boolean;
  readonly counts: Comparison["counts"];
  readonly first: number | null;
  readonly differences: readonly { readonly kind: string; readonly time: number; readonly in: string[] }[];
}

function write(a: Trace, b: Trace): { readonly lines: readonly string[]; readonly document: Document } {
  const text = [...writingComparisonJson(compare(a, b))].join("");
  return { lines: text.split("\n"), document: JSON.parse(text) as Document };
}

describe("writingComparisonJson", () => {
  it("writes every difference on a line of its own, from the earliest to the latest", () => {
    fc.assert(
      fc.property(anyTrouble, anyTrouble, (a, b) => {
        const { lines, document } = write(a, b);
        const { differences, counts, first } = document;
        expect(lines.filter((line) => line.startsWith('{"kind":'))).toHaveLength(differences.length);
        for (const kind of ["only", "instead", "differs", "time"] as const)
          expect(differences.filter((each) => each.kind === kind)).toHaveLength(counts[kind]);
        const times = differences.map(({ time }) => time);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
        expect(first === null).toBe(differences.length === 0);
      }),
    );
  });

  it("names what counterparts differ in, and the faults that a run leaves out", () => {
    const { trace } = shopTrace();
    const events = trace.events.map((event) =>
      event.kind === "deliver" && event.node === 2 ? { ...event, state: { stock: 5 } } : event,
    );
    const { lines, document } = write(trace, { ...trace, events, without: "faults" });
    expect(document.differences.every((each) => each.in.join() === "state")).toBe(true);
    expect(document.differences.length).toBeGreaterThan(0);
    expect(lines[2]).not.toContain("without");
    expect(lines[3]).toContain('"name":"the run without faults"');
    expect(lines[3]).toContain('"without":"faults"');
  });

  it("says that runs are the same only if nodes, events and checks are", () => {
    const { trace } = shopTrace();
    const [node, ...nodes] = trace.nodes;
    const [check, ...checks] = trace.checks;
    expect(write(trace, { ...trace, hash: "0000000000000000", locations: [] }).document.same).toBe(true);
    for (const other of [
      { ...trace, nodes: [{ ...node, name: "eve" }, ...nodes] },
      { ...trace, nodes: [{ ...node, type: "Buyer" }, ...nodes] },
      { ...trace, nodes: [node, ...nodes, { ...node, name: "eve" }] },
      { ...trace, checks },
      { ...trace, checks: [{ ...check, status: "undecided" as const }, ...checks] },
      {
        ...trace,
        events: trace.events
          .filter(({ kind }) => kind !== "partition")
          .map((event, index) => ({ ...event, index })),
      },
    ]) {
      expect(write(trace, other).document.same).toBe(false);
      expect(write(other, trace).document.same).toBe(false);
    }
  });
});
