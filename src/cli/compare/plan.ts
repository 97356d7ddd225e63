import { UsageError } from "../host.ts";
import { listWords, parseSeed } from "../options.ts";
import { isTrace, type Choice } from "../readRuns.ts";

/** Values of the options of `faultline compare`. */
export interface CompareOptions {
  readonly seeds?: string;
  readonly "without-faults"?: boolean;
  readonly "without-fault"?: string;
  readonly only?: readonly string[];
  readonly seed?: string;
}

/** One of two runs to be compared: a file, and what to run of it. */
export interface Side {
  readonly target: string;
  readonly choice: Choice;
}

/** Two runs to be compared. */
export interface Plan {
  readonly a: Side;
  readonly b: Side;
  /** Number of the event of the second run, from 1, that the first one leaves out. */
  readonly withoutFault: number | undefined;
}

/** What sets two runs apart. */
const WAYS = ["a second file", "--seeds", "--without-faults", "--without-fault", "--only twice"] as const;

/** What is to be compared. @throws {UsageError} if nothing sets the two runs apart, or too much does */
export function planComparison(files: readonly string[], options: CompareOptions): Plan {
  const { seeds, only = [], seed } = options;
  const withoutFaults = options["without-faults"] === true;
  const number = options["without-fault"];
  if (files.length < 1 || files.length > 2)
    throw new UsageError("compare takes one file or two; see faultline compare --help");
  if (only.length > 2) throw new UsageError("compare takes --only once or twice");
  if (seeds !== undefined && seed !== undefined)
    throw new UsageError("--seed and --seeds exclude each other");
  const [target, other = target] = files;
  const chosen = [
    files.length === 2,
    seeds !== undefined,
    withoutFaults,
    number !== undefined,
    only.length === 2 && files.length === 1,
  ];
  const ways = WAYS.filter((_, way) => chosen[way]);
  if (ways.length === 0) throw new UsageError(`nothing sets the two runs apart: give ${listWords(WAYS)}`);
  if (ways.length > 1) throw new UsageError(`${ways[0]} and ${ways[1]} exclude each other`);
  if (files.length === 1 && isTrace(target))
    throw new UsageError(
      `"${target}" is a trace, which is one run; give a second file, or its scenario file`,
    );
  const [first, second = first] = seeds === undefined ? [parseSeed(seed)] : parsePair(seeds);
  return {
    a: { target, choice: { only: only.at(0), seed: first, without: withoutFaults ? "faults" : undefined } },
    b: { target: other, choice: { only: only.at(-1), seed: second } },
    withoutFault: number === undefined ? undefined : parseNumber(number),
  };
}

/** Reads the value of `--seeds`: `1,2`. @throws {UsageError} */
function parsePair(text: string): readonly number[] {
  const seeds = text.split(",");
  if (seeds.length !== 2) throw new UsageError(`--seeds takes two seeds, as in 1,2; not "${text}"`);
  return seeds.map((seed) => parseSeed(seed.trim()));
}

/** Reads the value of `--without-fault`. @throws {UsageError} */
function parseNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1)
    throw new UsageError(`--without-fault takes the number of an event, from 1, not "${text}"`);
  return number;
}
