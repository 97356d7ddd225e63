import { describe, expect, it } from "vitest";
import { find, mistakeIn } from "./searching.ts";
import { everyKindTrace } from "../../everyKind.ts";
import { shopTrace, TraceBuilder } from "../../traces.ts";
import type { EventKind } from "../../../../src/trace/event.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import type { Value } from "../../../../src/trace/value.ts";

const { trace: shop, events } = shopTrace();

/** Kinds of the events that a query finds. */
function kinds(trace: Trace, query: string): EventKind[] {
  return find(trace, query).map((index) => trace.events[index].kind);
}

describe("words", () => {
  it("are found in an event's sentence, whatever their case and order, and all of them must be there", () => {
    expect(find(shop, "LONDON buy handles")).toEqual([events.anaSold]);
    expect(find(shop, "handles london")).toEqual([events.anaSold, events.newYorkSold]);
    expect(find(shop, "london flies")).toEqual([]);
  });

  it("are found in the ends of a message that the sentence doesn't name", () => {
    expect(find(shop, "ana handles")).toEqual([events.anaSold, events.newYorkSold]);
    expect(find(shop, 'handles -"handles sold" ana')).toEqual([events.anaSold]);
  });

  it("are found in the name of the method that an answer belongs to", () => {
    const run = new TraceBuilder("a", "b");
    const asked = run.send("call", "a", "b", "vote");
    run.deliver(asked);
    const answered = run.deliver(run.reply(asked, true));
    const trace = run.finish();
    expect(find(trace, "vote true receives")).toEqual([answered]);
  });

  it("are found where the sentence leaves a long message, note or reason out", () => {
    const run = new TraceBuilder("a", "b");
    const long = (end: string) => `${"x".repeat(300)} ${end}`;
    const sent = run.send("send", "a", "b", "tell", [long("needle")]);
    const dropped = run.drop(sent, "intercepted", long("pin"));
    const noted = run.note(long("haystack"));
    const trace = run.finish();
    expect(find(trace, "needle")).toEqual([0, dropped]);
    expect(find(trace, "pin")).toEqual([dropped]);
    expect(find(trace, "haystack")).toEqual([noted]);
  });

  it("see what a message says by then", () => {
    const run = new TraceBuilder("a", "b");
    const sent = run.send("send", "a", "b", "tell", ["before"]);
    run.tamper(sent, "after");
    const arrived = run.deliver(sent);
    const trace = run.finish();
    expect(find(trace, "after")).toEqual([1, arrived]);
    expect(find(trace, "before")).toEqual([0, 1, arrived]);
  });

  it("in quotation marks stand together, with escaped marks and without any other meaning", () => {
    const run = new TraceBuilder("a");
    run.note("x=1 is -not kind:drop");
    run.note('he said "yes" \\o/');
    const trace = run.finish();
    expect(find(trace, '"is -not"')).toEqual([0]);
    expect(find(trace, '"not is"')).toEqual([]);
    expect(find(trace, '"x=1" "kind:drop"')).toEqual([0]);
    expect(find(trace, String.raw`"said \"yes\" \\o"`)).toEqual([1]);
  });
});

