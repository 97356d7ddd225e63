import { parseArgs } from "node:util";
import type { ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "./host.ts";

/** Parses the arguments of a command. @throws {UsageError} for options that it doesn't have */
export function parseOptions<T extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Only the first sentence is about the mistake; the rest explains how parseArgs reads dashes.
    const [what] = error instanceof Error ? error.message.split(/\. |\n/) : [String(error)];
    throw new UsageError(`${what}; see faultline ${command} --help`);
  }
}

/** Reads the value of `--seed`; 1 when it isn't given. @throws {UsageError} */
export function parseSeed(text = "1"): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new UsageError(`--seed takes a whole number from 0, not "${text}"`);
  }
  return seed;
}

/** Reads the value of `--seeds`: `1..1000`, both ends included. @throws {UsageError} */
export function parseSeeds(text: string): { readonly first: number; readonly last: number } {
  const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from > to) {
    throw new UsageError(
      `--seeds takes two whole numbers from 0, the smaller one first, as in 1..1000; not "${text}"`,
    );
  }
  return { first: from, last: to };
}

/** Reads the value of an option that takes one of a few words. @throws {UsageError} */
export function parseChoice<T extends string>(option: string, choices: readonly T[], text: string): T {
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw new UsageError(`${option} takes ${listWords(choices)}, not "${text}"`);
  return choice;
}

/** `a, b or c`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** `"a", "b"`. */
export function quoteAll(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
}
