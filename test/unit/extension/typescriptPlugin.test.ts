import { build } from "esbuild";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { TypeScriptServer } from "./typescriptServer.ts";

// The server reads the libraries of TypeScript first, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PLUGIN = "faultline-typescript-plugin";
const TYPES = `
/** A machine. */
export declare abstract class Node<Self> { broadcast(message: keyof Self): void; }
export declare function scenario(name: string): void;
`;
const SCENARIO = `import { Node, s } from "faultline";
class Shop extends Node<Shop> {
  sold() { this.broadcast("sould"); }
}
`;

let folder: string;
let server: TypeScriptServer;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "faultline-plugin-")));
  const extension = join(folder, "extension");
  await write("extension/dist/faultline.d.ts", TYPES);
  await write(
    `extension/node_modules/${PLUGIN}/package.json`,
    JSON.stringify({ name: PLUGIN, main: "index.js" }),
  );
  await build({
    entryPoints: ["src/extension/typescript-plugin/plugin.ts"],
    outfile: join(extension, "node_modules", PLUGIN, "index.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    footer: { js: "module.exports = module.exports.default;" },
  });
  server = new TypeScriptServer(PLUGIN, extension);
});

afterAll(async () => {
  server.stop();
  await rm(folder, { recursive: true });
});

async function write(path: string, text: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

test("a lone file has types, completion and documentation with nothing installed", async () => {
  const file = await write("lone/shop.scenario.ts", SCENARIO);
  server.open(file, SCENARIO);
  expect(await server.completions(file, 1, 17)).toContain("scenario");
  expect(await server.hover(file, 1, 10)).toMatchObject({ documentation: "A machine." });
  expect(await server.errors(file)).toContain(
    `Argument of type '"sould"' is not assignable to parameter of type 'keyof Shop'.`,
  );
});

test("so has a file of a project that knows nothing of it", async () => {
  await write(
    "project/tsconfig.json",
    JSON.stringify({ compilerOptions: { strict: true, module: "nodenext" } }),
  );
  const file = await write("project/shop.scenario.ts", SCENARIO);
  server.open(file, SCENARIO);
  expect(await server.completions(file, 1, 17)).toContain("scenario");
});

test("a package of that name goes first", async () => {
  await write("installed/node_modules/faultline/index.d.ts", "export declare const own: number;");
  const file = await write("installed/shop.scenario.ts", `import { o } from "faultline";`);
  server.open(file, `import { o } from "faultline";`);
  const names = await server.completions(file, 1, 11);
  expect(names).toContain("own");
  expect(names).not.toContain("scenario");
});

test("no other import is touched", async () => {
  const file = await write(
    "other/shop.scenario.ts",
    `import "faultline/more"; import { x } from "elsewhere"; x;`,
  );
  server.open(file, `import "faultline/more"; import { x } from "elsewhere"; x;`);
  expect(await server.errors(file)).toContainEqual(expect.stringContaining("Cannot find module 'elsewhere'"));
});
