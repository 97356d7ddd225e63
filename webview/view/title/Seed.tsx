import type { VNode } from "preact";
import { useAbilities } from "../abilities.ts";
import { IconButton } from "../icons.tsx";

/** The seed of the run, and the way to other ones. */
export function Seed({
  seed,
  onSeed,
}: {
  readonly seed: number;
  readonly onSeed: (seed: number) => void;
}): VNode {
  const { rerun } = useAbilities();
  if (!rerun) return <span class="seed">seed {seed}</span>;
  return (
    <span class="seed" role="group" aria-label="Seed">
      <label for="seed">seed</label>
      <IconButton icon="previous" label="Previous seed" onClick={() => onSeed(seed - 1)} />
      <input
        id="seed"
        type="number"
        inputMode="numeric"
        step="1"
        value={seed}
        title="Chooses every random decision of the run"
        style={{ width: `${Math.max(3, String(seed).length + 1.5)}ch` }}
        onChange={({ currentTarget }) => {
          const wanted = currentTarget.valueAsNumber;
          if (Number.isSafeInteger(wanted)) onSeed(wanted);
          else currentTarget.value = String(seed);
        }}
      />
      <IconButton icon="next" label="Next seed" onClick={() => onSeed(seed + 1)} />
    </span>
  );
}
