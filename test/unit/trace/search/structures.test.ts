import { describe, expect, it } from "vitest";
import { find } from "./searching.ts";
import { parseQuery } from "../../../../src/trace/search/query.ts";
import { READY_QUERIES } from "../../../../src/trace/search/readyQueries.ts";
import { shopTrace, TraceBuilder } from "../../traces.ts";

const { trace: shop, events } = shopTrace();

/** The event that sends a message. */
function sending(trace: ReturnType<TraceBuilder["finish"]>, message: number): number {
  return trace.events.findIndex((event) => "arrival" in event && event.message === message);
}

describe("is:unanswered", () => {
  it("finds requests whose answer never came, whatever happened", () => {
    const run = new TraceBuilder("a", "b", "@ana");
    const lost = run.send("call", "a", "b", "one");
    run.drop(lost, "loss");
    const silent = run.send("call", "a", "b", "two");
    run.deliver(silent);
    const unheard = run.send("invoke", "ana", "b", "three");
    run.deliver(unheard);
    run.drop(run.reply(unheard, 1), "loss");
    const flying = run.send("call", "a", "b", "four");
    run.deliver(flying);
    run.reply(flying, 1);
    const fine = run.send("invoke", "ana", "b", "five");
    run.deliver(fine);
    run.ok(run.reply(fine, 1), fine);
    run.deliver(run.send("send", "a", "b", "six"));
    const trace = run.finish();
    expect(find(trace, "is:unanswered")).toEqual(
      [lost, silent, unheard, flying].map((message) => sending(trace, message)),
    );
  });

  it("takes an answer that came late, by a copy or as a failure for one", () => {
    const run = new TraceBuilder("a", "b", "@ana");
    const late = run.send("call", "a", "b", "one");
    run.timeout(late);
    run.deliver(late);
    run.deliver(run.reply(late, 1));
    const copied = run.send("call", "a", "b", "two");
    run.deliver(copied);
    const reply = run.reply(copied, 1);
    run.drop(reply, "loss");
    run.deliver(run.retransmit(run.duplicate(reply)));
    const failed = run.send("invoke", "ana", "b", "three");
    run.deliver(failed);
    run.fail(run.reply(failed, "no", { failed: true }), failed, "no");
    expect(find(run.finish(), "is:unanswered")).toEqual([]);
  });
});

describe("reply and flight", () => {
  it("measure from the request to the arrival of its answer, where it arrives", () => {
    const run = new TraceBuilder("a", "b");
    const quick = run.send("call", "a", "b", "vote");
    const slow = run.send("call", "a", "b", "vote");
    run.time = 20;
    run.deliver(quick);
    run.deliver(slow);
    const [first, second] = [run.reply(quick, true), run.reply(slow, true)];
    run.time = 60;
    run.deliver(first);
    run.time = 150;
    // It reached the machine at 120 and waited there.
    const arrived = run.deliver(second, undefined, 30);
    const trace = run.finish();
    expect(find(trace, "reply>100ms")).toEqual([arrived]);
    expect(find(trace, "reply:>=120")).toEqual([arrived]);
    expect(find(trace, "reply>120")).toEqual([]);
    expect(find(trace, "reply:120 type:vote node:a")).toEqual([arrived]);
    expect(find(trace, "reply<0.1s")).toHaveLength(1);
  });

  it("measure how long a message is on its way, not how long it waits before and after", () => {
    const run = new TraceBuilder("a", "b");
    const queued = run.send("send", "a", "b", "log", [], 30, { queued: 50 });
    const straight = run.send("send", "a", "b", "log", [], 60);
    const lost = run.send("send", "a", "b", "log", [], 60);
    run.time = 60;
    const far = run.deliver(straight);
    run.drop(lost, "loss");
    run.time = 100;
    const near = run.deliver(queued, undefined, 20);
    const trace = run.finish();
    expect(find(trace, "flight>50")).toEqual([far]);
    expect(find(trace, "flight:30")).toEqual([near]);
  });
});

describe("is:late", () => {
  it("finds answers that come after their caller has given up", () => {
    const run = new TraceBuilder("a", "b", "@ana");
    const patient = run.send("call", "a", "b", "one");
    const hasty = run.send("call", "a", "b", "two");
    const operation = run.send("invoke", "ana", "b", "three");
    const answers = [patient, hasty, operation].map((message) => {
      run.deliver(message);
      return run.reply(message, 1);
    });
    run.timeout(hasty);
    run.unknown(operation);
    const arrived = answers.map((message) => run.deliver(message));
    expect(find(run.finish(), "is:late")).toEqual(arrived.slice(1));
  });
});

