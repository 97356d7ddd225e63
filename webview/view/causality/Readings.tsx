import type { VNode } from "preact";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { Location } from "../../../src/trace/trace.ts";
import type { Reading } from "../useReading.ts";
import { Pairs } from "./Pairs.tsx";
import { Relation } from "./Relation.tsx";
import { Why } from "./Why.tsx";

/** What the user has asked about causes: strips under the picture. */
export function Readings({ run: { trace }, step, reading, onGo, onReveal }: ReadingsProps): VNode {
  const { why, causes, pinned, relationship, pairs } = reading;
  const reveal = (place: Location) => onReveal(place, false);
  return (
    <>
      {why !== undefined && (
        <Why
          key={why}
          trace={trace}
          causes={causes}
          selected={step}
          onGo={onGo}
          onReveal={reveal}
          onClose={() => reading.askWhy(undefined)}
        />
      )}
      {pairs && (
        <Pairs
          trace={trace}
          pinned={pinned}
          selected={step}
          onPair={(pair) => {
            reading.pin(pair.pinned);
            onGo(pair.selected);
          }}
          onClose={() => reading.showPairs(false)}
        />
      )}
      {relationship && (
        <Relation
          trace={trace}
          relationship={relationship}
          selected={step}
          onGo={onGo}
          onReveal={reveal}
          onUnpin={() => reading.pin(undefined)}
        />
      )}
    </>
  );
}

interface ReadingsProps {
  readonly run: RunIndex;
  readonly step: number;
  readonly reading: Reading;
  readonly onGo: (event: number) => void;
  readonly onReveal: (location: Location, focus: boolean) => void;
}
