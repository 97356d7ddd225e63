import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { toMermaid } from "../../src/exporters/mermaid.ts";
import { toSvg } from "../../src/exporters/svg.tsx";
import { estimateWidth } from "../../src/exporters/svg/textWidths.ts";
import { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import type { FromWebview, ToWebview } from "../../src/protocol/messages.ts";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { galleryFiles, galleryText } from "../gallery/files.ts";
import { parseXml, textOf, withClass } from "../unit/exporters/xml.ts";
import { bundle } from "../unit/runner/bundles.ts";
import { Stage, type Panel } from "./support/panel.ts";
import { longTrace, shopTrace, troubleTrace } from "./support/traces.ts";

let stage: Stage;
const open: Panel[] = [];

beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(async () => {
  for (const panel of open.splice(0)) await panel.close();
});
afterAll(() => stage[Symbol.asyncDispose]());

async function shown(trace: Trace): Promise<Panel> {
  const panel = await stage.panel();
  open.push(panel);
  await panel.show(trace);
  return panel;
}

/** Marks so many events from the first one on. */
async function markFirst(panel: Panel, count: number): Promise<void> {
  await panel.page.keyboard.press("Home");
  for (let event = 1; event < count; event++) await panel.page.keyboard.press("Shift+ArrowRight");
  await expect
    .poll(async () => (await panel.sent("marked")).at(-1))
    .toEqual({ kind: "marked", part: { from: 0, to: count - 1 } });
}

type Exported = Extract<FromWebview, { kind: "exported" }>;

async function exported(
  panel: Panel,
  request: Omit<Extract<ToWebview, { kind: "export" }>, "kind">,
): Promise<Exported> {
  await panel.post({ kind: "export", ...request });
  await expect.poll(async () => (await panel.sent("exported")).length).toBe(1);
  return (await panel.sent("exported"))[0];
}

function contentOf(answer: Exported): string | Uint8Array {
  if ("problem" in answer) throw new Error(answer.problem);
  return answer.content;
}

describe("the extension asks for a file", () => {
  test("as SVG, with the axis and the clocks that are shown", async () => {
    const panel = await shown(shopTrace());
    await panel.page.getByRole("button", { name: "Lamport" }).click();
    const svg = parseXml(contentOf(await exported(panel, { format: "svg", part: "run" })) as string);
    expect(withClass(svg, "arrow")).toHaveLength(await panel.page.locator(".picture .arrow").count());
    expect(withClass(svg, "readings").length).toBeGreaterThan(0);
  });

  test("of what is in view", async () => {
    const panel = await shown(longTrace(2000));
    const svg = parseXml(contentOf(await exported(panel, { format: "svg", part: "view" })) as string);
    const facts = textOf(withClass(svg, "facts")[0]);
    expect(facts).toMatch(/ · events \d+–\d+ of 2002 · /);
    const drawn = withClass(svg, "arrow").length;
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThanOrEqual(await panel.page.locator(".picture .arrow").count());
  });

  test("of what is in view while another view is on show, and is told what to do", async () => {
    const panel = await shown(shopTrace());
    await panel.page.getByRole("tab", { name: "Table" }).click();
    const answer = await exported(panel, { format: "svg", part: "view" });
    expect(answer).toEqual({ kind: "exported", problem: "The diagram is not in view. Show it first." });
  });

  test("of a run that is too long for a picture, and is told what to do", async () => {
    const panel = await shown(longTrace(6000));
    const answer = await exported(panel, { format: "svg", part: "run" });
    expect(answer).toMatchObject({ problem: expect.stringContaining("take what is in view") as string });
  });

  test("of what is marked, whatever is on show; or is told to mark it", async () => {
    const panel = await shown(longTrace(6000));
    await markFirst(panel, 30);
    await panel.page.getByRole("tab", { name: "Table" }).click();
    const svg = parseXml(contentOf(await exported(panel, { format: "svg", part: "marked" })) as string);
    expect(textOf(withClass(svg, "facts")[0])).toContain(" · events 1–30 of 6002 · ");
    await panel.post({ kind: "export", format: "mermaid", part: "marked" });
    await expect.poll(async () => (await panel.sent("exported")).length).toBe(2);
    const text = contentOf((await panel.sent("exported"))[1]) as string;
    expect(text.split("\n").length).toBeLessThan(60);
    await panel.page.keyboard.press("Escape");
    await expect.poll(async () => (await panel.sent("marked")).at(-1)).toEqual({ kind: "marked" });
    await panel.post({ kind: "export", format: "svg", part: "marked" });
    await expect.poll(async () => (await panel.sent("exported")).length).toBe(3);
    expect((await panel.sent("exported"))[2]).toMatchObject({
      problem: "Nothing is marked any more. Mark a part of the run first.",
    });
  });

  test("as PNG, in the colours of the panel, with two pixels for each of the picture's", async () => {
    const panel = await shown(shopTrace());
    const bytes = contentOf(await exported(panel, { format: "png", part: "run" })) as Uint8Array;
    const png = Buffer.from(Object.values(bytes));
    expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    const { width, height } = parseXml(toSvg(new RunIndex(shopTrace()))).attributes;
    expect(png.readUInt32BE(16)).toBe(2 * Number(width));
    expect(png.readUInt32BE(20)).toBe(2 * Number(height));
    const corner = await panel.page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const context = document.createElement("canvas").getContext("2d")!;
      context.drawImage(image, 0, 0);
      return [...context.getImageData(2, 2, 1, 1).data];
    }, png.toString("base64"));
    // The background of the dark theme of the tests.
    expect(corner).toEqual([0x1f, 0x1f, 0x1f, 255]);
  });

  test("as PNG of a size that no image has, and is told what to do", async () => {
    const panel = await shown(longTrace(4000));
    const answer = await exported(panel, { format: "png", part: "run" });
    expect(answer).toMatchObject({ problem: expect.stringMatching(/\d+ × \d+ pixels.*as SVG/) as string });
  });

  test("as Mermaid", async () => {
    const panel = await shown(troubleTrace());
    expect(contentOf(await exported(panel, { format: "mermaid", part: "run" }))).toContain("sequenceDiagram");
  });
});

