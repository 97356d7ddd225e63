import { expect, test } from "vitest";
import { relationship } from "../../../webview/model/causality.ts";
import { TraceBuilder } from "../support/traceBuilder.ts";

/** london sends to paris, whose clock is behind; tokyo knows of nothing. */
function run() {
  const node = (name: string) => ({ name, kind: "node" as const, type: "Shop" });
  const builder = new TraceBuilder([node("london"), node("paris"), node("tokyo")]);
  builder.at(50).timer(0, "tick");
  const sent = builder.send("send", 0, 1, "sold", [], 20);
  builder.at(70).deliver(sent);
  builder.timer(2, "tick");
  builder.note("the world goes on");
  const trace = builder.build("Three nodes");
  const events = trace.events.map((event) =>
    event.node === 1 ? { ...event, clocks: { ...event.clocks, wall: 10 } } : event,
  );
  return { ...trace, events };
}
const [tick, sent, received, beside, remark] = [0, 1, 2, 3, 4];

test("an earlier event is before, through so many messages, and the wall clocks may have it otherwise", () => {
  expect(relationship(run(), tick, received)).toEqual({
    headline: "#1 happened before #3, through 1 message",
    remark: "The wall clocks have it the other way round: #3 is 40 ms before #1.",
    events: [tick, sent, received],
    connected: true,
  });
  expect(relationship(run(), received, sent)).toMatchObject({
    headline: "#3 happened after #2, through 1 message",
    events: [sent, received],
  });
  expect(relationship(run(), tick, sent)).toEqual({
    headline: "#1 happened before #2, on one lifeline",
    events: [tick, sent],
    connected: true,
  });
});

test("concurrent events say so, and whether Lamport orders them", () => {
  expect(relationship(run(), received, beside)).toEqual({
    headline: "#3 and #4 are concurrent: neither can know of the other",
    remark: "Lamport's clock puts #4 before #3 all the same: 1 < 3.",
    events: [received, beside],
    connected: false,
  });
  expect(relationship(run(), tick, beside)).not.toHaveProperty("remark");
});

test("an event is itself, and an event of the world is ordered with nothing", () => {
  expect(relationship(run(), tick, tick)).toMatchObject({ events: [tick], connected: false });
  expect(relationship(run(), tick, remark)).toMatchObject({
    headline: "#1 and #5: no order by cause and effect",
    events: [tick, remark],
    connected: false,
  });
});

test("clocks that tell of a way that no message goes have none to show", () => {
  const trace = run();
  const events = trace.events.map((event) =>
    event.index === beside && event.node !== undefined
      ? { ...event, clocks: { ...event.clocks, vector: [2, 0, 1] } }
      : event,
  );
  expect(relationship({ ...trace, events }, tick, beside)).toEqual({
    headline: "#1 happened before #4",
    events: [tick, beside],
    connected: false,
  });
});
