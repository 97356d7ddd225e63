import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { Timeline } from "../../../src/exporters/picture/timeline.ts";
import type { MarkedPart } from "../../model/markedPart.ts";
import { minimapRows, type MinimapRows } from "../../model/minimap.ts";
import type { Marking } from "./useMarking.ts";

/** Width in px. */
export const MINIMAP_WIDTH = 44;
/** Height of a row, in px. */
const ROW = 2;

/**
 * The whole run beside the picture: how much happens when, what goes wrong, and which part is in view. A press or a
 * drag goes there; with Shift it marks a part. It is for the pointer; the keys of the diagram lead everywhere as well.
 */
export function Minimap(props: MinimapProps): VNode {
  const { run, timeline, height, head, top, window, marked, marking, onTop } = props;
  // The picture itself comes first.
  const [isPainted, setPainted] = useState(false);
  useEffect(() => setPainted(true), []);
  const rows = useMemo(
    () => (isPainted ? minimapRows(run, timeline, Math.max(1, Math.floor(height / ROW))) : undefined),
    [isPainted, run, timeline, height],
  );
  const picture = useMemo(() => rows && <Rows rows={rows} height={height} />, [rows, height]);
  const scale = height / timeline.height;
  /** What a move of the pointer to a position does; nothing while it isn't pressed. */
  const drag = useRef<(y: number) => void>(undefined);
  const span = useMemo(() => marked && timeline.spanOf(marked), [timeline, marked]);
  const part = Math.max(8, window * scale);
  const go = (y: number) => onTop(y / scale);
  return (
    <div
      class="minimap"
      aria-hidden="true"
      style={{ width: `${MINIMAP_WIDTH}px`, height: `${height}px` }}
      onPointerDown={(event) => {
        const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
        event.currentTarget.setPointerCapture(event.pointerId);
        if (event.shiftKey) {
          marking.begin(y / scale);
          drag.current = (now) => marking.reach(now / scale);
          return;
        }
        const inside = y >= top * scale && y <= top * scale + part;
        const grip = inside ? y - top * scale : part / 2;
        drag.current = (now) => go(now - grip);
        if (!inside) go(y - grip);
      }}
      onPointerMove={(event) => {
        drag.current?.(event.clientY - event.currentTarget.getBoundingClientRect().top);
      }}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
    >
      {picture}
      {span && (
        <div
          class="minimap-marked"
          style={{
            transform: `translateY(${span.top * scale}px)`,
            height: `${Math.max(3, (span.bottom - span.top) * scale)}px`,
          }}
        />
      )}
      <div class="minimap-head" style={{ transform: `translateY(${head * scale}px)` }} />
      <div class="minimap-view" style={{ transform: `translateY(${top * scale}px)`, height: `${part}px` }} />
    </div>
  );
}

interface MinimapProps {
  readonly run: RunIndex;
  /** With positions from the upper end of the picture. */
  readonly timeline: Timeline;
  readonly height: number;
  /** Position of the play head. */
  readonly head: number;
  /** The part of the picture that is in view: its position and its height in px of the picture. */
  readonly top: number;
  readonly window: number;
  readonly marked: MarkedPart | undefined;
  readonly marking: Marking;
  readonly onTop: (top: number) => void;
}

function Rows({ rows, height }: { readonly rows: MinimapRows; readonly height: number }): VNode {
  const bars = Array.from(rows.traffic, (share, row) =>
    share > 0 ? `M2 ${row * ROW + 1}h${(1 + share * (MINIMAP_WIDTH - 16)).toFixed(1)}` : "",
  ).join("");
  return (
    <svg width={MINIMAP_WIDTH} height={height}>
      <path class="traffic" d={bars} />
      <path class="divergence" d={ticks(rows.divergence, MINIMAP_WIDTH - 12, 3)} />
      <path class="lost" d={ticks(rows.lost, MINIMAP_WIDTH - 9, 3)} />
      <path class="faults" d={ticks(rows.faults, MINIMAP_WIDTH - 6, 6)} />
      <path class="violations" d={ticks(rows.violations, 0, MINIMAP_WIDTH)} />
    </svg>
  );
}

/** A dash for each row that is set; neighbouring ones make one. */
function ticks(rows: Uint8Array, x: number, width: number): string {
  let path = "";
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const first = row;
    while (row + 1 < rows.length && rows[row + 1] === 1) row++;
    path += `M${x} ${first * ROW}h${width}v${(row + 1 - first) * ROW}h${-width}z`;
  }
  return path;
}
