import type { Trace } from "../../src/trace/trace.ts";
import { TraceBuilder } from "./traces.ts";

/**
 * A run in which every kind of event happens, and each of their fields has a value: a shop's bank is robbed, its
 * machines fail one after the other, and the guesses about them are partly wrong.
 */
export function everyKindTrace(): Trace {
  const run = new TraceBuilder("@ana", "shop", "bank", "audit", "@eve");
  for (const name of ["shop", "bank", "audit"]) run.start(name, { orders: [] });

  // Two orders share a narrow link, so the second one waits for the first to leave.
  const order = run.send("invoke", "ana", "shop", "order", ["tea"]);
  run.deliver(order, { orders: ["tea"] });
  const pay = run.send("call", "shop", "bank", "pay", [10], 30, { queued: 5, size: 120 });
  const log = run.send("send", "shop", "audit", "log", ["tea"], 30, { queued: 20, size: 400 });
  run.tap("eve", pay);
  run.tamper(pay, 1000);
  run.delay(log, 15);
  run.time = 10;
  run.happens("pause", "bank");
  run.time = 35;
  const forged = run.forge("eve", "shop", "bank", "pay", [500], 5);
  run.time = 50;
  run.happens("resume", "bank");
  run.deliver(pay, { balance: -1000 }, 15);
  run.timer("bank", "interest", {}, 12);
  run.work("bank", 20);
  run.time = 65;
  run.deliver(log, { orders: ["tea"] });
  run.happens("flush", "audit");
  run.time = 70;
  run.timer("bank", "work");
  run.deliver(forged, { balance: -1500 }, 30);
  const paid = run.reply(pay, "paid", { delay: 10 });
  run.time = 80;
  run.deliver(paid);
  run.ok(run.reply(order, "sold"), order);

  run.hold(0, [["shop"], ["audit"]]);
  const held = run.send("send", "shop", "audit", "log", ["milk"], 10);
  run.clock("shop", 40, 0, "jump");
  run.clock("bank", 3, 200, "drift");
  run.clock("audit", -6, 0, "freeze");
  run.time = 100;
  run.release(0);
  run.deliver(held);
  run.clock("shop", 2, 0, "sync");
  run.clock("audit", -26, 0, "thaw");
  run.clock("bank", -50, 10);

  run.slow("audit", 25);
  run.partition(0, [["shop"], ["bank"], ["audit"], ["eve"]], false, true);
  run.partition(1, [["shop"], ["audit"]], true);
  const cut = run.send("send", "shop", "audit", "log", ["cake"], 20);
  const twice = run.duplicate(cut, 30);
  run.time = 110;
  run.drop(cut, "partition");
  run.time = 115;
  run.drop(twice, "loss");
  run.heal(1);
  run.time = 120;
  const again = run.retransmit(cut, 10);
  run.time = 130;
  run.deliver(again);
  run.slow("audit", 0);
  run.heal(0);

  const vote = run.send("call", "shop", "bank", "vote", [1], 10);
  run.crash("audit", true);
  run.time = 140;
  run.drop(vote, "intercepted", "the firewall lets no votes through");
  run.drop(run.send("send", "bank", "audit", "ping"), "receiver down");
  const sealed = run.send("send", "bank", "shop", "pay", [1], 5);
  const reset = run.send("send", "bank", "audit", "ping", [], 5);
  const full = run.send("send", "bank", "shop", "log", ["salt"], 5);
  run.drop(full, "queue full");
  run.time = 145;
  run.drop(sealed, "rejected");
  run.drop(reset, "connection reset");
  run.belief("bank", "audit", "dead");
  run.belief("bank", "shop", "dead");
  run.time = 200;
  run.timeout(vote);
  run.restart("audit", { orders: [] });
  run.decide("shop", 1, "tea");
  run.happens("leave", "bank");
  run.note("the bank has gone out of business");
  run.note("all on its own", "shop");
  const late = run.send("send", "shop", "bank", "pay", [1], 5);
  const asked = run.send("invoke", "ana", "shop", "status", []);
  run.deliver(asked);
  run.fail(run.reply(asked, "Error: closed", { failed: true }), asked, "Error: closed");
  const last = run.send("invoke", "ana", "shop", "order", ["cake"], 50);
  run.unknown(last);
  const violated = run.check({
    name: "nobody is robbed",
    kind: "always",
    status: "violated",
    expected: true,
    message: "it was false",
    time: 205,
  });
  run.time = 205;
  run.drop(late, "receiver gone");
  run.violation(violated, "nobody is robbed: it was false");
  return run.finish({ scenario: "Everything happens" });
}
