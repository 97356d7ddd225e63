import type { Machine } from "./machine.ts";
import type { Envelope } from "./message.ts";

/** What a rule wants done to a message half-way. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "drop"; readonly why: string | undefined }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "duplicate"; readonly after: number }
  /** @param args What it says from then on, already copied. */
  | { readonly kind: "tamper"; readonly args: unknown[] }
  /** Someone reads it. */
  | { readonly kind: "tap"; readonly by: Machine; readonly read: (args: readonly unknown[]) => void };

/** Looks at a message as it is sent; `undefined` leaves it to the rules after this one. */
export type Rule = (message: Envelope) => Verdict | undefined;

/** What is done to a message, and the line of the rule that wants it, as an index. */
export interface Judgement {
  readonly verdict: Exclude<Verdict, { readonly kind: "pass" }>;
  readonly at: number | undefined;
}

/** The rules of a network: the first answer wins. */
export class Interception {
  readonly #rules: { readonly rule: Rule; readonly at: number | undefined }[] = [];

  get any(): boolean {
    return this.#rules.length > 0;
  }

  /** Adds a rule after those that are there. @param at Its line. @returns Takes it away again. */
  add(rule: Rule, at: number | undefined): () => void {
    const entry = { rule, at };
    this.#rules.push(entry);
    return () => {
      const position = this.#rules.indexOf(entry);
      if (position >= 0) this.#rules.splice(position, 1);
    };
  }

  judge(message: Envelope): Judgement | undefined {
    for (const { rule, at } of this.#rules) {
      const verdict = rule(message);
      if (verdict !== undefined) return verdict.kind === "pass" ? undefined : { verdict, at };
    }
    return undefined;
  }
}
