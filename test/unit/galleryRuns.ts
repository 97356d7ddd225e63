import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { galleryText } from "../gallery/files.ts";
import { bundle } from "./runner/bundles.ts";

/** Runs scenarios of the gallery as the product does. */
export interface GalleryRuns {
  /** The runs of all scenarios of a file, named without its ending. */
  traces(file: string, seed?: number): Promise<readonly Trace[]>;
  /** The same for a text that is no file of the gallery. */
  tracesOf(text: string, seed?: number): Promise<readonly Trace[]>;
  end(): Promise<void>;
}

/** The name of the file that a text becomes. */
const TEXT = "/text.scenario.ts";

export async function startGalleryRuns(): Promise<GalleryRuns> {
  const bundles = await bundle("worker.cjs", "compiler.cjs");
  let text = "";
  const runner = new Runner({
    workers: nodeWorkers(bundles.folder),
    readSource: (name) => (name === TEXT ? Promise.resolve(text) : galleryText(name.slice(1))),
    limits: { time: 60_000 },
    parallel: 1,
  });
  const known = new Map<string, Promise<readonly Trace[]>>();
  const run = async (file: string, seed: number) => {
    const { runs, error } = await runner.run({ file, seed, record: true });
    if (error) throw new Error(error.message);
    return runs.map(({ trace }) => trace!);
  };
  return {
    traces(file, seed = 1) {
      const key = `${file} ${seed}`;
      const traces = known.get(key) ?? run(`/${file}.scenario.ts`, seed);
      known.set(key, traces);
      return traces;
    },
    tracesOf(source, seed = 1) {
      text = source;
      return run(TEXT, seed);
    },
    async end() {
      runner.dispose();
      await bundles.remove();
    },
  };
}
