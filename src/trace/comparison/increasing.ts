/**
 * Marks the numbers that are in order: those in a longest increasing subsequence whichever way it is looked for,
 * from the numbers to their positions or back. Where two have changed places and either could count as the one that
 * moved, both are out of order; so the result doesn't depend on the direction.
 *
 * Takes time in the order of n log n.
 * @param numbers All different and not negative.
 * @returns 1 for each position that is in order, else 0.
 */
export function inOrder(numbers: Int32Array): Uint8Array {
  if (isIncreasing(numbers)) return new Uint8Array(numbers.length).fill(1);
  const kept = longestIncreasing(numbers);
  // Lists sort fast where much is in order already.
  const positions = Array.from(numbers, (_, position) => position);
  positions.sort((one, other) => numbers[one] - numbers[other]);
  const backwards = longestIncreasing(positions);
  const result = new Uint8Array(numbers.length);
  for (let rank = 0; rank < positions.length; rank++) {
    if (backwards[rank] === 1 && kept[positions[rank]] === 1) result[positions[rank]] = 1;
  }
  return result;
}

function isIncreasing(numbers: Int32Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i] <= numbers[i - 1]) return false;
  return true;
}

/** Marks one longest increasing subsequence, by patience sorting (Fredman 1975). */
function longestIncreasing(numbers: ArrayLike<number>): Uint8Array {
  /** For each length the position of the smallest number that ends an increasing subsequence of that length. */
  const ends = new Int32Array(numbers.length);
  const before = new Int32Array(numbers.length).fill(-1);
  let length = 0;
  for (let position = 0; position < numbers.length; position++) {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (numbers[ends[middle]] < numbers[position]) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[position] = ends[low - 1];
    ends[low] = position;
    if (low === length) length++;
  }
  const result = new Uint8Array(numbers.length);
  for (let position = length > 0 ? ends[length - 1] : -1; position >= 0; position = before[position]) {
    result[position] = 1;
  }
  return result;
}
