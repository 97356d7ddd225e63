import fc from "fast-check";
import { expect, test } from "vitest";
import { exportName } from "../../../src/extension/preview/exportName.ts";
import { nasty } from "../exporters/nasty.ts";

test.for([
  ["The last item is sold twice", "The last item is sold twice.svg"],
  ['Reads: "any" copy / own copy?', "Reads- -any- copy - own copy.svg"],
  ["../../etc/passwd", "etc-passwd.svg"],
  ["東京 is cut off", "東京 is cut off.svg"],
  [" . ", "run.svg"],
  ["", "run.svg"],
] as const)("%j is exported to %j", ([scenario, file]) => {
  expect(exportName(scenario, "svg")).toBe(file);
});

test("no scenario leads out of its folder, or to a name that a file system refuses", () => {
  fc.assert(
    fc.property(nasty, (scenario) => {
      const name = exportName(scenario, "svg");
      expect(name).toMatch(/^[^\p{Cc}\p{Cs}\\/:*?"<>|]{1,80}\.svg$/u);
      expect(name).not.toMatch(/^[.\s]/);
    }),
  );
});
