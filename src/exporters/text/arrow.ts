import type { Row, Style } from "./canvas.ts";
import { displayWidth, fit } from "./displayWidth.ts";

/** A message between two lifelines, drawn in one line. */
export interface Arrow {
  /** Cells of the lifelines; the arrow runs between them. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** Says in a word what kind of copy or forgery it is; cut last of all. */
  readonly remark?: string;
  /** Tells the message from others where the label has no room; empty when it is drawn in one line. */
  readonly id: string;
  readonly dashed: boolean;
  readonly style: Style;
}

/** Two dots say that a message left, or will arrive, in another line. */
const ELSEWHERE = "··";

/** Fewest cells in which the beginning of a label says something. */
const LEAST_LABEL = 4;

/**
 * A message that leaves now and arrives later: `├─(7) sold("ana")─··`.
 * @param more What is also to be said if there is room. @returns Whether there was.
 */
export function drawDeparture(row: Row, arrow: Arrow, more = ""): boolean {
  const path = pathOf(arrow);
  const room = path.length - ELSEWHERE.length;
  const said = more === "" || displayWidth(wordsOf(arrow, more)) <= room;
  const label = fitWords(arrow, said ? more : "", room);
  const line = displayWidth(label) + 2 + ELSEWHERE.length > path.length ? "" : lineOf(arrow);
  const end = line.length + displayWidth(label);
  row.put(arrow.from, path.rightwards ? "├" : "┤", arrow.style);
  path.put(row, 0, line, arrow.style);
  path.put(row, line.length, label, arrow.style);
  path.put(row, end, line, arrow.style);
  path.put(row, end + line.length, ELSEWHERE, arrow.style);
  return said;
}

/**
 * A message that arrives now: `├── sold("ana") ──▶`, or `··─ (7) sold("ana") ─▶` when it left in another line.
 * @param more What is also to be said if there is room. @returns Whether there was.
 */
export function drawArrival(row: Row, arrow: Arrow, more = ""): boolean {
  const path = pathOf(arrow);
  const tail = drawTail(row, arrow, path);
  path.put(row, tail, lineOf(arrow).repeat(Math.max(0, path.length - tail - 1)), arrow.style);
  path.put(row, path.length - 1, path.rightwards ? "▶" : "◀", arrow.style);
  const room = path.length - tail - 3;
  const said = more === "" || displayWidth(wordsOf(arrow, more)) + 2 <= room;
  const label = shownLabel(arrow, said ? more : "", room);
  path.put(row, tail + 1 + Math.floor((room - displayWidth(label)) / 2), label, arrow.style);
  return said;
}

/**
 * A message that is lost now: `├─sold("ana")─✗ loss`, or `··─(7)─✗ loss` when it left in another line.
 * @param at Cell where it breaks off, if that is known.
 * @param margin Cells at the left edge that belong to something else.
 * @returns The cell of the cross when there is no room for the reason beside it.
 */
export function drawLoss(
  row: Row,
  arrow: Arrow,
  reason: string,
  at: number | undefined,
  margin: number,
): number | undefined {
  const path = pathOf(arrow);
  const tail = drawTail(row, arrow, path);
  const label = arrow.id || fitWords(arrow, "", path.length - tail - 4);
  const least = tail + displayWidth(label) + 2;
  const cross = Math.max(least, at === undefined ? 0 : Math.abs(at - arrow.from) - 1);
  path.put(row, tail, lineOf(arrow).repeat(cross - tail), arrow.style);
  path.put(row, tail + 1, label, arrow.style);
  path.put(row, cross, "✗", "bad");
  const x = path.rightwards ? arrow.from + 1 + cross : arrow.from - 1 - cross;
  const room = path.rightwards ? row.width - x - 1 : x - margin;
  if (displayWidth(reason) + 1 > room) return x;
  path.put(row, cross + 1, ` ${reason}${displayWidth(reason) + 2 > room ? "" : " "}`, "bad");
  return undefined;
}

/** Ties the arrow to the sender's lifeline, or to the line in which it left; returns the cells that takes. */
function drawTail(row: Row, { from, id, style }: Arrow, path: Path): number {
  if (id === "") {
    row.put(from, path.rightwards ? "├" : "┤", style);
    return 0;
  }
  path.put(row, 0, ELSEWHERE, style);
  return ELSEWHERE.length;
}

/** All that is to be said of a message, in a line of its own or on an arrow. */
export function wordsOf({ id, label, remark = "" }: Arrow, more = ""): string {
  return [id, label, remark, more].filter((words) => words !== "").join(" ");
}

/** The same in fewer cells: the label is cut first. */
function fitWords(arrow: Arrow, more: string, room: number): string {
  const full = wordsOf(arrow, more);
  if (displayWidth(full) <= room) return full;
  const labelRoom = room - (displayWidth(full) - displayWidth(arrow.label));
  if (labelRoom < LEAST_LABEL) return fit(full, room);
  return wordsOf({ ...arrow, label: fit(arrow.label, labelRoom) }, more);
}

/** The most telling label that fits into the cells. */
function shownLabel(arrow: Arrow, more: string, room: number): string {
  const full = wordsOf(arrow, more);
  if (displayWidth(full) + 2 <= room) return ` ${full} `;
  if (arrow.id === "" || displayWidth(full) <= room) return fitWords(arrow, more, room);
  const short = wordsOf({ ...arrow, label: "" });
  return displayWidth(short) <= room ? short : arrow.id;
}

/** Positions along an arrow: 0 is the cell beside the sender's lifeline, whichever way it points. */
interface Path {
  readonly rightwards: boolean;
  /** Cells between the two lifelines. */
  readonly length: number;
  /** Writes a text, read from left to right as always, that begins `offset` cells from the sender. */
  put(row: Row, offset: number, text: string, style: Style): void;
}

function pathOf({ from, to }: Arrow): Path {
  const rightwards = to > from;
  return {
    rightwards,
    length: Math.abs(to - from) - 1,
    put(row, offset, text, style) {
      row.put(rightwards ? from + 1 + offset : from - offset - displayWidth(text), text, style);
    },
  };
}

function lineOf({ dashed }: Arrow): string {
  return dashed ? "╌" : "─";
}
