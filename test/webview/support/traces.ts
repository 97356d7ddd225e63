import type { Trace } from "../../../src/trace/trace.ts";
import { TraceBuilder } from "./traceBuilder.ts";

/** The example of the documentation: the last item is sold twice, on both sides of a partition. */
export function shopTrace(): Trace {
  const shop = (name: string) => ({ name, kind: "node" as const, type: "Shop" });
  const client = (name: string) => ({ name, kind: "client" as const, type: "" });
  const run = new TraceBuilder([
    shop("london"),
    shop("new-york"),
    shop("tokyo"),
    client("ana"),
    client("bo"),
  ]);
  const [london, newYork, tokyo, ana, bo] = [0, 1, 2, 3, 4];
  for (const node of [london, newYork, tokyo]) run.start(node, { stock: 1, buyers: [] });
  run.start(ana);
  run.start(bo);
  run.partition(0, [[london, newYork], [tokyo]], false, 37);
  const askLondon = run.send("invoke", ana, london, "buy", ["ana"], 0, undefined, 38);
  const askTokyo = run.send("invoke", bo, tokyo, "buy", ["bo"], 0, undefined, 38);
  const inLondon = run.deliver(askLondon, { stock: 0, buyers: ["ana"] }, 9);
  const toNewYork = run.send("send", london, newYork, "sold", ["ana"], 57, inLondon, 12);
  const toTokyo = run.send("send", london, tokyo, "sold", ["ana"], 68, inLondon, 12);
  const yours = run.reply(london, ana, askLondon, "yours", 0, inLondon, 13);
  const inTokyo = run.deliver(askTokyo, { stock: 0, buyers: ["bo"] }, 9);
  run.violation(0, "2 people own the item", inTokyo);
  const toLondon = run.send("send", tokyo, london, "sold", ["bo"], 74, inTokyo, 12);
  const toNewYork2 = run.send("send", tokyo, newYork, "sold", ["bo"], 44, inTokyo, 12);
  const yoursToo = run.reply(tokyo, bo, askTokyo, "yours", 0, inTokyo, 13);
  run.ok(yours, "yours");
  run.ok(yoursToo, "yours");
  run.at(22).drop(toNewYork2, "partition");
  run.at(34).drop(toTokyo, "partition");
  run.at(37).drop(toLondon, "partition");
  const sold = run.at(57).deliver(toNewYork, { stock: 0, buyers: ["ana"] }, 17);
  run.at(200).heal(0, 40);
  run.violation(1, "tokyo has another value than london and new-york", run.events.length - 1);
  const location = { file: "shop.scenario.ts", line: 33, column: 3 };
  run.checks.push(
    {
      name: "sold at most once",
      kind: "always",
      status: "violated",
      expected: true,
      message: 'The predicate is false after tokyo handles buy("bo").',
      event: inTokyo,
      time: 0,
      location,
    },
    {
      name: "buyers",
      kind: "agree",
      status: "violated",
      expected: true,
      message:
        'The copies still differ when the run has gone quiet: tokyo has ["bo"], the others have ["ana"].',
      event: run.events.length - 1,
      time: 200,
      location: { ...location, line: 34 },
      copies: [
        { event: 0, node: london, value: [] },
        { event: 1, node: newYork, value: [] },
        { event: 2, node: tokyo, value: [] },
        { event: inLondon, node: london, value: ["ana"] },
        { event: inTokyo, node: tokyo, value: ["bo"] },
        { event: sold, node: newYork, value: ["ana"] },
      ],
    },
  );
  return run.build("The last item is sold twice");
}

/** One of everything else: loss, crash and restart, a timeout, timers, notes, one-way and overlapping partitions. */
export function troubleTrace(): Trace {
  const names = ["n1", "n2", "n3", "n4"];
  const run = new TraceBuilder([
    ...names.map((name) => ({ name, kind: "node" as const, type: "Replica" })),
    { name: "carol", kind: "client", type: "" },
  ]);
  for (const node of names.keys()) run.start(node, { term: 0, log: [], leader: null });
  const timer = run.at(12).timer(0, "election");
  const votes = [1, 2, 3].map((to) =>
    run.send("call", 0, to, "requestVote", [1, "n1"], 20 + 6 * to, timer, 20),
  );
  run.at(28).drop(votes[2], "loss");
  const first = run.at(38).deliver(votes[0], { term: 1 }, 30);
  const yes = run.reply(1, 0, votes[0], true, 24, first, 31);
  const second = run.at(44).deliver(votes[1], { term: 1 }, 30);
  const also = run.reply(2, 0, votes[1], true, 30, second, 31);
  const won = run.at(62).deliver(yes, { term: 1, leader: "n1" });
  run.note("n1 has a majority", 0);
  run.at(74).deliver(also);
  run.at(80).partition(1, [
    [0, 1],
    [2, 3],
  ]);
  run.at(90).partition(2, [[3], [0]], true);
  const append = [1, 2, 3].map((to) =>
    run.send("send", 0, to, "append", [{ term: 1, entry: "x=1" }], 36, won, 41),
  );
  run.at(108).drop(append[1], "partition");
  run.drop(append[2], "partition");
  run.at(110).happen("crash", 1);
  run.at(126).drop(append[0], "receiver down");
  run.at(130).timeout(0, votes[2]);
  run.at(150).heal(1);
  run.note("The network is whole again");
  run.at(160).happen("restart", 1, { term: 1, log: [], leader: null });
  run.send("invoke", 4, 1, "read", ["x"], 5, undefined, 50);
  run.at(190).heal(2);
  run.send("send", 2, 3, "gossip", [["a", "b"]], 90, undefined, 60);
  run.at(200);
  return run.build("Trouble", "failed", 3);
}

