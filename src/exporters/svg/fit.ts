/** As much of the beginning of a text as there is room for, ending in `…` where it is cut. */
export function fit(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  const characters = Array.from(text);
  const start = (length: number) => `${characters.slice(0, length).join("")}…`;
  let low = 0;
  let high = characters.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (measure(start(middle)) <= room) low = middle;
    else high = middle;
  }
  return start(low);
}
