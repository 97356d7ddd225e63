/** Whether the n-th hit of a breakpoint, counted from 1, is one at which to stop. */
export type HitCondition = (count: number) => boolean;

const OPERATORS: Readonly<Record<string, (count: number, number: number) => boolean>> = {
  "": (count, number) => count === number,
  "=": (count, number) => count === number,
  "==": (count, number) => count === number,
  "===": (count, number) => count === number,
  ">": (count, number) => count > number,
  ">=": (count, number) => count >= number,
  "<": (count, number) => count < number,
  "<=": (count, number) => count <= number,
  "%": (count, number) => count % number === 0,
};

/**
 * Reads at which hits to stop: `5` or `==5` at the fifth, `>3` at all after the third, `%2` at every second one.
 *
 * @throws {SyntaxError} When it says something else.
 */
export function parseHitCondition(text: string): HitCondition {
  const match = /^\s*(={0,3}|[<>]=?|%)\s*(\d+)\s*$/.exec(text);
  if (!match)
    throw new SyntaxError(`“${text}” is no number of hits; write 5, >3, or %2 for every second one.`);
  const [, operator, number] = match;
  return (count) => OPERATORS[operator](count, Number(number));
}
