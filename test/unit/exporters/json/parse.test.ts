import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFault } from "../../../../src/exporters/json/fault.ts";
import { JsonError } from "../../../../src/exporters/json/jsonError.ts";
import { parsingJson } from "../../../../src/exporters/json/parse.ts";

/** JSON as people and programs write it: close together or on many lines. */
const anyDocument = fc
  .tuple(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, "\t"))
  .map(([value, indent]) => JSON.stringify(value, undefined, indent));

/** Texts that are JSON but for a stroke or two. */
const anyBrokenDocument = fc
  .tuple(
    anyDocument,
    fc.nat(),
    fc.nat(3),
    fc.constantFrom("", '"', "\\", "]", "}", "[", ",", ":", "1", "t", "\n"),
  )
  .map(([text, at, length, instead]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + instead + text.slice(from + length);
  });

/** Parses a text in pieces of so many bytes. */
function parse(text: string, piece: number): unknown {
  const work = parsingJson(new TextEncoder().encode(text), piece);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("JSON parsed in pieces", () => {
  it("holds what it holds parsed at once, however small the pieces", () => {
    fc.assert(
      fc.property(anyDocument, fc.integer({ min: 1, max: 60 }), (text, piece) => {
        expect(parse(text, piece)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it("is JSON or says where it isn't: in the document, and in the midst of it only if it isn't cut off", () => {
    fc.assert(
      fc.property(anyBrokenDocument, fc.integer({ min: 1, max: 60 }), (text, piece) => {
        if (isJson(text)) {
          expect(parse(text, piece)).toEqual(JSON.parse(text));
          return;
        }
        try {
          parse(text, piece);
        } catch (error) {
          if (!(error instanceof JsonError)) throw error;
          const { length } = new TextEncoder().encode(text);
          expect(error.offset).toBeLessThanOrEqual(length);
          if (error.message.includes("cut off")) expect(error.offset).toBe(length);
          else expect(error.message).toMatch(/^is no JSON: “.*” can't stand there$/);
          return;
        }
        expect.unreachable(`parsed ${text}`);
      }),
      { numRuns: 1000 },
    );
  });

  it("is cut off wherever one cuts it", () => {
    const text = JSON.stringify({
      a: [1.5e-7, true, null, '\u00fc\n"', { b: [[], {}, false] }],
      c: "\ud83d\ude00",
    });
    for (let end = 1; end < text.length; end++) {
      for (const piece of [4, 1000]) {
        const bytes = new TextEncoder().encode(text.slice(0, end));
        const work = parsingJson(bytes, piece);
        expect(
          () => {
            while (!work.next().done);
          },
          text.slice(0, end),
        ).toThrow("is cut off: its end is missing");
      }
    }
  });

  it("says how far it is, piece by piece", () => {
    const text = JSON.stringify({ list: Array.from({ length: 1000 }, (_, index) => index) });
    const steps = [...parsingJson(new TextEncoder().encode(text), 100)];
    expect(steps.length).toBeGreaterThan(text.length / 200);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBeLessThanOrEqual(text.length);
  });

  it("takes keys for what they are: the last of two, and such as objects have themselves", () => {
    expect(parse('{"a":1,  "__proto__":{"b":1},"a":2}', 3)).toEqual(
      JSON.parse('{"__proto__":{"b":1},"a":2}'),
    );
    expect(parse("\ufeff {}", 100)).toEqual({});
  });

  it("is refused where it is nested without end", () => {
    expect(() => parse("[".repeat(10_000) + "]".repeat(10_000), 100)).toThrow("is nested too deeply");
  });
});

describe("the fault in a text", () => {
  it("is there exactly if the host takes it for one", () => {
    fc.assert(
      fc.property(fc.oneof(anyDocument, anyBrokenDocument, fc.string()), (text) => {
        expect(findFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a" 1}', 5],
    ["[1,]", 3],
    ['{"a":1,}', 7],
    ["[1 2]", 3],
    ["[01]", 2],
    ['["\n"]', 2],
    ['["\\x"]', 2],
    ["{a:1}", 1],
    ["[] []", 3],
    ["nul", 0],
  ])("of %j is at %i", (text, offset) => {
    expect(findFault(text)?.offset).toBe(offset);
  });
});
