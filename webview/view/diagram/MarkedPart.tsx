import type { VNode } from "preact";
import { formatLength } from "../../../src/trace/runPart.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import type { View } from "../../../src/exporters/picture/scene.ts";
import type { MarkedPart } from "../../model/markedPart.ts";

/** Room around the events of a marked part, in px. */
const AROUND = 10;

/** Where a marked part lies on the sheet, in px. */
export interface MarkedSpan {
  readonly top: number;
  readonly height: number;
}

/** So much of a marked part as is drawn: its ends, where they are out of view, are too. */
export function markedSpan(
  span: { readonly top: number; readonly bottom: number },
  view: View,
): MarkedSpan | undefined {
  const top = Math.max(span.top, view.top) - AROUND;
  const bottom = Math.min(span.bottom, view.bottom) + AROUND;
  return bottom < view.top || top > view.bottom ? undefined : { top, height: bottom - top };
}

/** The ground of a marked part, behind the picture. */
export function MarkedGround({ top, height }: MarkedSpan): VNode {
  return <div class="marked-ground" style={{ top: `${top}px`, height: `${height}px` }} />;
}

/** Its bracket on the axis, with how long it is. */
export function MarkedBracket({ span: { top, height }, trace, part }: MarkedBracketProps): VNode {
  return (
    <div class="marked-bracket" style={{ top: `${top}px`, height: `${height}px` }}>
      <p class="marked-length">
        {formatLength(trace, part).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
    </div>
  );
}

interface MarkedBracketProps {
  readonly span: MarkedSpan;
  readonly trace: Trace;
  readonly part: MarkedPart;
}
