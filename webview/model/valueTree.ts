import { canonical } from "../../src/trace/canonical.ts";
import { formatCount, formatValue } from "../../src/trace/format.ts";
import { partsOf, type Parts } from "../../src/trace/parts.ts";
import type { Value } from "../../src/trace/value.ts";

/** Longest text of a value in one row. */
const LONGEST = 120;
/** Parts of a value, and characters of a text, that are shown at first, and that are added with each wish for more. */
const PARTS = 100;
const CHARACTERS = 5_000;

/** One line of a value that is shown as a tree. */
export type ValueRow = PartRow | ExcerptRow | RestRow;

interface RowBase {
  /** Identity of the row among those of the value. */
  readonly path: string;
  /** 0 for the value itself. */
  readonly depth: number;
  readonly text: string;
}

/** The value, or a part of it; `text` is shortened, and no more than its size when what is in it is shown below. */
export interface PartRow extends RowBase {
  readonly kind: "part";
  /** Key or position in the value around it; empty for a set's members and the value itself. */
  readonly label: string;
  /** How it differs from what was there before; absent when it doesn't. */
  readonly change?: "added" | "changed" | "removed";
  /** What was there before, shortened; there when it has changed. */
  readonly before?: string;
  /** Whether what is in it is shown; absent when it is all in `text`. */
  readonly open?: boolean;
}

/** The text above it from its beginning, as far as it is shown. */
export interface ExcerptRow extends RowBase {
  readonly kind: "excerpt";
}

/** How much of what is open is not shown yet. */
export interface RestRow extends RowBase {
  readonly kind: "rest";
  /** Path of what there is more of. */
  readonly of: string;
}

/** What the parts of a value are called. */
const NOUNS = { list: "item", object: "field", map: "pair", set: "member" } as const;

/** What is shown of a value: by the path of each part that is open, how often more of it was wished for. */
export type Opened = ReadonlyMap<string, number>;

/** The path of the value itself. */
export const ROOT = "";

/** A value with nothing but itself open. */
export const CLOSED: Opened = new Map([[ROOT, 0]]);

/** Whether two values are equal by structure. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return canonical(a) === canonical(b);
}

/**
 * A value as the rows of a tree, as far as it is open.
 * @param before What it was before; the parts that differ are marked. `undefined` when there is nothing to compare.
 */
export function valueRows(value: Value, before: Value | undefined, opened: Opened): readonly ValueRow[] {
  const rows: ValueRow[] = [];
  addRow(rows, { path: ROOT, depth: 0, label: "", value, before, compared: before !== undefined }, opened);
  return rows;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly label: string;
  readonly value: Value;
  readonly before: Value | undefined;
  /** Whether `before` is to be compared with: a part of something new is not new by itself. */
  readonly compared: boolean;
}

function addRow(rows: ValueRow[], place: Place, opened: Opened): void {
  const { path, depth, label, value, before, compared } = place;
  const change =
    !compared || sameValue(before, value) ? undefined : before === undefined ? "added" : "changed";
  const row: PartRow = {
    kind: "part",
    path,
    depth,
    label,
    text: formatValue(value, LONGEST),
    ...(change && { change }),
    ...(change === "changed" && { before: formatValue(before!, LONGEST) }),
  };
  const long = typeof value === "string" && value.length > LONGEST ? value : undefined;
  const parts = partsOf(value);
  if (long === undefined && !parts?.count) {
    rows.push(row);
    return;
  }
  const wishes = opened.get(path);
  if (wishes === undefined) {
    rows.push({ ...row, open: false });
  } else if (parts) {
    const noun = NOUNS[parts.kind];
    rows.push({ ...row, open: true, text: formatCount(parts.count, noun) });
    const old = change === "changed" ? partsOf(before!) : undefined;
    const shown = PARTS * (1 + wishes);
    addParts(rows, place, parts, shown, old?.kind === parts.kind ? old : undefined, opened);
    addRest(rows, place, parts.count - shown, noun);
  } else if (long !== undefined) {
    const shown = CHARACTERS * (1 + wishes);
    rows.push({ ...row, open: true, text: formatCount(long.length, "character") });
    rows.push({ kind: "excerpt", path: `${path}=`, depth: depth + 1, text: long.slice(0, shown) });
    addRest(rows, place, long.length - shown, "character");
  }
}

function addParts(
  rows: ValueRow[],
  { path, depth }: Place,
  parts: Parts,
  shown: number,
  old: Parts | undefined,
  opened: Opened,
): void {
  for (let position = 0; position < Math.min(shown, parts.count); position++) {
    const { key, ...part } = parts.at(position);
    const before = old?.valueOf(key);
    const inner = { path: path + JSON.stringify(key), depth: depth + 1, before, compared: old !== undefined };
    addRow(rows, { ...part, ...inner }, opened);
  }
  if (old) addRemoved(rows, path, depth + 1, old, parts);
}

/** The parts that were there before and are gone. */
function addRemoved(rows: ValueRow[], path: string, depth: number, old: Parts, now: Parts): void {
  let shown = 0;
  // A list loses what is at its end.
  for (
    let position = now.kind === "list" ? now.count : 0;
    position < old.count && shown < PARTS;
    position++
  ) {
    const { key, label, value } = old.at(position);
    if (now.valueOf(key) !== undefined) continue;
    const text = formatValue(value, LONGEST);
    rows.push({
      kind: "part",
      path: path + JSON.stringify(key),
      depth,
      label,
      text,
      change: "removed",
    });
    shown++;
  }
}

function addRest(rows: ValueRow[], { path, depth }: Place, count: number, noun: string): void {
  if (count <= 0) return;
  rows.push({
    kind: "rest",
    path: `${path}+`,
    depth: depth + 1,
    of: path,
    text: formatCount(count, `more ${noun}`),
  });
}