describe("fields", () => {
  it("node: is the lifeline, from: and to: are the ends of the message", () => {
    expect(find(shop, "node:new-york")).toEqual([1, events.newYorkSold]);
    expect(kinds(shop, "from:tokyo")).toEqual(["send", "send", "reply", "ok", "drop", "drop"]);
    expect(kinds(shop, "to:London")).toEqual(["invoke", "deliver", "send", "drop"]);
    expect(kinds(shop, "from:tokyo to:london")).toEqual(["send", "drop"]);
    expect(find(shop, "node:new")).toEqual([]);
  });

  it("names may have a part left open", () => {
    expect(find(shop, "node:*york")).toEqual(find(shop, "node:new-york"));
    expect(find(shop, "node:n*y*k")).toEqual(find(shop, "node:new-york"));
    expect(find(shop, "node:new-y*york")).toEqual([]);
    expect(find(shop, "node:*").length).toBeGreaterThan(find(shop, "node:london").length);
  });

  it("names with spaces go in quotation marks", () => {
    const run = new TraceBuilder("new york", "york");
    run.start("new york");
    run.start("york");
    expect(find(run.finish(), 'node:"new york"')).toEqual([0]);
  });

  it("kind: takes every kind of event, and groups of them", () => {
    const trace = everyKindTrace();
    for (const kind of new Set(trace.events.map((event) => event.kind))) {
      expect(new Set(kinds(trace, `kind:${kind}`))).toEqual(new Set([kind]));
    }
    expect(new Set(kinds(trace, "kind:operation"))).toEqual(new Set(["invoke", "ok", "fail", "unknown"]));
    expect(new Set(kinds(trace, "kind:receipt"))).toEqual(new Set(["deliver", "ok", "fail"]));
    expect(find(trace, "kind:message")).toEqual(
      trace.events
        .filter((event) => "message" in event && event.kind !== "violation")
        .map(({ index }) => index),
    );
    expect(find(trace, "kind:sending")).toEqual(
      trace.events.filter((event) => "arrival" in event).map(({ index }) => index),
    );
    expect(find(trace, "kind:fault")).toEqual(find(trace, "is:fault"));
  });

  it("type: is the name of the message, also for its answer and for who gives up on it", () => {
    expect(kinds(shop, "type:buy")).toEqual([
      ...["invoke", "invoke", "deliver", "reply", "deliver", "reply", "ok", "ok"],
    ]);
    const run = new TraceBuilder("a", "b");
    run.timeout(run.send("call", "a", "b", "vote"));
    expect(kinds(run.finish(), "type:vote")).toEqual(["call", "timeout"]);
  });

  it("line: is the place in the source, in any file or in one", () => {
    const run = new TraceBuilder("a");
    const places = [
      run.location("shop.scenario.ts", 27),
      run.location("lib/bank.ts", 27),
      run.location("lib/bank.ts", 3),
    ];
    const trace = run.finish();
    const noted = places.map((at, index) => ({ index, time: 0, kind: "note" as const, text: "", at }));
    const placed = { ...trace, events: [...noted, { index: 3, time: 0, kind: "note" as const, text: "" }] };
    expect(find(placed, "line:27")).toEqual([0, 1]);
    expect(find(placed, "line:shop.scenario.ts:27")).toEqual([0]);
    expect(find(placed, "line:bank.ts:27")).toEqual([1]);
    expect(find(placed, "line:ank.ts:27")).toEqual([]);
    expect(find(placed, "line:1..9")).toEqual([2]);
    expect(find(placed, "line>=27")).toEqual([0, 1]);
  });

  it("at: bounds virtual time, both ends included", () => {
    const run = new TraceBuilder("a");
    const times = [0, 34.5182, 100, 150, 200, 1500];
    for (const time of times) {
      run.time = time;
      run.note("");
    }
    const trace = run.finish();
    const at = (query: string) => find(trace, `kind:note ${query}`).map((index) => trace.events[index].time);
    expect(at("at:>100")).toEqual([150, 200, 1500]);
    expect(at("at>=100ms")).toEqual([100, 150, 200, 1500]);
    expect(at("at:100..200")).toEqual([100, 150, 200]);
    expect(at("at:..100")).toEqual([0, 34.5182, 100]);
    expect(at("at:0.2s..")).toEqual([200, 1500]);
    expect(at("at:1.5s")).toEqual([1500]);
    expect(at("at:34.52")).toEqual([34.5182]);
    expect(at("at:34.5")).toEqual([]);
    expect(at("-at:..200")).toEqual([1500]);
  });

  it("- negates any term", () => {
    const all = find(shop, "");
    expect(all).toHaveLength(shop.events.length);
    for (const query of ["london", '"is lost"', "node:london", "stock=0", "is:lost"]) {
      const found = new Set(find(shop, query));
      expect(found.size).toBeGreaterThan(0);
      expect(find(shop, `-${query}`)).toEqual(all.filter((index) => !found.has(index)));
    }
  });
});

