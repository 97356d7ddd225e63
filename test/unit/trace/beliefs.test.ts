import { describe, expect, it } from "vitest";
import { mistakes } from "../../../src/trace/beliefs.ts";
import { TraceBuilder } from "../traces.ts";

const [a, b, c] = [0, 1, 2];

describe("mistakes", () => {
  it("are taking a node for dead that is only slow, until one knows better", () => {
    const run = new TraceBuilder("a", "b", "c");
    run.happens("pause", "b");
    const fromEvent = run.belief("a", "b", "dead");
    run.happens("resume", "b");
    const toEvent = run.belief("a", "b", "alive");
    expect(mistakes(run.finish())).toEqual([
      { believer: a, about: b, belief: "dead", truth: "alive", fromEvent, toEvent },
    ]);
  });

  it("begin when the truth changes, and end when it changes back or is noticed", () => {
    const run = new TraceBuilder("a", "b", "c");
    run.belief("a", "b", "alive");
    run.belief("c", "b", "up");
    const fromEvent = run.crash("b");
    const noticed = run.belief("a", "b", "crashed");
    const restarted = run.restart("b");
    expect(mistakes(run.finish())).toEqual([
      { believer: a, about: b, belief: "alive", truth: "down", fromEvent, toEvent: noticed },
      { believer: c, about: b, belief: "up", truth: "down", fromEvent, toEvent: restarted },
      { believer: a, about: b, belief: "crashed", truth: "alive", fromEvent: restarted },
    ]);
  });

  it("last to the end about a node that has left", () => {
    const run = new TraceBuilder("a", "b");
    run.belief("a", "b", "alive");
    const fromEvent = run.happens("leave", "b");
    const [mistake, ...others] = mistakes(run.finish());
    expect(mistake).toMatchObject({ truth: "down", fromEvent });
    expect(mistake.toEvent).toBeUndefined();
    expect(others).toEqual([]);
  });

  it("go on when the same is believed once more", () => {
    const run = new TraceBuilder("a", "b");
    const fromEvent = run.belief("a", "b", "dead");
    run.belief("a", "b", "dead");
    const toEvent = run.crash("b");
    expect(mistakes(run.finish())).toEqual([
      { believer: a, about: b, belief: "dead", truth: "alive", fromEvent, toEvent },
    ]);
  });

  it("end with their believer", () => {
    const run = new TraceBuilder("a", "b");
    run.belief("a", "b", "dead");
    const toEvent = run.crash("a");
    run.restart("a");
    expect(mistakes(run.finish())).toMatchObject([{ toEvent }]);
  });

  it("are only what can be wrong about being up", () => {
    const run = new TraceBuilder("a", "b");
    run.belief("a", "b", "leader");
    run.crash("b");
    run.belief("a", "b", "suspect");
    run.belief("a", "b", " Dead ");
    expect(mistakes(run.finish())).toEqual([]);
  });
});
