import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { EVERYTHING } from "../../../src/exporters/picture/shown.ts";
import { toSvg } from "../../../src/exporters/svg.tsx";
import { fit } from "../../../src/exporters/svg/fit.ts";
import { PALETTE } from "../../../src/exporters/svg/style.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { TraceBuilder as HandWritten } from "../../webview/support/traceBuilder.ts";
import { everyKindTrace } from "../everyKind.ts";
import { anyRun } from "../trace/runs.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { nasty } from "./nasty.ts";
import { elements, parseXml, textOf, withClass } from "./xml.ts";

function draw(trace: Trace, options?: Parameters<typeof toSvg>[1]) {
  return parseXml(toSvg(new RunIndex(trace), options));
}

describe("toSvg", () => {
  it("draws every message, every node and the time, and says what it is", () => {
    const { trace } = shopTrace();
    const svg = draw(trace);
    const sent = trace.events.flatMap((event) => ("arrival" in event ? [event.message] : []));
    const drawn = withClass(svg, "arrow").map(({ attributes }) => Number(attributes["data-message"]));
    expect(drawn.toSorted((a, b) => a - b)).toEqual(sent);
    expect(withClass(svg, "name").map(textOf)).toEqual(["ana", "london", "new-york", "tokyo", "bo"]);
    expect(withClass(svg, "lifeline")).toHaveLength(5);
    expect(withClass(svg, "tick").map(textOf)).toContain("40 ms");
    expect(withClass(svg, "heading").map(textOf)).toEqual(["The last item is sold twice"]);
    expect(withClass(svg, "facts").map(textOf)).toEqual([
      `seed 7 · ${trace.events.length} events · ${trace.file}`,
    ]);
  });

  it("cuts waiting short that would make it far too high, unless time is to be to scale", () => {
    const run = new HandWritten(["a", "b"].map((name) => ({ name, kind: "node", type: "Peer" })));
    for (const time of [0, 1e9]) run.at(time + 10).deliver(run.at(time).send("send", 0, 1, "ping", [], 10));
    const trace = run.build("Far");
    const svg = draw(trace);
    expect(Number(svg.attributes.height)).toBeLessThan(1000);
    expect(withClass(svg, "tick").map(textOf).join()).toContain("11 d 13 h");
    expect(() => draw(trace, { axis: "true", zoom: 1 })).toThrow("far too high");
  });

  it("says which faults the run leaves out", () => {
    const without = { kind: "crash", whom: "tokyo", nth: 2 } as const;
    const [facts] = withClass(draw({ ...shopTrace().trace, without }), "facts").map(textOf);
    expect(facts).toContain("seed 7 · without the 2nd crash of tokyo · ");
  });

  it("puts each name over its lifeline", () => {
    const svg = draw(shopTrace().trace);
    const heads = withClass(svg, "head").map(({ attributes }) => /[\d.]+/.exec(attributes.transform!)![0]);
    const lines = withClass(svg, "lifeline").map(({ attributes }) => attributes.x1);
    expect(new Set(heads)).toEqual(new Set(lines));
  });

  it("draws a part of the run in its own size, and says which", () => {
    const { trace } = shopTrace();
    const from = trace.events.findIndex(({ kind }) => kind === "heal");
    const whole = draw(trace);
    const part = draw(trace, { from, to: trace.events.length - 1 });
    expect(Number(part.attributes.height)).toBeLessThan(Number(whole.attributes.height) / 2);
    expect(withClass(part, "arrow")).toEqual([]);
    expect(withClass(part, "pill").map(textOf).join()).toContain("healed");
    expect(textOf(withClass(part, "facts")[0])).toContain(
      `events ${from + 1}–${trace.events.length} of ${trace.events.length}`,
    );
    for (const tick of withClass(part, "tick")) expect(textOf(tick)).not.toBe("40 ms");
  });

  it("has the clocks and the axis that are asked for", () => {
    const { trace } = shopTrace();
    expect(withClass(draw(trace), "readings")).toEqual([]);
    const svg = draw(trace, { clocks: ["lamport", "vector"], axis: "causal" });
    expect(withClass(svg, "readings").length).toBeGreaterThan(5);
  });

  it("refers to nothing outside, and to nothing that isn't there", () => {
    const svg = toSvg(new RunIndex(everyKindTrace()));
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|@import|@font-face/);
    const ids = new Set(elements(parseXml(svg)).map(({ attributes }) => attributes.id));
    for (const [, id] of svg.matchAll(/url\((?:&quot;)?#([\w-]+)/g)) expect(ids).toContain(id);
  });

  it("cuts through an instant at which much happens", () => {
    const run = new TraceBuilder("a", "b");
    run.start("a", {});
    run.start("b", {});
    for (let count = 0; count < 9; count++) run.timer("a", "tick");
    run.timer("b", "tock");
    run.time = 50;
    const trace = run.finish();
    const tock = trace.events.findIndex((event) => event.kind === "timer" && event.name === "tock");
    const part = draw(trace, { from: tock - 4, to: tock });
    const [, top, , height] = withClass(part, "picture")[0].attributes.viewBox!.split(" ").map(Number);
    const visible = withClass(part, "mark").filter((mark) => {
      const y = Number(elements(mark)[1].attributes.transform!.split(/[ )]/)[1]);
      return y >= top && y <= top + height;
    });
    const events = visible.map(({ attributes }) => Number(attributes["data-event"]));
    // The last of them is the first one on its own lifeline, and stands above the others.
    expect(events).toEqual(expect.arrayContaining([tock - 4, tock - 3, tock - 2, tock - 1, tock]));
    const { from, to } = { from: tock - 5, to: tock - 2 };
    expect(withClass(draw(trace, { from, to }), "tick").map(textOf)).toEqual([]);
  });

  it("is well-formed whatever happens in the run, and whatever part of it is drawn", () => {
    const anyPart = anyRun.chain((trace) => {
      const event = fc.nat(trace.events.length - 1);
      return fc.tuple(fc.constant(trace), event, event);
    });
    fc.assert(
      fc.property(anyPart, ([trace, one, other]) => {
        const shown = { ...EVERYTHING, rulers: true };
        const svg = draw(trace, { from: Math.min(one, other), to: Math.max(one, other), shown });
        expect(Number(svg.attributes.height)).toBeGreaterThan(90);
      }),
      { numRuns: 50 },
    );
    expect(() => draw(everyKindTrace())).not.toThrow();
  });

  it("is well-formed with rulers, also where a clock stands still between two round values", () => {
    const run = new HandWritten([{ name: "a", kind: "node", type: "Shop" }]);
    run.start(0);
    run.at(97.3).clock(0, "freeze", 0);
    run.at(131.7).clock(0, "thaw", -34.4);
    run.at(300);
    const svg = draw(run.build("Still"), { shown: { ...EVERYTHING, rulers: true } });
    const parts = withClass(svg, "ruler-part").map(({ attributes }) => attributes.class);
    expect(parts).toEqual(["ruler-part right", "ruler-part still", "ruler-part wrong"]);
    expect(withClass(svg, "ruler-ticks")).toHaveLength(2);
  });

  it("takes no text for markup", () => {
    const plain = new Set(elements(draw(runOf("harmless"))).map(({ name }) => name));
    const hostile = fc.oneof(
      nasty,
      fc.constantFrom(
        ...["</script>", "]]>", "<img src=x onerror=alert(1)>", `" onload="alert(1)`, "&quot;", "<![CDATA["],
        ...["\0", "\x1f", "\ufffe", "\udc00", "</style><script>alert(1)</script>", "<!-- ", "&#0;"],
      ),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const svg = draw(runOf(text));
        for (const { name, attributes } of elements(svg)) {
          expect(plain).toContain(name);
          expect(Object.keys(attributes).filter((key) => key.startsWith("on"))).toEqual([]);
        }
        const shown = text.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\ufffd");
        const titles = elements(svg).filter(({ name }) => name === "title");
        expect(titles.map(textOf)).toContain(`a${shown}`);
      }),
    );
  });

  it("has the colours of the editor's themes, light and dark", () => {
    const manifest = JSON.parse(
      readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
    ) as Manifest;
    const [light, dark] = PALETTE.split("@media");
    for (const { id, defaults } of manifest.contributes.colors) {
      const name = id.replace("faultline.", "--");
      if (!PALETTE.includes(`${name}:`)) continue;
      expect(light).toContain(`${name}: ${defaults.light};`);
      expect(dark).toContain(`${name}: ${defaults.dark};`);
    }
    for (const [name] of light.matchAll(/--[\w-]+: #/g)) expect(dark).toContain(name);
  });
});

describe("fit", () => {
  it("keeps as much as there is room for", () => {
    const measure = (text: string) => text.length;
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, room) => {
        const kept = fit(text, room, measure);
        expect(kept.length).toBe(Math.min(text.length, room));
        expect(kept === text || text.startsWith(kept.slice(0, -1))).toBe(true);
      }),
    );
  });
});

interface Manifest {
  readonly contributes: {
    readonly colors: readonly {
      readonly id: string;
      readonly defaults: Readonly<Record<"light" | "dark", string>>;
    }[];
  };
}

/** A run that has a text wherever one can be. */
function runOf(text: string): Trace {
  const names = [`a${text}`, `b${text}`];
  const run = new TraceBuilder(...names);
  run.check({ name: text, kind: "always", status: "violated", expected: false, message: text });
  run.start(names[0], { [text]: text });
  run.note(text);
  run.note(text, names[1]);
  run.deliver(run.send("send", names[0], names[1], text, [text], 9));
  run.timer(names[1], text);
  const slow = run.send("send", names[1], names[0], text, [{ [text]: text }], 5);
  run.partition(0, [[names[0]], [names[1]]]);
  run.violation(0, text);
  run.time += 5;
  run.drop(slow, "partition");
  return run.finish({ scenario: text });
}
