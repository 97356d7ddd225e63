import { describe, expect, test } from "vitest";
import type { Trace } from "../../../src/trace/trace.ts";
import { newSession, reduce, viewState, type Session } from "../../../webview/model/session.ts";
import { longTrace, shopTrace, troubleTrace } from "../support/traces.ts";

const show = (trace: Trace) => ({
  kind: "show" as const,
  uri: "file:///a.scenario.ts",
  scenarios: [{ name: trace.scenario }],
  selected: 0,
  trace,
});

const step = (session: Session, ...targets: ("first" | "back" | "forward" | "last" | "play")[]) =>
  targets.reduce((before, to) => reduce(before, { kind: "step", to }), session);

describe("session", () => {
  const shown = reduce(newSession(), show(shopTrace()));

  test("starts at the end, where nothing is dimmed, and stays at the end of the next run", () => {
    expect(shown.step).toBe(shown.run!.last);
    const longer = reduce(shown, show({ ...longTrace(50), scenario: shopTrace().scenario }));
    expect(longer.step).toBe(longer.run!.last);
  });

  test("steps within the run", () => {
    expect(step(shown, "first").step).toBe(0);
    expect(step(shown, "first", "back").step).toBe(0);
    expect(step(shown, "first", "forward", "forward").step).toBe(2);
    expect(step(shown, "last", "forward").step).toBe(shown.run!.last);
  });

  test("plays from the beginning when it stands at the end, and stops there", () => {
    let playing = step(shown, "play");
    expect(playing).toMatchObject({ step: 0, playing: true });
    for (let tick = 0; tick < shown.run!.last; tick++) playing = reduce(playing, { kind: "tick" });
    expect(playing).toMatchObject({ step: shown.run!.last, playing: false });
  });

  test("keeps standing on the same event when an edit puts others before it", () => {
    const trace = shopTrace();
    const sold = trace.events.findIndex(({ kind, node }) => kind === "deliver" && node === 1);
    const standing = reduce(shown, { kind: "goTo", step: sold });
    const events = [{ ...trace.events[0], kind: "note", text: "new" }, ...trace.events].map(
      (event, index) => ({
        ...event,
        index,
      }),
    ) as Trace["events"];
    const edited = reduce(standing, show({ ...trace, events, checks: [] }));
    expect(edited.step).toBe(sold + 1);
  });

  test("keeps zoom for the same scenario and fits another one", () => {
    const zoomed = reduce(shown, { kind: "zoom", zoom: 9 });
    expect(reduce(zoomed, show(shopTrace())).zoom).toBe(9);
    expect(reduce(zoomed, show(troubleTrace())).zoom).toBeUndefined();
  });

  test("keeps the last good run while the file is broken", () => {
    const broken = reduce(shown, { kind: "broken", uri: shown.uri, error: { message: "Unexpected token" } });
    expect(broken.run).toBe(shown.run);
    expect(reduce(broken, show(shopTrace())).broken).toBeUndefined();
  });

  test("comes back from what it remembers", () => {
    const before = reduce(reduce(shown, { kind: "goTo", step: 5 }), { kind: "toggleClock", clock: "vector" });
    const revived = reduce(newSession(viewState(before)), show(shopTrace()));
    expect(revived).toMatchObject({ step: 5, clocks: ["vector"], placed: true });
  });
});
