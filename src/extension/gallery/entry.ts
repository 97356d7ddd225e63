import type { Uri } from "vscode";

/** One file of the gallery. */
export interface Entry {
  readonly uri: Uri;
  /** Such as `cut.scenario.ts`. */
  readonly file: string;
  /** Such as `cut`, and `saga outbox`. */
  readonly name: string;
  /** Names of its scenarios, in order. */
  readonly scenarios: readonly string[];
  /** What its comment says, as one line. */
  readonly about: string;
  readonly text: string;
}

/** Reads what a gallery file says of itself: in the comment on top, and by the names of its scenarios. */
export function readEntry(uri: Uri, file: string, text: string): Entry {
  const comment = /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? "";
  const about = comment
    .split("\n")
    .map((line) => line.replace(/^\/\/ ?/, "").trim())
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const scenarios = [...text.matchAll(/\bscenario\(\s*"((?:[^"\\]|\\.)*)"/g)].map(
    ([, name]) => JSON.parse(`"${name}"`) as string,
  );
  const name = file.replace(/\.scenario\.ts$/, "").replaceAll("-", " ");
  return { uri, file, name, scenarios, about, text };
}
