import type { Row, Style } from "./canvas.ts";
import { displayWidth, fit } from "./displayWidth.ts";

/** A message between two lifelines, drawn in one line. */
export interface Arrow {
  /** Cells of the lifelines; the arrow runs between them. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** Tells the message from others where the label has no room; empty when it is drawn in one line. */
  readonly id: string;
  readonly dashed: boolean;
  readonly style: Style;
}

/** Two dots say that a message left, or will arrive, in another line. */
const ELSEWHERE = "··";

/** A message that leaves now and arrives later: `├─(7) sold("ana")─··`. */
export function drawDeparture(row: Row, arrow: Arrow): void {
  const path = pathOf(arrow);
  const label = fit(`${arrow.id} ${arrow.label}`, path.length - ELSEWHERE.length);
  const line = displayWidth(label) + 2 + ELSEWHERE.length > path.length ? "" : lineOf(arrow);
  const end = line.length + displayWidth(label);
  row.put(arrow.from, path.rightwards ? "├" : "┤", arrow.style);
  path.put(row, 0, line, arrow.style);
  path.put(row, line.length, label, arrow.style);
  path.put(row, end, line, arrow.style);
  path.put(row, end + line.length, ELSEWHERE, arrow.style);
}

/** A message that arrives now: `├── sold("ana") ──▶`, or `··─ (7) sold("ana") ─▶` when it left in another line. */
export function drawArrival(row: Row, arrow: Arrow): void {
  const path = pathOf(arrow);
  const tail = drawTail(row, arrow, path);
  path.put(row, tail, lineOf(arrow).repeat(Math.max(0, path.length - tail - 1)), arrow.style);
  path.put(row, path.length - 1, path.rightwards ? "▶" : "◀", arrow.style);
  const room = path.length - tail - 3;
  const label = shownLabel(arrow, room);
  path.put(row, tail + 1 + Math.floor((room - displayWidth(label)) / 2), label, arrow.style);
}

/**
 * A message that is lost now: `├─sold("ana")─✗ loss`, or `··─(7)─✗ loss` when it left in another line.
 * @param at Cell of the partition that it breaks off at, if there is one.
 */
export function drawLoss(row: Row, arrow: Arrow, reason: string, at?: number): void {
  const path = pathOf(arrow);
  const tail = drawTail(row, arrow, path);
  const label = arrow.id || fit(arrow.label, path.length - tail - 4);
  const least = tail + displayWidth(label) + 2;
  const cross = Math.max(least, at === undefined ? 0 : Math.abs(at - arrow.from) - 1);
  path.put(row, tail, lineOf(arrow).repeat(cross - tail), arrow.style);
  path.put(row, tail + 1, label, arrow.style);
  path.put(row, cross, "✗", "bad");
  path.put(row, cross + 1, ` ${reason} `, "bad");
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

/** The most telling label that fits into the cells. */
function shownLabel({ id, label }: Arrow, room: number): string {
  const full = id === "" ? label : `${id} ${label}`;
  if (displayWidth(full) + 2 <= room) return ` ${full} `;
  return id === "" || displayWidth(full) <= room ? fit(full, room) : id;
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
