import { formatTime } from "../../trace/format.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Caption } from "./captions.ts";
import { Row } from "./canvas.ts";
import type { Paint, Style } from "./canvas.ts";
import { displayWidth, fit, wrap } from "./displayWidth.ts";
import type { Layout } from "./layout.ts";
import type { Lifelines } from "./lifelines.ts";

/** The picture that grows downwards: each line stands at a moment, over the lifelines as they are then. */
export class Sheet {
  readonly lines: string[];
  readonly #layout: Layout;
  readonly #paint: Paint;
  readonly #lifelines: Lifelines;
  /** The moment of the last line; absent while there is none. */
  #time: number | undefined;

  constructor(trace: Trace, layout: Layout, lifelines: Lifelines, paint: Paint) {
    this.#layout = layout;
    this.#paint = paint;
    this.#lifelines = lifelines;
    this.lines = headers(trace, layout).map((row) => row.toString(paint));
  }

  /**
   * Adds a line.
   * @param time Absent when it stands at no moment.
   * @returns What `draw` does.
   */
  line<T>(time: number | undefined, draw: (row: Row) => T): T {
    const begins = time !== undefined && time !== this.#time;
    if (begins && this.#time !== undefined) this.lines.push(this.#lifelines.row().toString(this.#paint));
    if (begins) this.#time = time;
    const row = this.#lifelines.row();
    if (begins) row.put(0, formatTime(time).padStart(this.#layout.timeWidth - 2), "dim");
    const drawn = draw(row);
    this.lines.push(row.toString(this.#paint));
    return drawn;
  }

  /** A text that concerns all nodes. */
  across(time: number | undefined, text: string, style: Style): void {
    const { width, timeWidth } = this.#layout;
    for (const part of wrap(text, width - timeWidth - 1)) {
      this.line(time, (row) => row.put(timeWidth, `${part} `, style));
    }
  }

  /** A text on the lifeline of a node. */
  beside(time: number, node: number, caption: Caption): void {
    this.at(time, this.#layout.columns[node], caption);
  }

  /** A text whose sign stands in a cell, and the rest on the side where there is room. */
  at(time: number, x: number, { sign, text, style }: Caption): void {
    const indent = displayWidth(sign) + 1;
    const right = this.#layout.width - x - indent;
    const left = x - this.#layout.timeWidth - 1;
    const rightwards = displayWidth(text) <= right || right >= left;
    for (const [index, part] of wrap(text, rightwards ? right : left).entries()) {
      this.line(time, (row) => {
        if (index === 0) row.put(x, sign, style);
        if (rightwards) row.put(x + indent, index === 0 ? part : `${part} `, style);
        else row.put(x - 1 - displayWidth(part), part, style);
      });
    }
  }

  /**
   * A text between two lifelines, at the way of a message: the first that there is room for.
   * @returns Whether there was room for one.
   */
  between(time: number, from: number, to: number, texts: readonly string[], style: Style): boolean {
    const [low, high] = [from, to].map((node) => this.#layout.columns[node]).sort((a, b) => a - b);
    const room = high - low - 1;
    const text = texts.find((text) => displayWidth(text) + 2 <= room);
    if (text === undefined) return false;
    const x = low + 1 + Math.floor((room - displayWidth(text)) / 2);
    this.line(time, (row) => row.put(x - 1, ` ${text} `, style));
    return true;
  }
}

/** Names of the nodes over their lifelines, and below what they are. */
function headers(trace: Trace, { width, columns, gap }: Layout): Row[] {
  const names = new Row(width);
  const kinds = new Row(width);
  for (const [index, { name, kind, type }] of trace.nodes.entries()) {
    putCentred(names, columns[index], fit(name, gap - 1), "bold");
    putCentred(kinds, columns[index], fit(kind === "client" ? "client" : type, gap - 1), "dim");
  }
  return [names, kinds];
}

function putCentred(row: Row, x: number, text: string, style: Style): void {
  row.put(x - Math.floor((displayWidth(text) - 1) / 2), text, style);
}
