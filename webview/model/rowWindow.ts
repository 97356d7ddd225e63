/** Tallest element in px that every browser lays out: Firefox ends at 17.8 million, Chromium at 33.5 million. */
const TALLEST = 15_000_000;

/** The part of a long list of equally high rows that is in view. */
export interface RowsInView {
  /** First row to draw. */
  readonly from: number;
  /** Row after the last one to draw. */
  readonly to: number;
  /** Where the first row begins, in px from the top of the list. */
  readonly top: number;
}

/**
 * Where the rows of a long list are under a scroll bar. A list that would be taller than a browser can lay out is
 * scrolled to scale: a pixel of its scroll bar is then more than one of its rows.
 */
export class RowWindow {
  /** Height of the whole list in px, as it is laid out. */
  readonly height: number;
  readonly #rows: number;
  readonly #rowHeight: number;
  readonly #viewport: number;
  /** How far the rows move, in px, when the list is scrolled by one. */
  readonly #scale: number;

  /**
   * @param rowHeight In px.
   * @param viewport Height in px of what is in view at once.
   */
  constructor(rows: number, rowHeight: number, viewport: number) {
    const whole = rows * rowHeight;
    this.#rows = rows;
    this.#rowHeight = rowHeight;
    this.#viewport = viewport;
    this.height = Math.min(whole, TALLEST);
    this.#scale = whole > TALLEST ? (whole - viewport) / (TALLEST - viewport) : 1;
  }

  /** The rows in view when the list is scrolled to `scrollTop`, and `around` more before and after them. */
  at(scrollTop: number, around: number): RowsInView {
    const hidden = scrollTop * this.#scale;
    const from = Math.max(0, Math.floor(hidden / this.#rowHeight) - around);
    const to = Math.min(this.#rows, Math.ceil((hidden + this.#viewport) / this.#rowHeight) + around);
    return { from, to, top: scrollTop + from * this.#rowHeight - hidden };
  }

  /**
   * Where to scroll from `scrollTop` so that a row is wholly in view: no further than it takes to a row near by; a row
   * far off comes to stand in the upper half, with what is around it.
   */
  showing(row: number, scrollTop: number): number {
    const outside = this.#outside(row, scrollTop);
    if (outside <= 0) return scrollTop;
    const top = row * this.#rowHeight;
    if (outside > this.#viewport) return this.#within(Math.floor((top - this.#lead) / this.#scale));
    if (top < scrollTop * this.#scale) return Math.floor(top / this.#scale);
    return this.#within(Math.ceil((top + this.#rowHeight - this.#viewport) / this.#scale));
  }

  /** How far below the upper edge a row comes to stand, in px: a pixel of the scroll bar may carry it further down. */
  get #lead(): number {
    return Math.max(0, Math.min(this.#viewport / 3, this.#viewport - this.#rowHeight - this.#scale));
  }

  #within(scrollTop: number): number {
    return Math.max(0, Math.min(this.height - this.#viewport, scrollTop));
  }

  /** Whether a row is wholly in view when the list is scrolled to `scrollTop`. */
  shows(row: number, scrollTop: number): boolean {
    return this.#outside(row, scrollTop) <= 0;
  }

  /** By how many px a row is out of view, above or below. */
  #outside(row: number, scrollTop: number): number {
    const hidden = scrollTop * this.#scale;
    const top = row * this.#rowHeight;
    return Math.max(hidden - top, top + this.#rowHeight - hidden - this.#viewport);
  }
}
