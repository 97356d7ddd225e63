import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandLink, escapeMarkdown } from "../../../src/extension/text/markdown.ts";
import { storyMarkdown } from "../../../src/extension/text/storyMarkdown.ts";

/** What a reader of Markdown makes of escaped text. */
const read = (text: string) =>
  text.replace(
    /\\(.)|&lt;|&amp;/g,
    (entity, sign: string | undefined) => sign ?? (entity === "&lt;" ? "<" : "&"),
  );

/** Every sign that Markdown or an address could take for one of its own, blanks, and letters of all kinds. */
const anyText = fc.string({
  unit: fc.constantFrom(
    ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)),
    "\n",
    "\r",
    "\t",
    "é",
    "界",
    "😀",
  ),
});

describe("a text in Markdown", () => {
  it("is read as it is, on one line, with no sign left that would mean anything", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeMarkdown(text);
        expect(read(escaped)).toBe(text.replace(/\s+/g, " "));
        expect(escaped.replace(/\\./g, "")).not.toMatch(/[`*_{}[\]()#|<\n]/);
      }),
    );
  });

  it("can name a command with anything as its arguments", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (file, step) => {
        const link = commandLink("here", "faultline.showEvent", [file, step]);
        const [, query] = /^\[here\]\(command:faultline\.showEvent\?([^()\s]*)\)$/.exec(link)!;
        expect(JSON.parse(decodeURIComponent(query))).toEqual([file, step]);
      }),
    );
  });
});

it("a story is a row for each event, with a link to it and to what became of it", () => {
  const rows = [
    { event: 3, time: "0 ms", what: 'a → b: sold("|")', outcome: { text: "delivered after 5 ms", event: 7 } },
    { event: 4, time: "9 ms", what: "a starts", outcome: { text: "stock 1" } },
    { event: 5, time: "10 ms", what: "a stops", outcome: undefined },
  ];
  const lines = storyMarkdown("3 sent", { rows, more: 1234 }, "file:///s").split("\n");
  const link = (text: string, event: number) =>
    commandLink(text, "faultline.show", ["file:///s", { step: event }]);
  expect(lines.slice(-5)).toEqual([
    `| ${link("0 ms", 3)} | a → b\\: sold\\(\\"\\|\\"\\) | ${link("delivered after 5 ms", 7)} |`,
    `| ${link("9 ms", 4)} | a starts | stock 1 |`,
    `| ${link("10 ms", 5)} | a stops |  |`,
    "",
    "and 1,234 more",
  ]);
});
