import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose } from "../../../src/exporters/picture/compose.ts";
import { layoutOf } from "../../webview/support/layout.ts";
import { startGalleryRuns, type GalleryRuns } from "../galleryRuns.ts";
import { sceneText } from "./sceneText.ts";

let runs: GalleryRuns;
beforeAll(async () => void (runs = await startGalleryRuns()), 60_000);
afterAll(() => runs.end());

const WHOLE = { top: 0, bottom: Infinity, left: 0, right: Infinity };

// After a change of the drawing that is meant, `--update` writes them anew: read what has moved.
test.each([
  ["shop", { axis: "true" }],
  ["cut", { axis: "compressed" }],
  ["skew", { axis: "true", rulers: true, clocks: ["wall"] }],
  ["fallacies/bandwidth", { axis: "compressed" }],
  ["protocols/two-phase-commit", { axis: "causal", clocks: ["lamport", "vector"] }],
] as const)("the picture of %s is drawn as it was", async (file, options) => {
  const [trace] = await runs.traces(file);
  const layout = layoutOf(trace, 800, options);
  const scene = compose(layout, { ...WHOLE, bottom: layout.timeline.height, right: layout.columns.width });
  const path = join(import.meta.dirname, "gallery", `${file.replace("/", "-")}.txt`);
  await expect(sceneText(trace, scene)).toMatchFileSnapshot(path);
});
