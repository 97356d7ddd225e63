/** Writes the gallery's index page, media/gallery/README.md, from the built product. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../vscode/paths.ts";
import { composeIndex } from "./composeIndex.ts";
import { gallery } from "./files.ts";

await writeFile(join(gallery, "README.md"), await composeIndex(pathToFileURL(`${join(root, "dist")}/`)));
