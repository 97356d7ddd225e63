/** How soon after a keystroke the new picture stands in the real editor, for a scenario of about 500 events. */
import { Session } from "../vscode/driver/session.ts";
import { report } from "./report.ts";

const EDITS = 40;

/** A longer typing pause than this is not allowed, in ms. */
const PAUSE = 150;

const SOURCE = `import { Node, scenario, uniform } from "faultline";

class Ring extends Node<Ring> {
  seen = 0;

  token(hops: number, label: string) {
    this.seen++;
    if (hops > 0) this.send(this.peers[0], "token", hops - 1, label);
  }
}

export default scenario("ring", async (world) => {
  const [a] = world.nodes(Ring, ["a", "b", "c", "d", "e"]);
  const client = world.client("client");
  world.network.latency = uniform(20, 80);
  await client.call(a, "token", 248, "a");
  await world.quiet();
});
`;
const LINE = SOURCE.split("\n").findIndex((line) => line.includes('"a");')) + 1;
const COLUMN = SOURCE.split("\n")[LINE - 1].indexOf('a");') + 2;

declare global {
  interface Window {
    /** When the last key went down, or the last picture was painted, in ms since 1970. */
    benchMoment?: number;
  }
}

const session = await Session.start({ files: { "ring.scenario.ts": SOURCE } });
try {
  const { workbench, preview, page } = session;
  const editor = await workbench.openFile("ring.scenario.ts");
  await workbench.run("Faultline: Open Diagram to the Side");
  await preview.message('token(248, "a")').waitFor();
  await page.evaluate(() =>
    window.addEventListener(
      "keydown",
      () => (window.benchMoment = performance.timeOrigin + performance.now()),
      true,
    ),
  );
  const picture = preview.frame.getByRole("group", { name: "Messages and events in view" });
  await picture.evaluate((element) => {
    const painted = () => (window.benchMoment = performance.timeOrigin + performance.now());
    // A task after the frame's callbacks runs when the frame has been painted.
    new MutationObserver(() => requestAnimationFrame(() => setTimeout(painted))).observe(element, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  await editor.goTo(LINE, COLUMN);

  const times: number[] = [];
  for (let edit = 1; edit <= EDITS; edit++) {
    const letter = String.fromCharCode("a".charCodeAt(0) + (edit % 26));
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press(letter);
    const pressed = await page.evaluate(() => window.benchMoment!);
    await preview.message(`token(248, "${letter}")`).waitFor();
    const painted = await picture.evaluate(
      (_, since) =>
        new Promise<number>((resolve) => {
          const look = () => {
            const moment = window.benchMoment ?? 0;
            if (moment > since) resolve(moment);
            else requestAnimationFrame(look);
          };
          look();
        }),
      pressed,
    );
    times.push(painted - pressed);
  }
  times.sort((a, b) => a - b);
  report("keystroke to picture in the editor, 500 events", {
    median: times[times.length >> 1],
    percentile95: times[Math.floor(times.length * 0.95)],
    limit: PAUSE + 100,
  });
} finally {
  await session.stop();
}
