import type { VNode } from "preact";

/** The head of an arrow takes the arrow's colour; hatching tells apart without colour what lies along a lifeline. */
export function Definitions(): VNode {
  return (
    <defs>
      <marker
        id="head"
        viewBox="0 0 10 8"
        refX="8"
        refY="4"
        markerWidth="10"
        markerHeight="8"
        orient="auto"
        markerUnits="userSpaceOnUse"
      >
        <path d="M0 0 10 4 0 8 2 4Z" fill="context-stroke" />
      </marker>
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-ground" width="5" height="5" />
        <line class="hatch-line" x1="0" y1="0" x2="0" y2="5" />
      </pattern>
      <pattern
        id="cross-hatch"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="hatch-ground" width="5" height="5" />
        <path class="hatch-line" d="M0 0V5M0 0H5" />
      </pattern>
      <pattern
        id="pause-hatch"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect class="pause-ground" width="5" height="5" />
        <line class="pause-line" x1="0" y1="0" x2="0" y2="5" />
      </pattern>
      <pattern id="queue-hatch" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect class="queue-ground" width="4" height="4" />
        <path class="queue-line" d="M0 1H4" />
      </pattern>
      <pattern id="break-wave" width="12" height="10" patternUnits="userSpaceOnUse">
        <rect class="break-ground" width="12" height="10" />
        <path class="break-line" d="M0 3Q3 0 6 3T12 3M0 9Q3 6 6 9T12 9" />
      </pattern>
    </defs>
  );
}
