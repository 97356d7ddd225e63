import { globPattern } from "./glob.ts";

/** Says of paths, from the workspace folder, whether they are left out. */
export interface ExclusionRule {
  readonly pattern: RegExp;
  /** Whether it takes back what an earlier rule excludes. */
  readonly negated: boolean;
  /** Whether it is about folders only. */
  readonly foldersOnly: boolean;
}

/** What holds everywhere: dependencies, and what tools keep to themselves. The command line leaves them out, too. */
const ALWAYS: readonly ExclusionRule[] = ["**/node_modules", "**/.*"].map((glob) => ({
  pattern: globPattern(glob),
  negated: false,
  foldersOnly: true,
}));

/** Tells which files of a workspace folder are left out. */
export class Exclusion {
  readonly #lists: readonly (readonly ExclusionRule[])[];

  /** @param lists what any of them excludes is left out; in each the last rule that is about a path decides */
  constructor(...lists: readonly (readonly ExclusionRule[])[]) {
    this.#lists = [ALWAYS, ...lists];
  }

  /** Whether a file is left out, since it or a folder that it is in is. @param path from the workspace folder */
  has(path: string): boolean {
    return this.#lists.some((rules) => {
      for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) {
        if (excludes(rules, path.slice(0, end), true)) return true;
      }
      return excludes(rules, path, false);
    });
  }
}

function excludes(rules: readonly ExclusionRule[], path: string, isFolder: boolean): boolean {
  const last = rules.findLast(({ pattern, foldersOnly }) => (isFolder || !foldersOnly) && pattern.test(path));
  return last?.negated === false;
}

/** The rules of a setting such as `search.exclude`; a pattern with a condition is left out. */
export function rulesOfSetting(setting: Readonly<Record<string, unknown>>): ExclusionRule[] {
  return Object.entries(setting)
    .filter(([, value]) => value === true)
    .map(([glob]) => ({ pattern: globPattern(glob), negated: false, foldersOnly: false }));
}

/**
 * The rules of a `.gitignore`, see https://git-scm.com/docs/gitignore.
 * @param folder path of the folder that it is in, from the workspace folder; empty for that folder itself
 */
export function rulesOfIgnoreFile(text: string, folder: string): ExclusionRule[] {
  const base = folder === "" ? "" : `${folder}/`;
  return text.split(/\r?\n/).flatMap((line): ExclusionRule[] => {
    const written = line.replace(/(?<!\\)\s+$/, "");
    const negated = written.startsWith("!");
    const body = (negated ? written.slice(1) : written).replace(/^\\(?=[!#])/, "");
    const glob = body.replace(/\/$/, "");
    if (glob === "" || written.startsWith("#")) return [];
    const anchored = glob.includes("/");
    const below = anchored ? glob.replace(/^\//, "") : `**/${glob}`;
    const pattern = globPattern(escapeGlob(base) + below.replaceAll(/[{}]/g, "\\$&"));
    return [{ pattern, negated, foldersOnly: body.endsWith("/") }];
  });
}

function escapeGlob(path: string): string {
  return path.replaceAll(/[*?[\]{}\\]/g, "\\$&");
}
