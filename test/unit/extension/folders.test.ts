import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrange } from "../../../src/extension/testing/folders.ts";
import type { Folder } from "../../../src/extension/testing/folders.ts";

/** A folder as lines of a tree. */
function drawn({ folders, files }: Folder, indent = ""): string[] {
  return [
    ...folders.flatMap((folder) => [`${indent}${folder.label}/`, ...drawn(folder, `${indent}  `)]),
    ...files.map((file) => indent + file.slice(file.lastIndexOf("/") + 1)),
  ];
}

describe("the tree of files", () => {
  it("has as its levels only folders with files of their own", () => {
    const paths = [
      "top.ts",
      "media/gallery/b.ts",
      "media/gallery/a.ts",
      "media/gallery/deep/er/c.ts",
      "lib/x/d.ts",
    ];
    expect(drawn(arrange(paths))).toEqual([
      "lib/x/",
      "  d.ts",
      "media/gallery/",
      "  deep/er/",
      "    c.ts",
      "  a.ts",
      "  b.ts",
      "top.ts",
    ]);
  });

  it("isn't misled by names that begin alike", () => {
    expect(drawn(arrange(["a/x.ts", "ab/y.ts", "a b/z.ts"]))).toEqual([
      "a/",
      "  x.ts",
      "a b/",
      "  z.ts",
      "ab/",
      "  y.ts",
    ]);
  });

  it("leads to each file by the labels on the way", () => {
    const path = fc
      .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join("/"));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
        const found: string[] = [];
        const visit = ({ path, files, folders }: Folder, way: string) => {
          expect(way).toBe(path);
          for (const file of files) {
            expect(file.slice(0, Math.max(0, file.lastIndexOf("/")))).toBe(path);
            found.push(file);
          }
          for (const folder of folders) {
            expect(folder.files).not.toEqual([]);
            visit(folder, way === "" ? folder.label : `${way}/${folder.label}`);
          }
        };
        visit(arrange(paths), "");
        expect(found.sort()).toEqual(paths.toSorted());
      }),
    );
  });
});