/** All that can happen to a message: queues, attackers, rules, holds, and every way not to arrive. */
export function wireTrace(): Trace {
  const names = ["bank", "shop", "depot", "audit"];
  const run = new TraceBuilder([
    ...names.map((name) => ({ name, kind: "node" as const, type: "Service" })),
    { name: "mallory", kind: "client", type: "" },
  ]);
  const [bank, shop, depot, audit, mallory] = [0, 1, 2, 3, 4];
  for (const node of names.keys()) run.start(node, { paid: 0 });
  run.start(mallory);
  const due = run.at(4).timer(shop, "bill");
  const bills = [1, 2, 3].map((bill) => run.send("send", shop, bank, "pay", [bill], 16, due));
  for (const [position, bill] of bills.entries()) run.leaves(bill, 12 + 8 * position);
  run.drop(run.send("send", shop, bank, "pay", [4], 16, due), "queue full");
  const order = run.at(6).send("send", depot, audit, "log", ["in", 7], 24);
  run.at(18).drop(order, "loss");
  run.at(28).deliver(bills[0]);
  const second = run.at(44).deliver(bills[1]);
  const third = run.at(60).deliver(bills[2]);
  run.arrived(second, 36).arrived(third, 44);
  const retried = run.at(56).again("retransmit", order, 24);
  run.at(80).deliver(retried);

  const payment = run.at(90).send("call", shop, bank, "pay", [10], 30);
  run.at(105).tamper(payment, [1000]);
  run.at(120).deliver(payment, { paid: 1000 });
  const secret = run.at(96).send("send", depot, audit, "pin", [4711], 28);
  run.at(110).tap(secret, mallory);
  run.at(124).deliver(secret);
  const forged = run.at(132).forge(mallory, bank, audit, "refund", [500], 20);
  const wide = run.send("send", bank, depot, "ship", ["book"], 26);
  run.at(145).tamper(wide, ["piano"]);
  run.at(152).deliver(forged, { paid: -500 });
  run.at(158).deliver(wide);
  const late = run.at(166).send("send", shop, depot, "pack", [], 20);
  const twice = run.send("send", audit, depot, "check", [1], 18);
  const copy = run.again("duplicate", twice, 34);
  run.at(176).delay(late, 30);
  run.at(184).deliver(twice);
  run.at(200).deliver(copy);
  run.at(216).deliver(late);

  const flying = run.at(224).send("send", shop, depot, "move", [1], 30);
  run.at(238).hold(1, [
    [bank, shop],
    [depot, audit],
  ]);
  const stuck = [2, 3].map((number) =>
    run.at(240 + 6 * number).send("send", shop, depot, "move", [number], 24),
  );
  const back = run.at(262).send("send", audit, bank, "sum", [9], 40);
  run.at(280).release(1);
  run.at(296).deliver(flying);
  run.at(304).deliver(stuck[0]);
  run.at(310).deliver(stuck[1]);
  run.at(320).deliver(back);

  run.at(330).ring(2, [[bank], [shop], [depot], [audit]]);
  const fenced = run.at(334).send("send", bank, shop, "pay", [5], 24);
  const broken = run.send("send", audit, depot, "pay", [6], 24);
  run.at(346).drop(fenced, "intercepted", "fraud");
  run.at(358).drop(broken, "rejected");
  const open = run.at(362).send("send", bank, shop, "pay", [7], 30);
  run.at(370).happen("crash", shop);
  run.drop(open, "connection reset");
  run.at(376).happen("leave", depot);
  const gone = run.send("send", audit, depot, "pay", [8], 14);
  run.at(390).drop(gone, "receiver gone");
  run.at(400).heal(2);
  return run.build("On the wire", "passed", 5);
}

