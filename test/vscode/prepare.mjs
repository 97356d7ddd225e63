// Where `npm start` and `npm test` begin. Runs on whatever Node the machine has, with nothing installed: installs
// the dependencies if need be, builds, and goes on with the Node that came with them, which is the editor's.
//   node test/vscode/prepare.mjs start|test [arguments of start.ts or of vitest]
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const programs = {
  start: ["test/vscode/start.ts"],
  test: ["node_modules/vitest/vitest.mjs", "run", "--config", "test/vitest.config.ts"],
};

/** Whether every package of the lock file is installed in its version. */
function installed() {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || present[path]?.version === version,
  );
}

/** Runs a program in the checkout with its output shown; when it fails, this process ends as it did. */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

const [program, ...args] = process.argv.slice(2);
if (!Object.hasOwn(programs, program)) {
  console.error("usage: node test/vscode/prepare.mjs start|test [arguments]");
  process.exit(2);
}

if (!installed()) {
  console.log("Installing dependencies: once, under a minute…");
  run("npm", ["ci", "--no-audit", "--no-fund"], { shell: process.platform === "win32" });
}
const node = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
// Child processes too get this Node, `npm` included.
const PATH = `${join(root, "node_modules/.bin")}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`;
const env = { ...process.env, PATH };
run(node, ["esbuild.js"], { env });
run(node, [...programs[program], ...args], { env });
