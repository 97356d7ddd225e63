import { canonical } from "../../trace/canonical.ts";
import type { Operation } from "./operation.ts";
import type { Specification } from "./specification.ts";
import { StateSpace } from "./stateSpace.ts";

/** An operation as the searches see it. */
export interface Step {
  /** Index into the operations of the history. */
  readonly operation: number;
  /** Number of the client. */
  readonly client: number;
  /** Number of the part of the state. */
  readonly part: number;
  /** Kind of call with what it returned. */
  readonly kind: number;
  /** The same, whatever it returned. */
  readonly blindKind: number;
  /** Whether it may change the state. */
  readonly updates: boolean;
  /** Whether what it returned is to be explained. */
  readonly observes: boolean;
  /** Whether it may never have taken effect. */
  readonly optional: boolean;
  readonly invoked: number;
  /** `Infinity` if it may take effect at any later time. */
  readonly completed: number;
}

/** A history and what its object does, prepared for the searches. */
export class Subject {
  readonly operations: readonly Operation[];
  readonly specification: Specification;
  readonly space: StateSpace;
  /** What took effect, or may have, in the order of invocations. */
  readonly steps: readonly Step[];
  readonly clients: readonly string[];
  /** How many parts the state has. */
  readonly parts: number;

  constructor(operations: readonly Operation[], specification: Specification) {
    this.operations = operations;
    this.specification = specification;
    const space = (this.space = new StateSpace(specification));
    const [clients, parts] = [new Map<string, number>(), new Map<string, number>()];
    const steps: Step[] = [];
    for (const [index, operation] of operations.entries()) {
      const updates = specification.functions[operation.function] !== "read";
      const optional = operation.outcome === "unknown";
      const output = optional ? undefined : operation.output;
      // What failed did not happen, and a look whose answer nobody knows says nothing.
      if (operation.outcome === "failed" || (!updates && output === undefined)) continue;
      steps.push({
        operation: index,
        client: numberOf(clients, operation.client),
        part: numberOf(parts, specification.key ? canonical(specification.key(operation)) : ""),
        kind: space.kind(operation, output),
        blindKind: space.kind(operation, undefined),
        updates,
        observes: output !== undefined,
        optional,
        invoked: operation.invoked,
        completed: optional ? Infinity : operation.completed,
      });
    }
    this.steps = steps.sort((a, b) => a.invoked - b.invoked);
    this.clients = [...clients.keys()];
    this.parts = parts.size;
  }
}

function numberOf(numbers: Map<string, number>, name: string): number {
  let number = numbers.get(name);
  if (number === undefined) numbers.set(name, (number = numbers.size));
  return number;
}
