import type { Rule, Verdict as Action } from "../simulator/interception.ts";
import { copyForSending, UnsendableError } from "../simulator/copy.ts";
import type { Envelope } from "../simulator/message.ts";
import type { Client } from "./client.ts";
import { requireDuration, ScenarioError } from "./errors.ts";
import type { Machines } from "./machines.ts";
import type { Ref } from "./reference.ts";

/** A message as a rule sees it. */
export interface Intercepted {
  readonly from: Ref<unknown> | Client;
  readonly to: Ref<unknown> | Client;
  /** The method that it asks for; for a reply, the method that is being answered. */
  readonly name: string;
  /** A copy of its arguments; for a reply, the one answer. */
  readonly args: readonly unknown[];
  readonly kind: "send" | "call" | "reply";
}

/** Some of the messages: those of which everything is true that is said here. */
export interface MessagePattern {
  /** The sender, or its name. */
  readonly from?: Ref<unknown> | Client | string;
  /** The receiver, or its name. */
  readonly to?: Ref<unknown> | Client | string;
  /** The method that it asks for; for a reply, the method that is being answered. */
  readonly name?: string;
  readonly kind?: Intercepted["kind"];
  /** Of all these messages only this one, counted from 1 since the rule was made. */
  readonly nth?: number;
}

/** What a rule wants done to a message; made by {@link pass}, {@link drop}, {@link delay}, {@link duplicate}, {@link tamper} and {@link tap}. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "drop"; readonly why: string | undefined }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "duplicate"; readonly after: number }
  | { readonly kind: "tamper"; readonly args: readonly unknown[] }
  | { readonly kind: "tap"; readonly by: Client; readonly read: (args: readonly unknown[]) => void };

/** Looks at each message as it is sent; says nothing of those that don't concern it. */
export type InterceptRule = (message: Intercepted) => Verdict | undefined;

/** Ends a rule, by a call or at the end of a block: `using rule = world.intercept(…)`. */
export interface Interception {
  (): void;
  [Symbol.dispose](): void;
}

/** The message passes, whatever the rules after this one say. */
export function pass(): Verdict {
  return { kind: "pass" };
}

/** The message is lost half-way. @param why What the diagram says of it. */
export function drop(why?: string): Verdict {
  return { kind: "drop", why };
}

/** The message is held up half-way. */
export function delay(ms: number): Verdict {
  requireDuration("delay: the time", ms);
  return { kind: "delay", ms };
}

/** The message arrives twice. @param after How much later its copy does, in ms. */
export function duplicate(after = 0): Verdict {
  requireDuration("duplicate: the time", after);
  return { kind: "duplicate", after };
}

/** Half-way the message's arguments are replaced by these. */
export function tamper(...args: readonly unknown[]): Verdict {
  return { kind: "tamper", args };
}

/** Someone reads the message half-way, and it passes. @param read What they do with its arguments. */
export function tap(by: Client, read: (args: readonly unknown[]) => void = () => undefined): Verdict {
  return { kind: "tap", by, read };
}

/**
 * The rule that does one thing to some of the messages.
 * @throws {ScenarioError} If the number is none that a message can have.
 */
export function ruleFor({ from, to, name, kind, nth }: MessagePattern, verdict: Verdict): InterceptRule {
  if (nth !== undefined && !(Number.isSafeInteger(nth) && nth >= 1))
    throw new ScenarioError(`intercept: nth is ${nth}; messages are counted 1, 2, 3, …`);
  let count = 0;
  return (message) => {
    const meant =
      isPlace(from, message.from) &&
      isPlace(to, message.to) &&
      (name === undefined || name === message.name) &&
      (kind === undefined || kind === message.kind);
    return meant && (++count === nth || nth === undefined) ? verdict : undefined;
  };
}

function isPlace(wanted: MessagePattern["from"], place: Intercepted["from"]): boolean {
  return wanted === undefined || wanted === (typeof wanted === "string" ? place.name : place);
}

/** A rule of the scenario as the simulator applies it. */
export function ruleOf(rule: InterceptRule, machines: Machines): Rule {
  return (message) => {
    const verdict: unknown = rule(viewOf(message, machines));
    return verdict === undefined ? undefined : actionOf(verdict, message, machines);
  };
}

/** What the scenario is shown of a message. */
export function viewOf({ from, to, name, args, kind }: Envelope, machines: Machines): Intercepted {
  return {
    from: machines.handle(from),
    to: machines.handle(to),
    name,
    args: args.map((arg) => copyForSending(arg, name)),
    kind: kind === "reply" ? "reply" : kind === "send" || kind === "forge" ? "send" : "call",
  };
}

function actionOf(verdict: unknown, message: Envelope, machines: Machines): Action {
  if (!isVerdict(verdict)) {
    throw new ScenarioError(
      "a rule of world.intercept answers pass(), drop(), delay(ms), duplicate(), tamper(…), tap(client) or nothing at all",
    );
  }
  switch (verdict.kind) {
    case "tap":
      return { ...verdict, by: machines.machine(verdict.by) };
    case "tamper":
      try {
        return {
          kind: "tamper",
          args: verdict.args.map((arg, i) => copyForSending(arg, `argument ${i + 1} of ${message.name}`)),
        };
      } catch (error) {
        throw error instanceof UnsendableError ? new ScenarioError(error.message) : error;
      }
    default:
      return verdict;
  }
}

const KINDS: readonly unknown[] = ["pass", "drop", "delay", "duplicate", "tamper", "tap"];

function isVerdict(value: unknown): value is Verdict {
  return typeof value === "object" && value !== null && "kind" in value && KINDS.includes(value.kind);
}
