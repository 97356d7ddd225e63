import type { Position, TextDocument } from "vscode";
import { discover } from "../../runner/discovery/discover.ts";

/** Names of the scenarios of a file, as far as its text alone says them. */
export function scenariosOf(text: string): string[] {
  return discover(text).scenarios.flatMap(({ name, exported }) =>
    name === undefined || exported === "no" ? [] : [name],
  );
}

/** Name of the scenario in whose text a position is; `undefined` elsewhere. */
export function scenarioAt(document: TextDocument, position: Position): string | undefined {
  const offset = document.offsetAt(position);
  return discover(document.getText()).scenarios.find(
    ({ span, exported }) => exported !== "no" && span.start <= offset && offset <= span.end,
  )?.name;
}
