import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toText } from "../../../src/exporters/text.ts";
import { displayWidth, fit, wrap } from "../../../src/exporters/text/displayWidth.ts";
import { anyRun } from "../trace/runs.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { nasty } from "./nasty.ts";

/** What must never reach a terminal from a scenario's text. */
const CONTROL = new RegExp("[\\p{Cc}\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069]", "u");

/** The lines of the picture, without heading and checks. */
function picture(text: string): string[] {
  return text.split("\n\n")[1].trimEnd().split("\n").slice(2);
}

describe("toText", () => {
  it("draws the example", () => {
    expect(`\n${toText(shopTrace().trace)}`).toBe(`
The last item is sold twice
✓ fails as expected
seed 7 · 24 events · 200 ms · shop.scenario.ts · 0123456789abcdef

                 ana              london           new-york           tokyo               bo
                client             Shop              Shop              Shop             client
   0 ms  ╱╲ partition: london, new-york | tokyo       │                 │                 ┊
                  ├── buy("ana") ──▶│                 │        ╱        │                 ┊
         ≠ buyers: london ["ana"] · new-york, tokyo []         ╲        ║                 ┊
                  ┊                 ├(2) sold("ana")··║        ╱        ║                 ┊
                  ┊                 ├─(3) sold("ana")─··       ╲        ║                 ┊
                  ┊                 ║                 ║        ╱        ║◀─── buy("bo") ──┤
         ≠ buyers: london ["ana"] · new-york [] · tokyo ["bo"] ╲        ║                 ┊
                  ┊                 ║                 ║        ╱        ✗ sold at most once
                  ┊                 ║                 ··─(5) sold("bo")─┤                 ┊
                  ┊                 ║                 ║ ··(6) sold("bo")┤                 ┊
                  ┊◀╌╌╌╌ "yours" ╌╌╌┤                 ║        ╲        ║                 ┊
                  ┊                 ║                 ║        ╱        ├╌╌╌ "yours" ╌╌╌╌▶┊
                  ┊                 ║                 ║        ╲        ║                 ┊
  25 ms           ┊                 ║                partition ✗──(5)─··║                 ┊
                  ┊                 ║                 ║        ╲        ║                 ┊
  34 ms           ┊                 ║··─(3)────────────────────✗ partition                ┊
                  ┊                 ║                 ║        ╲        ║                 ┊
  45 ms           ┊                 ║                partition ✗──(6)─··║                 ┊
                  ┊                 ║                 ║        ╲        ║                 ┊
  57 ms           ┊                 ║··─────(2)──────▶║        ╱        ║                 ┊
         ≠ buyers: london, new-york ["ana"] · tokyo ["bo"]     ╲        ║                 ┊
                  ┊                 ║                 ║        ╱        ║                 ┊
 200 ms  ── healed                  ║                 ║        ╲        ║                 ┊
         ✗ buyers ┊                 ║                 ║                 ║                 ┊
         end      ┊                 ║                 ║                 ║                 ┊

✗ sold at most once · always · violated, as expected · at 0 ms · event 10 · shop.scenario.ts:34
  it was false
✗ buyers · agree · violated, as expected · at 200 ms · event 22 · shop.scenario.ts:35
  the copies differ at the end
`);
  });

  it("shows where a message leaves and where it arrives, so that crossing can be read", () => {
    const run = new TraceBuilder("a", "b");
    const slow = run.send("send", "a", "b", "first", [], 40);
    const fast = run.send("send", "a", "b", "second", [], 10);
    run.time = 10;
    run.deliver(fast);
    run.time = 40;
    run.deliver(slow);
    expect(picture(toText(run.finish()))).toMatchInlineSnapshot(`
      [
        "   0 ms               ├─(0) first()─··          │",
        "                      ├─(1) second()─··         │",
        "                      │                         │",
        "  10 ms               │··──── (1) second() ────▶│",
        "                      │                         │",
        "  40 ms               │··──── (0) first() ─────▶│",
        "         end          │                         │",
      ]
    `);
  });

  it("shows loss, copies, failures, messages to oneself, crashes, timers, clocks and notes", () => {
    const run = new TraceBuilder("a", "b", "@c");
    const lost = run.send("send", "a", "b", "ping", []);
    run.drop(lost, "loss");
    const vote = run.send("call", "b", "a", "vote", []);
    run.deliver(vote);
    run.reply(vote, "Error: no", { failed: true, delay: 5 });
    const own = run.send("send", "a", "a", "tick", [], 5);
    const copy = run.duplicate(own, 9);
    run.time = 5;
    run.deliver(own);
    run.deliver(copy);
    run.timer("a", "election");
    run.clock("a", -50, 10);
    run.note("look here");
    run.note("and here", "a");
    run.timeout(vote);
    const get = run.send("invoke", "c", "b", "get", []);
    run.deliver(get);
    run.crash("b");
    run.unknown(get);
    run.time = 9;
    run.restart("b");
    expect(picture(toText(run.finish()))).toMatchInlineSnapshot(`
      [
        "   0 ms               ├─ping()─✗ loss           │                         ┊",
        "                      │◀──────── vote() ────────┤                         ┊",
        "                      ├╌(2) ✗ Error: no╌··      │                         ┊",
        "                      ↩ (3) tick()              │                         ┊",
        "                      ↩ (4) tick() copy         │                         ┊",
        "                      │                         │                         ┊",
        "   5 ms               ◀ (3) tick()              │                         ┊",
        "                      ◀ (4) tick() copy         │                         ┊",
        "                      ◔ election                │                         ┊",
        "                      ◔ clock -50 ms, 10 ppm    │                         ┊",
        "         » look here  │                         │                         ┊",
        "                      » and here                │                         ┊",
        "                      │                         ◔ no answer to vote()     ┊",
        "                      │                         │◀───────── get() ────────┤",
        "                      │                         ✖ crash                   ┊",
        "                      │                                                   ? gives up on get()",
        "                      │                                                   ┊",
        "   9 ms               │                         ○ restart                 ┊",
        "         end, still under way: (2)              │                         ┊",
      ]
    `);
  });

  it("is as wide as asked for, whatever the texts are, and lets none of them control the terminal", () => {
    fc.assert(
      fc.property(
        nasty,
        fc.integer({ min: 60, max: 140 }),
        fc.integer({ min: 2, max: 12 }),
        (text, width, nodes) => {
          const names = Array.from({ length: nodes }, (_, index) => `${index}${text}`);
          const run = new TraceBuilder(...names);
          run.check({ name: text, kind: "always", status: "passed", expected: false, message: "" });
          run.note(text);
          run.note(text, names[1]);
          run.deliver(run.send("send", names[0], names[1], text, [text]));
          const slow = run.send("send", names[1], names[0], text, [text], 5);
          run.partition(0, [[names[0]], [names[1]]]);
          run.violation(0, text);
          run.time = 5;
          run.drop(slow, "partition");
          const drawn = toText(run.finish({ scenario: text }), { width });
          for (const line of drawn.split("\n").filter((line) => !line.includes("· always"))) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
          }
          expect(drawn.replaceAll("\n", "")).not.toMatch(CONTROL);
        },
      ),
    );
  });

  it("draws any run", () => {
    fc.assert(fc.property(anyRun, (trace) => void toText(trace, { color: true })));
  });

  it("tells the events one by one when there are too many nodes for columns", () => {
    const text = toText(shopTrace().trace, { width: 60 });
    expect(text).toContain('         ana asks london for buy("ana")\n');
    expect(text).toContain('  25 ms  sold("bo") from tokyo to london is lost: partition\n');
    expect(text).toContain('         ≠ buyers: london, new-york ["ana"] · tokyo ["bo"]\n');
  });

  it("keeps the columns straight under wide names", () => {
    const run = new TraceBuilder("東京", "b");
    run.deliver(run.send("send", "東京", "b", "売れた", ["😀"]));
    const [header, , arrow] = toText(run.finish()).split("\n\n")[1].split("\n");
    expect(displayWidth(header.slice(0, header.indexOf("b")))).toBe(
      displayWidth(arrow.slice(0, arrow.indexOf("│"))),
    );
  });

  it("says why a run could not go on", () => {
    const error = { message: "Nobody answers", location: { file: "a.scenario.ts", line: 3, column: 5 } };
    const text = toText(new TraceBuilder("a").finish({ status: "error", error }));
    expect(text).toContain("✗ could not run on");
    expect(text).toContain("a.scenario.ts:3:5: Nobody answers");
  });

  it("colours only when asked to", () => {
    const { trace } = shopTrace();
    expect(toText(trace)).not.toContain("\x1b");
    const colored = toText(trace, { color: true });
    expect(colored).toContain("\x1b[31m");
    expect(colored.replace(/\x1b\[\d*m/g, "")).toBe(toText(trace));
  });
});

describe("displayWidth", () => {
  it.each([
    ["london", 6],
    ["東京", 4],
    ["😀", 2],
    ["e\u0301", 1],
    ["👩‍👩‍👧", 2],
    ["🇯🇵", 2],
    ["한글", 4],
    ["▶✗│", 3],
  ])("of %s is %d", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe("fit and wrap", () => {
  it("never exceed the cells they are given", () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 2, max: 20 }), (text, cells) => {
        expect(displayWidth(fit(text, cells))).toBeLessThanOrEqual(cells);
        for (const line of wrap(text, cells)) expect(displayWidth(line)).toBeLessThanOrEqual(cells);
      }),
    );
  });

  it("break at spaces", () => {
    expect(wrap("the last item is sold", 10)).toEqual(["the last", "item is", "sold"]);
    expect(fit("the last item", 8)).toBe("the las…");
  });
});