describe("is:twice", () => {
  it("finds the second receipt of a copy, whichever arrives first", () => {
    const run = new TraceBuilder("a", "b");
    const sent = run.send("send", "a", "b", "pay", [1]);
    const copy = run.duplicate(sent);
    const again = run.retransmit(copy);
    run.deliver(copy);
    const second = run.deliver(sent);
    const third = run.deliver(again);
    expect(find(run.finish(), "is:twice")).toEqual([second, third]);
  });

  it("finds none where only one copy arrives", () => {
    const run = new TraceBuilder("a", "b");
    const sent = run.send("send", "a", "b", "pay", [1]);
    run.drop(sent, "loss");
    run.deliver(run.retransmit(sent));
    expect(find(run.finish(), "is:twice")).toEqual([]);
  });

  it("finds what a program sends again after it has given up", () => {
    const run = new TraceBuilder("shop", "bank");
    const pay = (amount: number) => run.send("call", "shop", "bank", "pay", [{ amount, key: "k" }]);
    const first = pay(30);
    run.deliver(first);
    run.timeout(first);
    const second = pay(30);
    const charged = run.deliver(second);
    run.timeout(second);
    const third = run.deliver(pay(30));
    run.deliver(pay(31));
    expect(find(run.finish(), "is:twice")).toEqual([charged, third]);
  });

  it("takes a copy of what is sent again for the same, too", () => {
    const run = new TraceBuilder("shop", "bank");
    const first = run.send("call", "shop", "bank", "pay");
    run.deliver(first);
    run.timeout(first);
    const second = run.send("call", "shop", "bank", "pay");
    const copied = run.deliver(run.duplicate(second));
    run.drop(second, "loss");
    expect(find(run.finish(), "is:twice")).toEqual([copied]);
  });

  it("takes equal requests for the same once they are given up, whichever of them arrived", () => {
    const run = new TraceBuilder("shop", "bank");
    const [lost, arrived] = [0, 1].map(() => run.send("call", "shop", "bank", "pay"));
    run.drop(lost, "loss");
    run.deliver(arrived);
    run.timeout(lost);
    run.timeout(arrived);
    const again = run.deliver(run.send("call", "shop", "bank", "pay"));
    expect(find(run.finish(), "is:twice")).toEqual([again]);
  });

  it("leaves equal messages apart that nobody gave up, or that go elsewhere", () => {
    const run = new TraceBuilder("a", "b", "c");
    for (let beat = 0; beat < 3; beat++) run.deliver(run.send("send", "a", "b", "beat"));
    for (let ask = 0; ask < 2; ask++) run.deliver(run.send("call", "a", "b", "next"));
    const given = run.send("call", "a", "b", "vote");
    run.deliver(given);
    run.timeout(given);
    run.deliver(run.send("call", "a", "c", "vote"));
    run.deliver(run.send("call", "c", "b", "vote"));
    run.deliver(run.send("call", "a", "b", "next"));
    expect(find(run.finish(), "is:twice")).toEqual([]);
  });
});

describe("other structures", () => {
  it("is:lost, is:violation", () => {
    expect(find(shop, "is:lost from:tokyo to:london")).toEqual([events.lost]);
    expect(find(shop, "is:lost")).toEqual(find(shop, "kind:drop"));
    expect(find(shop, "is:violation")).toEqual(find(shop, "kind:violation"));
  });

  it("is:fault finds what goes wrong, not what follows from it or mends it", () => {
    const run = new TraceBuilder("a", "b", "@eve");
    const message = () => run.send("send", "a", "b", "ping");
    const faults = [
      run.partition(0, [["a"], ["b"]]),
      run.drop(message(), "loss"),
      run.crash("a"),
      run.slow("b", 10),
      run.clock("b", 5, 0),
      run.happens("pause", "b"),
    ];
    run.drop(message(), "partition");
    run.heal(0);
    run.restart("a");
    run.slow("b", 0);
    run.clock("b", 0, 0, "sync");
    run.happens("resume", "b");
    expect(find(run.finish(), "is:fault")).toEqual(faults);
  });

  it("is:divergence finds where copies begin to differ and where they agree again", () => {
    expect(find(shop, "is:divergence")).toEqual([events.anaSold]);
    const run = new TraceBuilder("a", "b");
    for (let tick = 0; tick < 6; tick++) run.timer("a", "tick");
    const copies = [
      { event: 0, node: 0, value: 1 },
      { event: 0, node: 1, value: 1 },
      { event: 2, node: 0, value: 2 },
      { event: 4, node: 1, value: 2 },
    ];
    run.check({ name: "same", kind: "agree", status: "passed", expected: false, message: "", copies });
    expect(find(run.finish(), "is:divergence")).toEqual([2, 4]);
  });

  it("is:misbelief finds where a node begins to be wrong about another", () => {
    const run = new TraceBuilder("a", "b");
    const wrong = run.belief("a", "b", "dead");
    run.belief("a", "b", "alive");
    const crashed = run.crash("b");
    expect(find(run.finish(), "is:misbelief")).toEqual([wrong, crashed]);
  });
});

describe("ready-made queries", () => {
  it("can all be run, and found by their titles", () => {
    for (const { title, query } of READY_QUERIES) {
      expect(() => parseQuery(query)).not.toThrow();
      expect(find(shop, title.toUpperCase())).toEqual(find(shop, query));
    }
    expect(find(shop, "violation")).toEqual(find(shop, "is:violation"));
    expect(find(shop, '"violation"')).toEqual([]);
  });

  it("take other numbers", () => {
    const run = new TraceBuilder("a", "b");
    const asked = run.send("call", "a", "b", "vote");
    run.deliver(asked);
    const answer = run.reply(asked, true);
    run.time = 120;
    const arrived = run.deliver(answer);
    const trace = run.finish();
    expect(find(trace, "a reply later than 100 ms")).toEqual([arrived]);
    expect(find(trace, " reply later  than 119.5 ms")).toEqual([arrived]);
    expect(find(trace, "a reply later than 120 ms")).toEqual([]);
  });
});
