import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toText } from "../../../src/exporters/text.ts";
import { displayWidth, fit, wrap } from "../../../src/exporters/text/displayWidth.ts";
import { flights } from "../../../src/trace/flights.ts";
import { everyKindTrace } from "../everyKind.ts";
import { anyRun } from "../trace/runs.ts";
import { anyTrouble } from "../trace/troubles.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { nasty } from "./nasty.ts";

/** What must never reach a terminal from a scenario's text. */
const CONTROL = new RegExp("[\\p{Cc}\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069]", "u");

/** The lines of the picture, without heading and checks. */
function picture(text: string): string[] {
  return text.split("\n\n")[1].trimEnd().split("\n").slice(2);
}

describe("toText", () => {
  it("says which faults the run leaves out", () => {
    const text = toText({ ...shopTrace().trace, without: "faults" });
    expect(text).toContain("\nseed 7 · without its faults · 24 events · ");
  });

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

✗ sold at most once · always · violated, as expected · at 0 ms · event 11 · shop.scenario.ts:34
  it was false
✗ buyers · agree · violated, as expected · at 200 ms · event 23 · shop.scenario.ts:35
  the copies differ at the end

8 messages, 3 of them lost
`);
  });

  it("draws a part, and says what lasts and which messages are under way where it begins and ends", () => {
    const { trace } = shopTrace();
    const text = toText(trace, { from: 11, to: 17 });
    expect(text).toContain("seed 7 · events 12–18 of 24 · 200 ms");
    expect(text).toContain("\nthe whole run: 8 messages, 3 of them lost\n");
    expect(picture(text)).toMatchInlineSnapshot(`
      [
        "         ⋮ 11 events before         ║                 ║        ╲        ║                 ┊",
        "         partition: london, new-york | tokyo          ║        ╱        ║                 ┊",
        "         ≠ buyers: london ["ana"] · new-york [] · tokyo ["bo"] ╲        ║                 ┊",
        "         under way: (2) sold("ana") london → new-york · (3) sold("ana") london → tokyo · (4)",
        "         "yours" london → ana       ║                 ║        ╲        ║                 ┊",
        "   0 ms           ┊                 ║                 ║        ╱        ✗ sold at most once",
        "                  ┊                 ║                 ··─(5) sold("bo")─┤                 ┊",
        "                  ┊                 ║                 ║ ··(6) sold("bo")┤                 ┊",
        "                  ┊◀╌╌(4) "yours"╌··║                 ║        ╲        ║                 ┊",
        "                  ┊                 ║                 ║        ╱        ├╌╌╌ "yours" ╌╌╌╌▶┊",
        "                  ┊                 ║                 ║        ╲        ║                 ┊",
        "  25 ms           ┊                 ║                partition ✗──(5)─··║                 ┊",
        "         ⋮ 6 events after, still under way: (2) (3) (6)        ╲        ║                 ┊",
      ]
    `);
  });

  it("draws every part within its width, and names the messages that cross its ends", () => {
    fc.assert(
      fc.property(fc.oneof(anyRun, anyTrouble), fc.nat(), fc.nat(), (trace, a, b) => {
        const ends = [a, b].map((end) => end % trace.events.length);
        const [from, to] = ends.toSorted((one, other) => one - other);
        const lines = picture(toText(trace, { from, to, width: 140 }));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(140);
        const text = lines.join("\n");
        expect(/⋮ \d+ events? before/.test(text)).toBe(from > 0);
        expect(/⋮ \d+ events? after/.test(text)).toBe(to < trace.events.length - 1);
        for (const { send, end, message } of flights(trace)) {
          const until = end?.index ?? Infinity;
          const crosses = [from - 0.5, to + 0.5].some((edge) => send.index < edge && until > edge);
          if (crosses) expect(text).toContain(`(${message})`);
        }
      }),
    );
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
        "                      ◔ clock offset: 50 ms behind, 10 ppm fast           ┊",
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

  it("draws a run in which everything goes wrong", () => {
    expect(picture(toText(everyKindTrace()))).toMatchInlineSnapshot(`
      [
        "   0 ms           ├─ order("tea") ─▶│                 │                 │                 ┊",
        "                  ┊                 ├─(1) pay(10)─··  │                 │                 ┊",
        "                  ┊                 ◔ (1) queued 5 ms │                 │                 ┊",
        "                  ┊                 ├─(2) log("tea") queued 20 ms─··    │                 ┊",
        "                  ┊                 │                 │                 reads (1) pay(10) ◉",
        "                  ┊                 │ (1) ⇒ pay(1000) │                 │                 ┊",
        "                  ┊                 │   (2) log("tea") held up 15 ms    │                 ┊",
        "                  ┊                 │                 │                 │                 ┊",
        "  10 ms           ┊                 │                 ▒ stands still    │                 ┊",
        "                  ┊                 │                 ▒                 │                 ┊",
        "  35 ms           ┊                 │                 ▒           ··─(3) pay(500) as shop─┤",
        "                  ┊                 │                 ▒                 │                 ┊",
        "  50 ms           ┊                 │                 ○ goes on         │                 ┊",
        "                  ┊                 │··─────(1)──────▶│                 │                 ┊",
        "                  ┊                 │                 ◔ (1) waited 15 ms│                 ┊",
        "                  ┊                 │                 ◔ interest, 12 ms late              ┊",
        "                  ┊                 │                 ┃ works for 20 ms │                 ┊",
        "                  ┊                 │                 ┃                 │                 ┊",
        "  65 ms           ┊                 │··──────── (2) log("tea") ────────▶│                 ┊",
        "                  ┊                 │                 ┃                 ▾ written to disk ┊",
        "                  ┊                 │                 ┃                 │                 ┊",
        "  70 ms           ┊                 │                 ◔ work done       │                 ┊",
        "                  ┊                 │                 │◀───── (3) pay(500) as shop ─────··┊",
        "                  ┊                 │                 ◔ (3) waited 30 ms│                 ┊",
        "                  ┊                 │   ··╌(4) "paid"╌┤                 │                 ┊",
        "                  ┊                 │                 │                 │                 ┊",
        "  80 ms           ┊                 │◀╌ (4) "paid" ╌··│                 │                 ┊",
        "                  ┊◀╌╌╌╌ "sold" ╌╌╌╌┤                 │                 │                 ┊",
        "         ╏ hold: shop | audit       │                 │                 │                 ┊",
        "                  ┊                 ├─(6) log("milk")─··       ╏        │                 ┊",
        "                  ┊                 ◔ clock jump: 40 ms ahead  ╏        │                 ┊",
        "                  ┊                 │                 ◔ clock drift: 3 ms ahead, 200 ppm fast",
        "                  ┊                 │                 │        ╏        ◔ clock freeze    ┊",
        "                  ┊                 │                 │        ╏        │                 ┊",
        " 100 ms  ── released                │                 │        ╏        │                 ┊",
        "                  ┊                 │··─────── (6) log("milk") ────────▶│                 ┊",
        "                  ┊                 ◔ clock sync: 2 ms ahead            │                 ┊",
        "                  ┊                 │                 │                 ◔ clock thaw: 26 ms behind",
        "                  ┊                 │                 ◔ clock offset: 50 ms behind, 10 ppm fast",
        "                  ┊                 │                 │                 ░ slow by 25 ms   ┊",
        "         ╱╲ partition, only a ring is left: shop – bank – audit – eve – shop              ┊",
        "         ╱╲ one-way partition: shop → audit           │                 ░                 ┊",
        "                  ┊                 ├─(7) log("cake")─··       ╲        ░                 ┊",
        "                  ┊                 ├─(8) log("cake") copy─··  ╱        ░                 ┊",
        "                  ┊                 │                 │        ╲        ░                 ┊",
        " 110 ms           ┊                 │··─(7)────────────────────✗ partition                ┊",
        "                  ┊                 │                 │        ╲        ░                 ┊",
        " 115 ms           ┊                 │··─(8)─✗ loss    │        ╱        ░                 ┊",
        "         ── healed: shop → audit    │                 │        ╲        ░                 ┊",
        "                  ┊                 │                 │                 ░                 ┊",
        " 120 ms           ┊                 ├─(9) log("cake") again─··          ░                 ┊",
        "                  ┊                 │                 │                 ░                 ┊",
        " 130 ms           ┊                 │··──── (9) log("cake") again ─────▶░                 ┊",
        "                  ┊                 │                 │                 ○ as fast as ever ┊",
        "         ── healed                  │                 │                 │                 ┊",
        "                  ┊                 ├─(10) vote(1)─·· │                 │                 ┊",
        "                  ┊                 │                 │                 ✖ crash, its disk is lost",
        "                  ┊                 │                 │                                   ┊",
        " 140 ms           ┊                 │··─(10)─✗ the firewall lets no votes through         ┊",
        "                  ┊                 │                 ├─ping()──────────✗ receiver down   ┊",
        "                  ┊                 │  ··─(12) pay(1)─┤                                   ┊",
        "                  ┊                 │                 ├─(13) ping()─··                    ┊",
        "                  ┊          queue full ✗─log("salt")─┤                                   ┊",
        "                  ┊                 │                 │                                   ┊",
        " 145 ms           ┊        rejected ✗──────────(12)─··│                                   ┊",
        "                  ┊                 │                 │··─(13)─✗ connection reset         ┊",
        "                  ┊                 │                 ◇ believes audit dead               ┊",
        "                  ┊                 │                 ◇ believes shop dead, but it is up  ┊",
        "                  ┊                 │                 │                                   ┊",
        " 200 ms           ┊                 ◔ no answer to vote(1)                                ┊",
        "                  ┊                 │                 │                 ○ restart         ┊",
        "                  ┊                 ◆ decides "tea" for slot 1          │                 ┊",
        "                  ┊                 │                 ┴ leaves for good │                 ┊",
        "         » the bank has gone out of business                            │                 ┊",
        "                  ┊                 » all on its own                    │                 ┊",
        "                  ┊                 ├─(15) pay(1)─··                    │                 ┊",
        "                  ├─── status() ───▶│                                   │                 ┊",
        "                  ┊◀╌✗ Error: clos…╌┤                                   │                 ┊",
        "                  ├(18) order("ca…··│                                   │                 ┊",
        "                  ? gives up on order("cake")                           │                 ┊",
        "                  ┊                 │                                   │                 ┊",
        " 205 ms           ┊                 │··─(15)──────────✗ receiver gone   │                 ┊",
        "         ✗ nobody is robbed         │                                   │                 ┊",
        "         end, still under way: (18) │                                   │                 ┊",
      ]
    `);
  });

  it("says on the arrow that a message was queued or had to wait, where there is room", () => {
    const run = new TraceBuilder("a", "b");
    const put = run.send("send", "a", "b", "put", [], 5, { queued: 5 });
    const own = run.send("send", "a", "a", "tick", [], 5, { queued: 1.5 });
    const long = run.send("send", "a", "b", "putEverything", ["there is"], 5, { queued: 5 });
    run.time = 20;
    run.deliver(put, {}, 10);
    run.deliver(long, {}, 10);
    run.deliver(own, {}, 13.5);
    expect(picture(toText(run.finish()))).toMatchInlineSnapshot(`
      [
        "   0 ms               ├─(0) put() queued 5 ms─··│",
        "                      ↩ (1) tick() queued 1.5 ms│",
        "                      ├(2) putEverything("the…··│",
        "                      ◔ (2) queued 5 ms         │",
        "                      │                         │",
        "  20 ms               │··───── (0) put() ──────▶│",
        "                      │                         ◔ (0) waited 10 ms",
        "                      │··─────────(2)──────────▶│",
        "                      │                         ◔ (2) waited 10 ms",
        "                      ◀ (1) tick() waited 13.5 ms",
        "         end          │                         │",
      ]
    `);
  });

  it("shows tampering on the way, also where there is no room on it", () => {
    const run = new TraceBuilder("a", "b", "@eve");
    const pay = run.send("call", "a", "b", "pay", [10]);
    run.tamper(pay, 90);
    run.tamper(pay, 1000);
    run.deliver(pay);
    const paid = run.reply(pay, "yes");
    run.tamper(paid, "no");
    run.deliver(paid);
    const order = run.send("send", "b", "a", "order", ["two bags of tea"]);
    run.tamper(order, "two bags of coffee");
    run.deliver(order);
    const own = run.send("send", "b", "b", "tick", [1]);
    run.tap("eve", own);
    run.tamper(own, 2);
    run.delay(own, 7);
    run.time = 7;
    run.deliver(own);
    run.drop(run.forge("eve", "a", "eve", "own", []), "intercepted", "for a reason");
    run.drop(run.forge("eve", "a", "b", "steal", ["all"]), "rejected");
    expect(picture(toText(run.finish()))).toMatchInlineSnapshot(`
      [
        "   0 ms               ├─(0) pay(10)─··          │                         ┊",
        "                      │  (0) pay(10) ⇒ pay(90)  │                         ┊",
        "                      │ (0) pay(90) ⇒ pay(1000) │                         ┊",
        "                      │··─── (0) pay(1000) ────▶│                         ┊",
        "                      │            ··╌(1) "yes"╌┤                         ┊",
        "                      │    (1) "yes" ⇒ "no"     │                         ┊",
        "                      │◀╌╌╌╌╌╌ (1) "no" ╌╌╌╌╌╌··│                         ┊",
        "                      │··(2) order("two bags of…┤                         ┊",
        "                      │                         ↯ (2) order("two bags of tea") ⇒ order("two bags of",
        "                      │                         │ coffee")                ┊",
        "                      │◀──────────(2)─────────··│                         ┊",
        "                      │                         ↩ (3) tick(1)             ┊",
        "                      │                         │                         ◉ reads (3) tick(1)",
        "                      │                         ↯ (3) tick(1) ⇒ tick(2)   ┊",
        "                      │                         ↯ (3) tick(2) held up 7 ms┊",
        "                      │                         │                         ┊",
        "   7 ms               │                         ◀ (3) tick(2)             ┊",
        "                      │                         │                         ✗ own() as a: for a reason",
        "                      │                rejected ✗───────steal("all") as a─┤",
        "         end          │                         │                         ┊",
      ]
    `);
  });

  it("says why a message is lost, wherever there is room for it", () => {
    const run = new TraceBuilder("a", "b", "c");
    const why = "the firewall between the two lets nothing through that is not signed";
    for (const [from, to] of [
      ["a", "b"],
      ["c", "a"],
      ["b", "c"],
    ] as const) {
      run.drop(run.send("send", from, to, "ping"), "intercepted", why);
    }
    const far = run.send("send", "a", "c", "ping", [], 10);
    run.partition(0, [["a"], ["b"], ["c"]], false, true);
    run.time = 5;
    run.drop(far, "partition");
    expect(picture(toText(run.finish(), { width: 72 }))).toMatchInlineSnapshot(`
      [
        "   0 ms            ├─ping()─✗           │                    │",
        "                   │        ↑ the firewall between the two lets nothing",
        "                   │          through that is not signed     │",
        "                   │                    │           ✗─ping()─┤",
        "          the firewall between the two lets nothing ↑        │",
        "                   │     through that is not signed          │",
        "                   │                    ├─ping()─✗           │",
        "               the firewall between the two lets ↑           │",
        "              nothing through that is not signed             │",
        "                   ├─(3) ping()─··      │                    │",
        "         ╱╲ partition, only a ring is left: a – b – c – a    │",
        "                   │                    │                    │",
        "   5 ms            │··─(3)──────────────✗ partition          │",
        "         end       │                    │                    │",
      ]
    `);
  });

  it("draws each lifeline as what its node can do", () => {
    const run = new TraceBuilder("a", "b", "c");
    for (const name of ["a", "b"]) run.start(name);
    run.happens("pause", "a");
    run.slow("b", 5);
    run.work("b", 10);
    run.time = 5;
    run.start("c");
    run.partition(0, [
      ["a", "b"],
      ["b", "c"],
    ]);
    run.hold(0, [["a"], ["b", "c"]]);
    run.hold(1, [["a", "b"], ["c"]]);
    run.time = 10;
    run.release(0);
    run.timer("b", "work");
    run.slow("b", 0);
    run.happens("resume", "a");
    run.happens("leave", "a");
    run.release(1);
    run.note("and a note that is so long that it goes on and on, on the next line and the one after it", "c");
    expect(picture(toText(run.finish(), { width: 72 }))).toMatchInlineSnapshot(`
      [
        "   0 ms            ▒ stands still       │",
        "                   ▒                    ░ slow by 5 ms",
        "                   ▒                    ┃ works for 10 ms",
        "                   ▒                    ┃",
        "   5 ms            ▒                    ┃                    ○ start",
        "         ╱╲ partition: a, b | b, c      ┃                    │",
        "         ╏ hold: a | b, c               ┃                    │",
        "         ╏ hold: a, b | c    ╏          ┃                    │",
        "                   ▒         ╏          ┃         ╏          │",
        "  10 ms  ── released: a | b, c          ┃         ╏          │",
        "                   ▒                    ◔ work done          │",
        "                   ▒                    ○ as fast as ever    │",
        "                   ○ goes on            │         ╏          │",
        "                   ┴ leaves for good    │         ╏          │",
        "         ── released                    │         ╏          │",
        "          and a note that is so long that it goes on and on, »",
        "                       on the next line and the one after it │",
        "         end                            │                    │",
      ]
    `);
  });

  it("draws any run, as wide as asked for", () => {
    fc.assert(
      fc.property(fc.oneof(anyRun, anyTrouble), fc.integer({ min: 60, max: 140 }), (trace, width) => {
        toText(trace, { width, color: true });
        const drawn = toText(trace, { width });
        for (const line of drawn.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(drawn.replaceAll("\n", "")).not.toMatch(CONTROL);
      }),
    );
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
