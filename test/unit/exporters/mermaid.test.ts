import fc from "fast-check";
import mermaid from "mermaid";
import { describe, expect, it } from "vitest";
import { toMermaid } from "../../../src/exporters/mermaid.ts";
import { anyRun } from "../trace/runs.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { nasty } from "./nasty.ts";

/** The part of Mermaid behind its parser that says what was understood. */
interface Parsed {
  readonly db: {
    getActors(): Map<string, { readonly description: string }>;
    getMessages(): { readonly message: string }[];
  };
}
const { mermaidAPI } = mermaid as unknown as {
  mermaidAPI: { getDiagramFromText(text: string): Promise<Parsed> };
};

/** What Mermaid understood: names of the participants and texts of the rows, as they will be shown. */
async function read(text: string): Promise<{ names: string[]; rows: string[] }> {
  // Parsing loads the kinds of diagram.
  await mermaid.parse(text);
  const { db } = await mermaidAPI.getDiagramFromText(text);
  return {
    names: [...db.getActors().values()].map(({ description }) => decode(description)),
    rows: db.getMessages().map(({ message }) => decode(message)),
  };
}

/** Mermaid keeps character codes under these signs until it draws. */
function decode(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/gu, (_, code: string) => String.fromCodePoint(Number(code)));
}

describe("toMermaid", () => {
  it("draws the example", () => {
    expect(toMermaid(shopTrace().trace)).toBe(`---
title: "The last item is sold twice (seed 7)"
---
sequenceDiagram
    actor n0 as ana
    participant n1 as london
    participant n2 as new-york
    participant n3 as tokyo
    actor n4 as bo
    Note over n0,n4: partition · london, new-york | tokyo · 0 ms
    n0->>n1: buy("ana") · 0 ms
    n4->>n3: buy("bo") · 0 ms
    Note over n3: ✗ sold at most once#58; it was false · 0 ms
    n1-->>n0: "yours" · 0 ms
    n3-->>n4: "yours" · 0 ms
    n3-xn1: sold("bo") · lost (partition) · 0 ms → 25 ms
    n1-xn3: sold("ana") · lost (partition) · 0 ms → 34 ms
    n3-xn2: sold("bo") · lost (partition) · 0 ms → 45 ms
    n1-)n2: sold("ana") · 0 ms → 57 ms
    Note over n0,n4: healed · 200 ms
    Note over n0,n4: ✗ buyers#58; london#58; ["ana"], tokyo#58; ["bo"] · 200 ms
`);
  });

  it("draws a part, with the partition it lies in and what is still under way", () => {
    const { trace, events } = shopTrace();
    const text = toMermaid(trace, { from: events.anaSold + 1, to: events.lost });
    expect(text).toContain("Note over n0,n4: partition · london, new-york | tokyo\n");
    expect(text).not.toContain("n0->>n1");
    expect(text).toContain('n1--)n2: sold("ana") · 0 ms → still under way');
  });

  it("shows copies, lost replies, failures, crashes and waiting in vain", async () => {
    const run = new TraceBuilder("a", "b", "@c");
    const vote = run.send("call", "a", "b", "vote", [], 5);
    const copy = run.duplicate(vote, 9);
    run.time = 5;
    run.deliver(vote);
    run.drop(run.reply(vote, "Error: no", { failed: true }), "loss");
    run.time = 9;
    run.deliver(copy);
    run.timeout(vote);
    run.crash("b");
    run.restart("b");
    run.clock("b", 50, 100);
    run.unknown(run.send("invoke", "c", "a", "get", [], 10));
    const { rows } = await read(toMermaid(run.finish()));
    expect(rows).toEqual([
      "vote() · 0 ms → 5 ms",
      "✗ Error: no · lost (loss) · 5 ms",
      "vote() (copy) · 0 ms → 9 ms",
      "timeout, no answer to vote() · 9 ms",
      "✖ crash · 9 ms",
      "restart · 9 ms",
      "clock · offset 50 ms, drift 100 ppm · 9 ms",
      "gives up on get(), outcome unknown · 9 ms",
      "get() · 9 ms → still under way",
    ]);
  });

  it("is understood by Mermaid for any run and any part of it", async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, fc.nat(), fc.nat(), async (trace, from, to) => {
        const count = trace.events.length;
        await mermaid.parse(toMermaid(trace, { from: from % count, to: to % count }));
      }),
      { numRuns: 30 },
    );
  });

  it("shows any text as it is", async () => {
    const name = fc
      .string({ minLength: 1, maxLength: 8 })
      .filter((text) => text.trim() !== "" && !text.startsWith("@"));
    await fc.assert(
      fc.asyncProperty(nasty, name, async (text, node) => {
        const run = new TraceBuilder(node, `${node}2`);
        run.note(text);
        run.note(text, node);
        run.deliver(run.send("send", node, `${node}2`, "say", [text]));
        const { names, rows } = await read(toMermaid(run.finish({ scenario: text })));
        const spaced = (shown: string) =>
          shown.replace(/[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\s\ufeff]+/gu, " ").trim();
        const unbroken = (row: string) => spaced(row.replaceAll("<br/>", " "));
        const note = spaced(text.replaceAll("<br/>", " "));
        expect(names.map(spaced)).toEqual([spaced(node), spaced(`${node}2`)]);
        expect(rows.map(unbroken)).toEqual([
          note,
          note,
          spaced(`say(${JSON.stringify(text)}) · 0 ms`.replaceAll("<br/>", " ")),
        ]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
