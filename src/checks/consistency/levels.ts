/** The levels of consistency, each before those that include it. */
export const LEVELS = [
  "read-your-writes",
  "monotonic-reads",
  "monotonic-writes",
  "writes-follow-reads",
  "causal",
  "sequential",
  "linearizable",
] as const;

/** A level of consistency. */
export type Level = (typeof LEVELS)[number];

/** What each level includes, besides itself. */
const INCLUDES: Readonly<Record<Level, readonly Level[]>> = {
  "read-your-writes": [],
  "monotonic-reads": [],
  "monotonic-writes": ["monotonic-reads"],
  "writes-follow-reads": ["monotonic-reads"],
  causal: LEVELS.slice(0, 4),
  sequential: LEVELS.slice(0, 5),
  linearizable: LEVELS.slice(0, 6),
};

/** Whether a history that has one level has the other one, too. */
export function includes(level: Level, other: Level): boolean {
  return level === other || INCLUDES[level].includes(other);
}