describe("the picture on the clipboard", () => {
  test("is an image", async () => {
    const panel = await shown(shopTrace());
    await panel.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await panel.page.getByRole("button", { name: "Copy or export" }).click();
    await panel.page.getByRole("menuitem", { name: "Copy picture" }).click();
    await expect.poll(() => panel.sent("copied")).toEqual([{ kind: "copied", what: "the picture" }]);
    const types = await panel.page.evaluate(async () => {
      const items = await navigator.clipboard.read();
      return items.flatMap(({ types: all }) => all);
    });
    expect(types).toContain("image/png");
  });

  test("is a part of a long run, whatever is on show", async () => {
    const panel = await shown(longTrace(6000));
    await panel.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await panel.post({ kind: "copyPicture" });
    await expect.poll(() => panel.sent("copied")).toHaveLength(1);
    await panel.page.getByRole("tab", { name: "Table" }).click();
    await panel.post({ kind: "copyPicture" });
    await expect.poll(() => panel.sent("copied")).toHaveLength(2);
    expect((await panel.sent("copied"))[1].what).toMatch(/^the picture of events \d+–\d+$/);
    expect(panel.errors).toEqual([]);
  });

  test("is the text of an SVG where images are not allowed", async () => {
    const panel = await shown(shopTrace());
    await panel.page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await panel.post({ kind: "copyPicture" });
    await expect.poll(async () => (await panel.sent("copy")).length).toBe(1);
    const [{ text, what }] = await panel.sent("copy");
    expect(() => parseXml(text)).not.toThrow();
    expect(what).toContain("as SVG, since no image can be copied here");
  });
});

