/**
 * A `Date` whose now is the run's: the clock of the node that runs, or true time in the script. The run's place
 * on earth is UTC, wherever the host is.
 * @param now In ms; the run begins at 0, on 1 January 1970.
 */
export function virtualDate(now: () => number): DateConstructor {
  const RealDate = Date;

  class VirtualDate extends RealDate {
    constructor(...args: unknown[]) {
      if (args.length === 0) super(Math.floor(now()));
      else if (args.length === 1)
        super(typeof args[0] === "string" ? parseUtc(args[0]) : (args[0] as number | Date));
      else super(RealDate.UTC(...(args as [number, number])));
    }

    static override now(): number {
      return Math.floor(now());
    }

    static override parse(text: string): number {
      return parseUtc(text);
    }

    override getTimezoneOffset(): number {
      return 0;
    }
  }

  function parseUtc(text: string): number {
    const hasTimeAndNoZone = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text);
    return RealDate.parse(hasTimeAndNoZone ? `${text}Z` : text);
  }

  const prototype = VirtualDate.prototype as unknown as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(RealDate.prototype)) {
    const local = /^([gs]et)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$/.exec(name);
    if (local !== null) define(name, prototype[`${local[1]}UTC${local[2]}`]);
  }
  define("toString", prototype["toUTCString"]);
  for (const name of [
    "toLocaleString",
    "toDateString",
    "toTimeString",
    "toLocaleDateString",
    "toLocaleTimeString",
  ]) {
    define(name, prototype["toISOString"]);
  }

  function define(name: string, value: unknown): void {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }

  /** Called without `new`, a date is its text. */
  return new Proxy(VirtualDate, { apply: () => new VirtualDate().toString() }) as unknown as DateConstructor;
}
