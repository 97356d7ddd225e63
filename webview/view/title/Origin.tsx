import type { VNode } from "preact";
import type { Location, Trace } from "../../../src/trace/trace.ts";
import { SourceLink } from "../SourceLink.tsx";

/** The scenario file that a saved run comes from; stands behind the seed. */
export function Origin(props: {
  readonly trace: Trace;
  readonly onReveal: (location: Location) => void;
}): VNode {
  const { file } = props.trace;
  return (
    <span class="origin">
      <SourceLink
        title={`Show ${file} as it is now`}
        onReveal={() => props.onReveal({ file, line: 1, column: 1 })}
      >
        <span class="origin-name">of {file}</span>
      </SourceLink>
    </span>
  );
}