describe("what is marked goes to the clipboard", () => {
  test("as an image, and as Mermaid", async () => {
    const panel = await shown(shopTrace());
    await panel.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await markFirst(panel, 9);
    const choose = async (name: string) => {
      await panel.page.getByRole("button", { name: "Copy or export" }).click();
      await panel.page.getByRole("menuitem", { name }).click();
    };
    await choose("Copy picture of events 1–9");
    await expect
      .poll(() => panel.sent("copied"))
      .toEqual([{ kind: "copied", what: "the picture of events 1–9" }]);
    await choose("Copy events 1–9 as Mermaid");
    await expect.poll(() => panel.sent("copy")).toHaveLength(1);
    const [{ text, what }] = await panel.sent("copy");
    expect(what).toBe("events 1–9 as Mermaid");
    expect(text).toBe(toMermaid(shopTrace(), { from: 0, to: 8 }));
  });

  test("unless it is too long for a picture; then one is told what to do", async () => {
    const panel = await shown(longTrace(6000));
    await panel.page.keyboard.press("Home");
    await panel.page.keyboard.press("Shift+End");
    await expect.poll(async () => (await panel.sent("marked")).at(-1)?.part?.to).toBe(6001);
    await panel.post({ kind: "copyPicture" });
    await expect.poll(() => panel.sent("notCopied")).toHaveLength(1);
    expect((await panel.sent("notCopied"))[0].problem).toContain("These are 6002 events");
    expect(await panel.sent("failed")).toEqual([]);
  });
});

test("the sequence diagram shows what is marked", async () => {
  const panel = await shown(longTrace(2000));
  await markFirst(panel, 30);
  await panel.page.getByRole("tab", { name: "Sequence" }).click();
  await panel.page.getByText("Events 1–30 of 2002: the marked part.").waitFor();
  await panel.page.keyboard.press("Shift+End");
  await panel.page.getByText(/^Events \d+–2002 of 2002: the part around the play head\./).waitFor();
});

test("the button asks the extension to export", async () => {
  const panel = await shown(shopTrace());
  await panel.page.getByRole("button", { name: "Copy or export" }).click();
  await panel.page.getByRole("menuitem", { name: "Export…" }).click();
  await expect.poll(() => panel.sent("askExport")).toEqual([{ kind: "askExport" }]);
});

test("texts are estimated at least as wide as the browser draws them in its own fonts", async () => {
  const panel = await shown(shopTrace());
  const texts = [
    'sold("ana")',
    "partition",
    "✗ sold at most once",
    "queued 20 ms",
    "東京 → λ",
    "Жизнь…",
    "iiiii WWW",
  ];
  const drawn = await panel.page.evaluate((all) => {
    const context = document.createElement("canvas").getContext("2d")!;
    context.font = "11.5px sans-serif";
    return all.map((text) => context.measureText(text).width);
  }, texts);
  for (const [index, text] of texts.entries()) {
    expect(estimateWidth(text, "label")).toBeGreaterThanOrEqual(drawn[index] * 0.97);
    expect(estimateWidth(text, "label")).toBeLessThan(drawn[index] * 1.5);
  }
});

test("every scenario of the gallery makes an SVG that browsers take, and none asks for anything else", async () => {
  const bundles = await bundle("worker.cjs", "compiler.cjs");
  const readSource = (name: string) => galleryText(name.slice(1));
  const runner = new Runner({ workers: nodeWorkers(bundles.folder), readSource, limits: { time: 60_000 } });
  const panel = await shown(shopTrace());
  const asked: string[] = [];
  panel.page.on("request", (request) => asked.push(request.url()));
  let count = 0;
  try {
    for (const file of await galleryFiles()) {
      const { runs } = await runner.run(
        { file: `/${file}`, seed: 1, record: true },
        AbortSignal.timeout(60_000),
      );
      for (const { trace } of runs) {
        const last = Math.min(trace!.events.length, 5000) - 1;
        const svg = toSvg(new RunIndex(trace!), { to: last });
        expect(() => parseXml(svg), file).not.toThrow();
        const found = await panel.page.evaluate((text) => {
          const document = new DOMParser().parseFromString(text, "image/svg+xml");
          return {
            error: document.querySelector("parsererror")?.textContent,
            root: document.documentElement.tagName,
          };
        }, svg);
        expect(found, `${file}: ${trace!.scenario}`).toEqual({ root: "svg" });
        count++;
      }
    }
  } finally {
    runner.dispose();
    await bundles.remove();
  }
  expect(count).toBeGreaterThan(50);
  expect(asked).toEqual([]);
}, 180_000);
