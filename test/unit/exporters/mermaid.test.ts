import fc from "fast-check";
import mermaid from "mermaid";
import { describe, expect, it } from "vitest";
import { toMermaid } from "../../../src/exporters/mermaid.ts";
import { everyKindTrace } from "../everyKind.ts";
import { anyRun } from "../trace/runs.ts";
import { anyTrouble } from "../trace/troubles.ts";
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
  it("says which faults the run leaves out", () => {
    const text = toMermaid({ ...shopTrace().trace, without: "faults" });
    expect(text).toContain('title: "The last item is sold twice (seed 7, without its faults)"');
  });

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
      "no answer to vote() · 9 ms",
      "✖ crash · 9 ms",
      "restart · 9 ms",
      "clock offset · 50 ms ahead, 100 ppm fast · 9 ms",
      "gives up on get(), outcome unknown · 9 ms",
      "get() · 9 ms → still under way",
    ]);
  });

  it("draws a run in which everything goes wrong", async () => {
    const { rows } = await read(toMermaid(everyKindTrace()));
    expect(rows).toMatchInlineSnapshot(`
      [
        "order("tea") · 0 ms",
        "reads pay(10) · 0 ms",
        "stands still · 10 ms",
        "goes on · 50 ms",
        "pay(10) ⇒ pay(1000) · 0 ms (queued 5 ms) → 50 ms (waited 15 ms)",
        "works for 20 ms · 50 ms",
        "",
        "log("tea") · 0 ms (queued 20 ms, held up 15 ms) → 65 ms",
        "written to disk · 65 ms",
        "",
        "pay(500) (forged, as shop) · 35 ms → 70 ms (waited 30 ms)",
        ""paid" · 70 ms → 80 ms",
        ""sold" · 80 ms",
        "hold · shop | audit · 80 ms",
        "clock jump · 40 ms ahead · 80 ms",
        "clock drift · 3 ms ahead, 200 ppm fast · 80 ms",
        "clock freeze · 80 ms",
        "released · 100 ms",
        "log("milk") · 80 ms → 100 ms",
        "clock sync · 2 ms ahead · 100 ms",
        "clock thaw · 26 ms behind · 100 ms",
        "clock offset · 50 ms behind, 10 ppm fast · 100 ms",
        "slow by 25 ms · 100 ms",
        "partition, only a ring is left · shop – bank – audit – eve – shop · 100 ms",
        "one-way partition · shop → audit · 100 ms",
        "log("cake") · lost (partition) · 100 ms → 110 ms",
        "log("cake") (copy) · lost (loss) · 100 ms → 115 ms",
        "healed · shop → audit · 115 ms",
        "log("cake") (sent again) · 120 ms → 130 ms",
        "as fast as ever · 130 ms",
        "healed · 130 ms",
        "✖ crash, its disk is lost · 130 ms",
        "vote(1) · lost (the firewall lets no votes through) · 130 ms → 140 ms",
        "ping() · lost (receiver down) · 140 ms",
        "log("salt") · lost (queue full) · 140 ms",
        "pay(1) · lost (rejected) · 140 ms → 145 ms",
        "ping() · lost (connection reset) · 140 ms → 145 ms",
        "believes audit dead · 145 ms",
        "believes shop dead, but it is up · 145 ms",
        "no answer to vote(1) · 200 ms",
        "restart · 200 ms",
        "decides "tea" for slot 1 · 200 ms",
        "leaves for good · 200 ms",
        "the bank has gone out of business",
        "all on its own",
        "status() · 200 ms",
        "✗ Error: closed · 200 ms",
        "gives up on order("cake"), outcome unknown · 200 ms",
        "pay(1) · lost (receiver gone) · 200 ms → 205 ms",
        "✗ nobody is robbed: it was false · 205 ms",
        "order("cake") · 200 ms → still under way",
      ]
    `);
  });

  it("says on the arrow what a message was changed to, by the end of the part", async () => {
    const run = new TraceBuilder("a", "b", "@eve");
    const pay = run.send("call", "a", "b", "pay", [10], 9, { queued: 2 });
    const tapped = run.tap("eve", pay);
    const first = run.tamper(pay, 90);
    run.delay(pay, 5);
    const second = run.tamper(pay, "a great deal of money, more than there is in all the world");
    run.time = 9;
    run.deliver(run.duplicate(pay));
    run.deliver(pay, {}, 1);
    const trace = run.finish();
    const rowsUpTo = async (to: number) => (await read(toMermaid(trace, { to }))).rows;
    expect(await rowsUpTo(tapped)).toEqual([
      "reads pay(10) · 0 ms",
      "pay(10) · 0 ms (queued 2 ms) → still under way",
    ]);
    expect((await rowsUpTo(first))[1]).toBe("pay(10) ⇒ pay(90) · 0 ms (queued 2 ms) → still under way");
    const changed = 'pay(10) ⇒ pay("a great deal of money, more than t…';
    expect((await rowsUpTo(second))[1]).toBe(
      `${changed} · 0 ms (queued 2 ms, held up 5 ms) → still under way`,
    );
    expect((await rowsUpTo(trace.events.length)).slice(1)).toEqual([
      "pay(10) (copy) · 9 ms",
      `${changed} · 0 ms (queued 2 ms, held up 5 ms) → 9 ms (waited 1 ms)`,
    ]);
  });

  it("says first what lasts where a part begins", async () => {
    const run = new TraceBuilder("a", "b", "c");
    run.happens("pause", "a");
    run.slow("b", 5);
    run.slow("c", 5);
    run.slow("c", 0);
    run.work("b", 5);
    run.hold(0, [["a"], ["b", "c"]]);
    run.partition(0, [["a"], ["b"]]);
    run.partition(1, [["b"], ["c"]]);
    run.crash("c");
    const from = run.heal(0) + 1;
    run.timer("b", "work");
    run.release(0);
    run.work("b", 5);
    run.crash("b");
    run.happens("resume", "a");
    const later = run.restart("c") + 1;
    run.happens("leave", "c");
    run.time = 5;
    run.start("c");
    const trace = run.finish();
    expect((await read(toMermaid(trace, { from }))).rows).toMatchInlineSnapshot(`
      [
        "hold · a | b, c",
        "partition · b | c",
        "stands still",
        "slow by 5 ms",
        "is down",
        "released · 0 ms",
        "works for 5 ms · 0 ms",
        "",
        "✖ crash · 0 ms",
        "",
        "goes on · 0 ms",
        "restart · 0 ms",
        "leaves for good · 0 ms",
        "start · 5 ms",
      ]
    `);
    expect((await read(toMermaid(trace, { from: later }))).rows).toMatchInlineSnapshot(`
      [
        "partition · b | c",
        "slow by 5 ms",
        "is down",
        "leaves for good · 0 ms",
        "start · 5 ms",
      ]
    `);
  });

  it("draws a bar while a node is at work", () => {
    const run = new TraceBuilder("a", "b");
    run.work("a", 5);
    run.work("a", 5);
    run.timer("a", "work");
    run.work("b", 5);
    const bars = toMermaid(run.finish()).match(/(de)?activate n\d/g);
    expect(bars).toEqual(["activate n0", "deactivate n0", "activate n1", "deactivate n1"]);
  });

  it("is understood by Mermaid for any run and any part of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyRun, anyTrouble), fc.nat(), fc.nat(), async (trace, from, to) => {
        const count = trace.events.length;
        await mermaid.parse(toMermaid(trace, { from: from % count, to: to % count }));
      }),
      { numRuns: 60 },
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
