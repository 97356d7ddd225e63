import type { VNode } from "preact";
import { IconButton } from "../icons.tsx";
import { ComparisonBar } from "./ComparisonBar.tsx";
import type { ComparisonState } from "./useComparison.ts";

/** Above the pictures: what they are compared with, or why they can't be. */
export function ComparisonHead({ state, onClose }: ComparisonHeadProps): VNode | null {
  switch (state.kind) {
    case "none":
      return null;
    case "compared":
      return <ComparisonBar runs={state.runs} row={state.row} onGo={state.goToRow} onClose={onClose} />;
    case "comparing":
    case "impossible":
      return (
        <p class="comparison-note" role="status">
          {state.kind === "comparing"
            ? "Comparing the runs…"
            : `There is nothing to compare with: ${state.message}`}
          <IconButton icon="close" label="End the comparison" onClick={onClose} />
        </p>
      );
  }
}

interface ComparisonHeadProps {
  readonly state: ComparisonState;
  readonly onClose: () => void;
}
