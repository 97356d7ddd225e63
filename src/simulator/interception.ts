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

/** The rules of a network: the first answer wins. */
export class Interception {
  readonly #rules: Rule[] = [];

  get any(): boolean {
    return this.#rules.length > 0;
  }

  /** Adds a rule after those that are there. @returns Takes it away again. */
  add(rule: Rule): () => void {
    this.#rules.push(rule);
    return () => {
      const position = this.#rules.indexOf(rule);
      if (position >= 0) this.#rules.splice(position, 1);
    };
  }

  judge(message: Envelope): Verdict | undefined {
    for (const rule of this.#rules) {
      const verdict = rule(message);
      if (verdict !== undefined) return verdict.kind === "pass" ? undefined : verdict;
    }
    return undefined;
  }
}