describe("the state", () => {
  function changes(...values: Value[]): Trace {
    const run = new TraceBuilder("a");
    for (const value of values) run.timer("a", "tick", { it: value });
    return run.finish();
  }

  it("is found where a field changes", () => {
    expect(find(shop, "field:stock")).toEqual([0, 1, 2, events.anaSold, events.boSold, events.newYorkSold]);
    expect(find(shop, "stock=0")).toEqual([events.anaSold, events.boSold, events.newYorkSold]);
    expect(find(shop, "stock>=1")).toEqual([0, 1, 2]);
    expect(find(shop, "stock<1 node:tokyo")).toEqual([events.boSold]);
    expect(find(shop, "field:price")).toEqual([]);
    expect(find(shop, "field:toString")).toEqual([]);
  });

  it("compares numbers as numbers and everything as it is written", () => {
    const trace = changes(10, 9, { $bigint: "10" }, { $number: "Infinity" }, "10", "Ana", null, true, [1, 2]);
    expect(find(trace, "it=10")).toEqual([0, 2, 4]);
    expect(find(trace, "it=10.0")).toEqual([0, 2]);
    expect(find(trace, "it>9")).toEqual([0, 2, 3]);
    expect(find(trace, "it<=9")).toEqual([1]);
    expect(find(trace, "it=ana")).toEqual([5]);
    expect(find(trace, "it=an")).toEqual([]);
    expect(find(trace, "it=null")).toEqual([6]);
    expect(find(trace, "it=true")).toEqual([7]);
    expect(find(trace, 'it="[1, 2]"')).toEqual([8]);
    expect(find(trace, "it!=10")).toEqual([1, 3, 5, 6, 7, 8]);
  });

  it("is reached inside of values by a dotted path", () => {
    const trace = changes(
      { london: { stock: 0 } },
      ["ana", "bo"],
      {
        $map: [
          ["ana", 3],
          [7, "seven"],
        ],
      },
      { $set: ["cy"] },
      { $object: [["$price", 5]] },
    );
    expect(find(trace, "it.london.stock=0")).toEqual([0]);
    expect(find(trace, "field:it.london")).toEqual([0]);
    expect(find(trace, "it.1=bo")).toEqual([1]);
    expect(find(trace, "it.length=2")).toEqual([1]);
    expect(find(trace, "it.ana>2")).toEqual([2]);
    expect(find(trace, "it.7=seven")).toEqual([2]);
    expect(find(trace, "it.size=2")).toEqual([2]);
    expect(find(trace, "it.0=cy")).toEqual([3]);
    expect(find(trace, "it.$price=5")).toEqual([4]);
    expect(find(trace, "field:it.nowhere.at.all")).toEqual([]);
  });

  it("is reached by field: where a field is called like one of the query's", () => {
    const run = new TraceBuilder("a");
    run.timer("a", "tick", { at: 3, node: "b", maxTerm: 4 });
    const trace = run.finish();
    expect(find(trace, "field:at>2")).toEqual([0]);
    expect(find(trace, "field:node=B")).toEqual([0]);
    expect(find(trace, "FIELD:maxTerm>3")).toEqual([0]);
    expect(find(trace, "field:maxterm>3")).toEqual([]);
    expect(find(trace, "at>2")).toEqual([]);
  });
});

describe("a query that makes no sense is told with the piece that is meant and the mend", () => {
  it.each([
    ['ana "bo', '"bo', "This quotation mark is not closed"],
    ["ana -", "-", 'After "-" comes what must not be found: -kind:timer'],
    ["ana =1", "=", 'Before "=" comes the name of a field; text goes in quotation marks'],
    ["ana node: bo", "node:", 'After "node:" comes a value'],
    ["stock>few", "few", '"few" is no number, and ">" compares numbers; text goes in quotation marks'],
    ["at:soon", "soon", '"soon" is no number; "at" goes with one, as in at>100ms or at:100..200'],
    ["reply!=10", "reply!=10", '"reply" does not go with "!="; say -reply:10'],
    [
      "line:a.ts:x",
      "a.ts:x",
      '"x" is no number; "line" goes with one, as in line:27 or line:shop.scenario.ts:27',
    ],
    ["ana node>3 bo", "node>3", '"node" does not go with ">"; say node:3, or field:node>3'],
    ["-node!=bo", "-node!=bo", '"node" does not go with "!="; say -node:bo'],
  ])("%s", (query, piece, message) => {
    expect(mistakeIn(query)).toEqual({ piece, message });
  });

  it("names the fields that there are, the nearest first", () => {
    const { piece, message } = mistakeIn("london nod:tokyo");
    expect(piece).toBe("nod");
    expect(message).toMatch(/^There is no field "nod", only node, .*kind.*; .* say nod=tokyo/);
    expect(mistakeIn("-stock:0").piece).toBe("-stock");
  });

  it("names the kinds and the structures that there are, the nearest first", () => {
    expect(mistakeIn("kind:dorp")).toEqual({
      piece: "dorp",
      message: expect.stringMatching(/^No kind of event is called "dorp"; there are drop, .*, …$/) as string,
    });
    expect(mistakeIn("is:unansered").message).toMatch(/there are unanswered, /);
    expect(mistakeIn("is:constructor").message).toMatch(/Nothing is known/);
  });
});
