import fc from "fast-check";
import { expect, test } from "vitest";
import { toMarkdown, toTsv } from "../../../webview/model/tableText.ts";

const cells = fc.array(fc.array(fc.string({ unit: "binary" }), { minLength: 3, maxLength: 3 }), {
  minLength: 1,
});

test("a table of tabs has a line per row and a tab per border, whatever is in it", () => {
  fc.assert(
    fc.property(cells, (table) => {
      const lines = toTsv(table).split("\n");
      expect(lines).toHaveLength(table.length + 1);
      for (const line of lines.slice(0, -1)) expect(line.split("\t")).toHaveLength(3);
    }),
  );
});

test("a text that looks like a formula is no formula in a spreadsheet; a number stays one", () => {
  const formula = '=HYPERLINK("http://evil.example")';
  expect(toTsv([[formula, "@x", "-5 ms", "-5", "+1.5", "a = b"]])).toBe(
    `'${formula}\t'@x\t'-5 ms\t-5\t+1.5\ta = b\n`,
  );
});

test("in Markdown no text is markup", () => {
  const row = ["a|b", "<img src=x>", "`x` *y* _z_ [l](u) ~s~ &amp; \\", "https://x.example www.x.example"];
  expect(toMarkdown([["1", "2", "3", "4"], row])).toBe(
    [
      "| 1 | 2 | 3 | 4 |",
      "| --- | --- | --- | --- |",
      "| a\\|b | \\<img src=x\\> | \\`x\\` \\*y\\* \\_z\\_ \\[l\\](u) \\~s\\~ \\&amp; \\\\ | https\\://x.example www\\.x.example |",
      "",
    ].join("\n"),
  );
});

test("in Markdown a row is a line with its own borders only, whatever is in it", () => {
  fc.assert(
    fc.property(cells, (table) => {
      const lines = toMarkdown(table).split("\n");
      expect(lines).toHaveLength(table.length + 2);
      for (const line of lines.slice(0, -1)) {
        expect(line.replace(/\\[\\|]/g, "").split("|")).toHaveLength(5);
      }
    }),
  );
});
