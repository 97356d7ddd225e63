import { describe, expect, it } from "vitest";
import type { ToWebview } from "../../../src/protocol/messages.ts";
import { PartsJoiner, takeApart } from "../../../src/protocol/parts.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { longTrace, shopTrace } from "../../webview/support/traces.ts";

function show(trace: Trace): ToWebview {
  return { kind: "show", uri: "file:///a.scenario.ts", scenarios: [], selected: 0, trace };
}

describe("a message that holds a run", () => {
  it("is one part where the run is short", () => {
    const message = show(shopTrace());
    expect([...takeApart(message)]).toEqual([message]);
  });

  it("comes in parts where the run is long, and arrives as it was", () => {
    const compared: ToWebview = { kind: "compared", other: { kind: "saved" }, trace: longTrace(9000) };
    for (const message of [show(longTrace(9000)), compared]) {
      const joiner = new PartsJoiner();
      const parts = [...takeApart(message)];
      expect(parts.length).toBeGreaterThan(4);
      const messages = parts.map((part) => joiner.add(part)).filter((whole) => whole !== undefined);
      expect(messages).toEqual([message]);
    }
  });

  it("leaves no trace when it is given up for another one", () => {
    const joiner = new PartsJoiner();
    const [begun] = takeApart(show(longTrace(9000)));
    joiner.add(begun);
    const message = show(longTrace(5000));
    const messages = Array.from(takeApart(message), (part) => joiner.add(part));
    expect(messages.at(-1)).toEqual(message);
    const short = show(shopTrace());
    joiner.add(begun);
    expect(joiner.add(short)).toEqual(short);
  });

  it("lets others through in between", () => {
    const joiner = new PartsJoiner();
    const message = show(longTrace(5000));
    const parts = [...takeApart(message)];
    joiner.add(parts[0]);
    const step: ToWebview = { kind: "step", to: "back" };
    expect(joiner.add(step)).toBe(step);
    expect(
      parts
        .slice(1)
        .map((part) => joiner.add(part))
        .at(-1),
    ).toEqual(message);
  });
});
