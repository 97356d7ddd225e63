import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHtml } from "../../../src/exporters/html.ts";
import { shopTrace } from "../traces.ts";
import { nasty } from "./nasty.ts";

const PAGE = `<html><head><title>Faultline</title></head><body>
<script type="application/json" id="part">null</script>
<script type="application/json" id="runs">[]</script>
<script>const place = '<title>Faultline</title>';</script></body></html>`;

/** What a browser takes for the content of the element with the runs, and what comes behind it. */
function split(page: string): readonly [runs: string, rest: string] {
  const start = page.indexOf('id="runs">') + 'id="runs">'.length;
  const end = page.toLowerCase().indexOf("</script", start);
  return [page.slice(start, end), page.slice(end)];
}

describe("toHtml", () => {
  it("holds the runs, whatever texts they have, and leaves the rest of the page as it is", () => {
    const rest = split(PAGE)[1];
    const hostile = fc.oneof(
      nasty,
      fc.constantFrom("</script>", "<!--<script>", "]]>", "$&", "$'", "\ud800"),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const trace = { ...shopTrace().trace, scenario: text, file: text };
        const page = toHtml(PAGE, [trace, trace]);
        const [runs, behind] = split(page);
        expect(JSON.parse(runs)).toEqual(JSON.parse(JSON.stringify([trace, trace])));
        expect(runs).not.toContain("<");
        expect(behind).toBe(rest);
      }),
    );
  });

  it("is called like the first scenario", () => {
    const { trace } = shopTrace();
    const page = toHtml(PAGE, [{ ...trace, scenario: "a </title> & b" }, trace]);
    expect(page).toContain("<head><title>a &lt;/title> &amp; b · Faultline</title></head>");
  });

  it("says which part it opens at, if any", () => {
    const { trace } = shopTrace();
    const part = { from: 3, to: 8 };
    expect(toHtml(PAGE, [trace], part)).toContain(`id="part">${JSON.stringify(part)}</script>`);
    expect(toHtml(PAGE, [trace])).toContain('id="part">null</script>');
  });

  it("takes no other page", () => {
    expect(() => toHtml("<html></html>", [shopTrace().trace])).toThrow("the page has no <title>");
  });
});
