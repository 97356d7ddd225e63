import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { composeTypes, PROJECT, PROJECT_FILE, TYPES_FILE } from "../runner/workspaceTypes.ts";
import type { Command } from "./command.ts";
import { FIRST_SCENARIO, FIRST_SCENARIO_FILE } from "../runner/firstScenario.ts";
import { EXIT, UsageError } from "./host.ts";
import { parseOptions } from "./options.ts";

/** `faultline init`: writes a first scenario and what it needs to type-check. */
export const initCommand: Command = {
  help: `Writes a first scenario, ${FIRST_SCENARIO_FILE}, and the types it needs, ${TYPES_FILE}.

Usage: faultline init [FOLDER]

FOLDER is the current folder when it isn't given, and is made when it doesn't exist. Where neither it nor a folder
around it has a ${PROJECT_FILE}, one is written too, so that editors find the types. Types that the project has
already are kept. Overwrites nothing.

Options:
  --help             show this help
`,

  async run(args, { folder: from, dist, stdout }) {
    const { positionals } = parseOptions("init", args, {});
    if (positionals.length > 1) throw new UsageError("init takes one FOLDER; see faultline init --help");
    const folder = resolve(from, positionals.at(0) ?? ".");
    const types = composeTypes(await readFile(new URL(TYPES_FILE, dist), "utf8"));
    const project = await findUpwards(PROJECT_FILE, folder);
    const known = project === undefined ? undefined : await findUpwards(TYPES_FILE, folder, project);
    const files = [
      [join(folder, FIRST_SCENARIO_FILE), FIRST_SCENARIO],
      [join(known ?? folder, TYPES_FILE), types],
      ...(project === undefined ? [[join(folder, PROJECT_FILE), PROJECT] as const] : []),
    ] as const;
    for (const [file, text] of files) {
      const shown = relative(from, file);
      stdout.write(
        (await writeNew(file, text)) ? `wrote ${shown}\n` : `kept ${shown}, which was there already\n`,
      );
    }
    stdout.write(`\nRun it with: faultline run ${relative(from, join(folder, FIRST_SCENARIO_FILE))}\n`);
    return EXIT.ok;
  },
};

/** The nearest folder with a file of this name: the given one, or one around it up to `last`. */
async function findUpwards(name: string, folder: string, last?: string): Promise<string | undefined> {
  for (let around = folder; ; around = dirname(around)) {
    const found = await access(join(around, name)).then(
      () => true,
      () => false,
    );
    if (found) return around;
    if (around === last || around === dirname(around)) return undefined;
  }
}

/** @returns whether it was written; not when there is such a file already */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    throw new UsageError(`can't write "${file}": ${code ?? String(error)}`);
  }
}