/** All that can be the matter with machines, what they believe of each other, and what is true. */
export function machinesTrace(): Trace {
  const names = ["london", "paris", "tokyo"];
  const run = new TraceBuilder(names.map((name) => ({ name, kind: "node" as const, type: "Replica" })));
  const [london, paris, tokyo] = [0, 1, 2];
  for (const node of names.keys()) run.start(node, { term: 0, log: [] });
  run.at(6).work(london, 46);
  run.at(10).happen("pause", tokyo);
  const pings = [14, 30].map((time) => run.at(time).send("send", paris, tokyo, "ping", [time], 20));
  const asked = run.at(20).send("send", paris, london, "ping", [20], 12);
  const done = run.at(46).timer(london, "work");
  run.send("send", london, paris, "done", [], 14, done);
  run.arrived(run.deliver(asked), 32);
  run.at(60).deliver(run.events.findIndex((event) => event.kind === "send" && event.name === "done"));
  run.at(64).believe(paris, tokyo, "dead");
  run.at(96).happen("resume", tokyo);
  run.timer(tokyo, "tick", undefined, 66);
  run.arrived(run.deliver(pings[0]), 34).arrived(run.deliver(pings[1]), 50);
  const pong = run.at(112).send("send", tokyo, paris, "pong", [], 16);
  run.at(118).happen("flush", london);
  const heard = run.at(128).deliver(pong);
  run.believe(paris, tokyo, "alive");
  run.send("send", paris, london, "tell", ["tokyo is back"], 14, heard);
  run.at(132).slow(tokyo, 20);
  run.at(142).deliver(run.events.findIndex((event) => event.kind === "send" && event.name === "tell"));
  run.at(150).decide(london, 1, "x");
  run.at(176).amnesia(tokyo);
  run.at(196).believe(paris, tokyo, "dead");
  run.at(204).clock(london, "freeze", -4);
  run.at(212).happen("restart", tokyo, { term: 0, log: [] });
  run.at(216).slow(tokyo, 35);
  run.at(222).clock(london, "thaw", -18);
  run.at(236).clock(london, "jump", 30);
  run.at(240).slow(tokyo, 0);
  run.at(250).clock(london, "sync", 2);
  run.at(262).happen("leave", london);
  run.at(270).happen("pause", paris);
  run.at(290);
  return run.build("Machines", "passed", 5);
}

/** london's clock is 150 ms ahead, tokyo's stands still for 60 ms and is set right later; paris' is right. */
export function clocksTrace(): Trace {
  const [london, tokyo, paris] = [0, 1, 2];
  const run = new TraceBuilder(
    ["london", "tokyo", "paris"].map((name) => ({ name, kind: "node", type: "Shop" })),
  );
  for (const node of [london, tokyo, paris]) run.start(node);
  run.clock(london, "offset", 150);
  run.at(40).timer(paris, "tick");
  run.at(100).clock(tokyo, "freeze", 0);
  run.at(130).timer(paris, "tock");
  run.at(160).clock(tokyo, "thaw", -60);
  run.at(260).clock(tokyo, "jump", 0);
  run.at(300);
  return run.build("Clocks");
}

/** A long run: `count` events or a few more, of `nodes` nodes that pass tokens around. */
export function longTrace(count: number, nodes = 5): Trace {
  const run = new TraceBuilder(
    Array.from({ length: nodes }, (_, node) => ({ name: `node-${node + 1}`, kind: "node", type: "Peer" })),
  );
  for (let node = 0; node < nodes; node++) run.start(node, { count: 0, last: "" });
  const flying: { readonly sent: number; readonly arrival: number }[] = [];
  let random = 1;
  const next = (below: number) => {
    random = (random * 1103515245 + 12345) & 0x7fffffff;
    return (random >>> 8) % below;
  };
  while (run.events.length < count) {
    const soonest = flying.sort((a, b) => a.arrival - b.arrival).at(0);
    if (soonest && flying.length > nodes) {
      flying.shift();
      run.at(soonest.arrival);
      const received = run.deliver(soonest.sent, { count: run.events.length, last: `t${next(100)}` }, 12);
      forward(run.events[received].node!, received);
    } else forward(next(nodes));
  }
  run.checks.push({
    name: "rare",
    kind: "sometimes",
    status: "warning",
    expected: false,
    message: "It never happened.",
  });
  return run.build("A long run");

  function forward(from: number, cause?: number): void {
    const to = (from + 1 + next(nodes - 1)) % nodes;
    const latency = 5 + next(40);
    const sent = run.send("send", from, to, "token", [next(1000)], latency, cause, 20);
    flying.push({ sent, arrival: run.time + latency });
  }
}
