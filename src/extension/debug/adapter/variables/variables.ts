import type { DebugProtocol } from "@vscode/debugprotocol";
import { formatValue } from "../../../../trace/format.ts";
import type { Client } from "../client.ts";
import type { Container, Entry } from "./entry.ts";
import { inside, typeOf } from "./values.ts";

/** Longest text of a value in one line, and of what it was before. */
const LONGEST = 200;
const LONGEST_BEFORE = 60;

interface Referred {
  readonly container: Container;
  readonly lasting: boolean;
}

/** What the client can look into, by reference. */
export class Variables {
  readonly #client: Client;
  readonly #referred = new Map<number, Referred>();
  #next = 1;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Forgets what is of no use once the place in the run has changed. */
  clear(): void {
    for (const [reference, { lasting }] of this.#referred) if (!lasting) this.#referred.delete(reference);
  }

  /**
   * A reference to a container.
   * @param lasting Whether it can still be looked into when the place has changed, as what was printed can.
   */
  refer(container: Container, lasting = false): number {
    this.#referred.set(this.#next, { container, lasting });
    return this.#next++;
  }

  /** What is in a container, or some of it. @throws {Error} When the reference leads nowhere any more. */
  of({
    variablesReference,
    filter,
    start = 0,
    count = 0,
  }: DebugProtocol.VariablesArguments): DebugProtocol.Variable[] {
    const { container, lasting } = this.#get(variablesReference);
    if (filter !== undefined && (filter === "indexed") !== container.indexed) return [];
    const entries = container.entries(start, count > 0 ? start + count : container.count);
    return entries.map((entry) => this.show(entry, lasting));
  }

  /** The entry of this name in a container. @throws {Error} When the reference leads nowhere any more. */
  entry(reference: number, name: string): Entry | undefined {
    const { container } = this.#get(reference);
    return container.entries(0, container.count).find((entry) => entry.name === name);
  }

  /**
   * An entry for the client.
   * @param lasting Whether what is in it can still be looked into when the place has changed.
   */
  show(entry: Entry, lasting: boolean, longest = LONGEST): DebugProtocol.Variable {
    const container = inside(entry);
    const was = entry.before === undefined ? "" : ` (was ${formatValue(entry.before, LONGEST_BEFORE)})`;
    return {
      name: entry.name,
      value: (entry.text ?? formatValue(entry.value, longest)) + was,
      ...(this.#client.showsTypes && { type: typeOf(entry.value) }),
      ...(entry.expression !== undefined && { evaluateName: entry.expression }),
      presentationHint: { attributes: ["readOnly"] },
      variablesReference: container ? this.refer(container, lasting) : 0,
      ...(container && this.size(container)),
    };
  }

  /** How much there is in a container, for a client that asks for much piece by piece. */
  size({ count, indexed }: Container): { indexedVariables?: number; namedVariables?: number } {
    if (!this.#client.pages) return {};
    return indexed ? { indexedVariables: count } : { namedVariables: count };
  }

  #get(reference: number): Referred {
    const referred = this.#referred.get(reference);
    if (referred) return referred;
    throw new Error("This is no longer there to look into.");
  }
}
