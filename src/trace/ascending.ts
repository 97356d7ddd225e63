/** Position of the last number up to `limit` in an ascending list; -1 for none. */
export function lastUpTo(ascending: ArrayLike<number>, limit: number): number {
  return firstWhere(ascending.length, (index) => ascending[index] > limit) - 1;
}

/** Index of the first number that is at least `value`, in an ascending list; its length if there is none. */
export function firstAtLeast(list: ArrayLike<number>, value: number): number {
  return firstWhere(list.length, (index) => list[index] >= value);
}

/** The first index below `length` for which the test holds, where it holds for all after it; `length` if there is none. */
export function firstWhere(length: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
