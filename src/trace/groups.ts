/** Which of the links between groups of nodes are meant, when it isn't all of them. */
export interface GroupShape {
  /** Only those from the first group to the others. */
  readonly oneWay?: boolean;
  /** Those of no neighbours: a ring is left. */
  readonly ring?: boolean;
}

/**
 * Names of nodes in groups, as a partition sets them apart: `london, new-york | tokyo`; `london → tokyo` when it works
 * one way; `london – paris – rome – london` for the ring that is left.
 */
export function formatGroups(
  groups: readonly (readonly string[])[],
  { oneWay, ring }: GroupShape = {},
): string {
  const [first = "", ...others] = groups.map((group) => group.join(", "));
  if (ring) return [first, ...others, first].join(" – ");
  return oneWay ? `${first} → ${others.join(", ")}` : [first, ...others].join(" | ");
}
