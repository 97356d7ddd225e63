import { shorten } from "./format.ts";

/** Longest description of whom a fault befalls, inside a sentence. */
const MAX_WHOM = 80;

/**
 * What can befall a message, other than that it meets a partition or a crash: chance takes it; a rule of the scenario
 * takes it, holds it up or changes it; the network or a rule makes a second copy of it.
 */
export const MESSAGE_FAULT_KINDS = ["loss", "drop", "delay", "tamper", "duplicate"] as const;
export type MessageFaultKind = (typeof MESSAGE_FAULT_KINDS)[number];

/** What can befall the network, a node, a node's clock, or a message, so that an event tells of it. */
export const FAULT_KINDS = [
  ...(["partition", "hold"] as const),
  ...(["crash", "pause", "slow"] as const),
  ...(["offset", "drift", "jump", "freeze"] as const),
  ...MESSAGE_FAULT_KINDS,
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * One fault of a run. It is known by what befalls whom, and by how often that had happened before; neither by its line
 * nor by its place among all faults. So it stays the same fault when lines are added above it, when another fault is
 * added before it, and when it is made stronger or longer.
 */
export interface Fault {
  readonly kind: FaultKind;
  /** The groups of a {@link formatGroups | partition or a hold}, the name of a node, or {@link onLink | a message on a link}. */
  readonly whom: string;
  /** From 1: the how-manieth of its kind that befalls them; for a message, the how-manieth message on its link. */
  readonly nth: number;
}

/** Which faults a run leaves out: all of them, or one. */
export type Without = "faults" | Fault;

/** Whom it befalls when something befalls a message: all messages of this name from one node to another. */
export function onLink(from: string, to: string, name: string): string {
  return `${name} from ${from} to ${to}`;
}

/** What a run leaves out, in words: `without its faults`, `without the 2nd crash of tokyo`. */
export function tellWithout(without: Without): string {
  return without === "faults" ? "without its faults" : `without ${tellFault(without)}`;
}

/** A fault in words: `the 2nd crash of tokyo`. */
export function tellFault({ kind, nth, ...fault }: Fault): string {
  const whom = shorten(fault.whom, MAX_WHOM);
  const which = nth === 1 ? "" : `${ordinal(nth)} `;
  const message = nth === 1 ? whom : `the ${which}${whom}`;
  switch (kind) {
    case "partition":
    case "hold":
      return `the ${which}${kind} ${whom}`;
    case "crash":
    case "pause":
      return `the ${which}${kind} of ${whom}`;
    case "slow":
      return `the ${which}slowness of ${whom}`;
    case "offset":
    case "drift":
    case "jump":
    case "freeze":
      return `the ${which}${kind} of ${whom}'s clock`;
    case "loss":
    case "delay":
      return `the ${kind} of ${message}`;
    case "drop":
      return `the interception of ${message}`;
    case "tamper":
      return `the tampering with ${message}`;
    case "duplicate":
      return `the second copy of ${message}`;
  }
}

function ordinal(number: number): string {
  const last = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10;
  return `${number}${["th", "st", "nd", "rd"].at(last) ?? "th"}`;
}
