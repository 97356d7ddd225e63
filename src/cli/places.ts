import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { displayWidth, fit, tame } from "../exporters/text/displayWidth.ts";
import type { Location, RunError } from "../trace/trace.ts";
import type { ScenarioFile } from "./scenarioFiles.ts";

/** Lines shown before and after the one that is meant. */
const AROUND = 2;
/** Cells of a line of source that are shown. */
const WIDTH = 100;

/** The location with its file named from where the user stands, not from the scenario's folder. */
export function fromUser({ shown }: ScenarioFile, location: Location): Location {
  return { ...location, file: posix.join(posix.dirname(shown), location.file) };
}

/** Tells an error as `file:line:column: message`, with the lines of source around it where they can be read. */
export async function explainError(file: ScenarioFile, { message, location }: RunError): Promise<string> {
  if (!location) return `${file.shown}: ${message}\n`;
  const { file: name, line, column } = fromUser(file, location);
  const head = `${name}:${line}:${column}: ${message}\n`;
  try {
    const source = await readFile(posix.join(posix.dirname(file.path), location.file), "utf8");
    return head + codeFrame(source, line, column);
  } catch {
    // Not having the source at hand takes nothing from the message.
    return head;
  }
}

/**
 * The lines around a place, numbered, with a mark under the place. Empty when there is nothing to be seen there.
 * @param line From 1.
 * @param column From 1, in UTF-16 units.
 */
export function codeFrame(source: string, line: number, column: number): string {
  const lines = source.split(/\r?\n/);
  const isText = !/[\0\ufffd]/.test(source);
  if (!isText || line > lines.length || lines[line - 1] === "") return "";
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const digits = String(last).length;
  // A line too long to be shown begins where its place comes into view.
  const from = Math.max(0, column - 1 - WIDTH / 2);
  const start = lines[line - 1].length > WIDTH ? from : 0;
  const show = (text: string) => fit(tame(text.slice(start, start + 2 * WIDTH).replaceAll("\t", " ")), WIDTH);
  let frame = "";
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1];
    const sign = number === line ? ">" : " ";
    frame += `${sign} ${String(number).padStart(digits)} | ${show(text)}`.trimEnd() + "\n";
    if (number !== line) continue;
    const before = tame(text.slice(start, column - 1).replaceAll("\t", " "));
    frame += `  ${" ".repeat(digits)} | ${" ".repeat(displayWidth(before))}^\n`;
  }
  return frame;
}
