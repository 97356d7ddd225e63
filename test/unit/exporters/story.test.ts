import { describe, expect, it } from "vitest";
import { Node, type Ref } from "../../../src/dsl/index.ts";
import { toStory } from "../../../src/exporters/story.ts";
import { shopTrace } from "../../webview/support/traces.ts";
import { recordWell } from "../dsl/runHere.ts";
import { everyKindTrace } from "../everyKind.ts";
import { TraceBuilder } from "../traces.ts";

describe("toStory", () => {
  it("tells who took part, what went wrong, each check, and what led to each violation", () => {
    const story = toStory(shopTrace());
    expect(story).toContain("nodes (Shop): london, new-york, tokyo\nclients: ana, bo\n");
    expect(story).toMatch(/What went wrong on the way:\n {2}event \d+, 0 ms: A partition cuts the links/);
    expect(story).toMatch(/Checks:\n✗ sold at most once · always · violated, as expected/);
    const [, cause] = story.split("How “sold at most once” came to be violated:\n");
    const lines = cause.split("\n\n")[0].split("\n");
    expect(lines[0]).toBe("  (It began here: the scenario lets bo do this)");
    expect(lines.slice(1).map((line) => line.replace(/ \(.*/, ""))).toEqual([
      expect.stringContaining("bo"),
      expect.stringContaining("tokyo"),
    ]);
  });

  it("says so when nothing went wrong, and what broke a run off", () => {
    const run = new TraceBuilder("a");
    run.start("a", {});
    const trace = {
      ...run.finish(),
      error: { message: "it hangs", location: { file: "x.ts", line: 3, column: 1 } },
    };
    expect(toStory(trace)).toContain("Nothing went wrong on the way.");
    expect(toStory(trace)).toContain("It broke off: x.ts:3: it hangs");
  });

  it("tells of every kind of event without an end of its own making", () => {
    expect(toStory(everyKindTrace())).toMatch(/\n$/);
  });

  it("shortens long chains in the middle", async () => {
    const { trace } = await recordWell(async (world) => {
      const [a, b] = world.nodes(Player, ["a", "b"]);
      world.always("short", () => a.state.hits < 10);
      await world.client("ana").call(a, "hit", b, 20);
      await world.quiet();
    });
    expect(toStory(trace)).toMatch(/\n {2}… \d+ more\n/);
  });
});

class Player extends Node<Player> {
  hits = 0;

  hit(other: Ref<Player>, times: number) {
    this.hits++;
    if (times > 0) this.send(other, "hit", this.self, times - 1);
  }
}
