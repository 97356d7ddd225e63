import { copyForSending } from "../simulator/copy.ts";
import type { Machine, Program } from "../simulator/machine.ts";
import { ScenarioError } from "./errors.ts";
import { Node } from "./node.ts";
import { construct, NodeRuntime, type Directory } from "./runtime.ts";

/** A scenario's node class, as the world makes nodes of it. */
export type NodeClass<T> = (new () => T) & {
  readonly durable?: readonly string[];
  readonly buffered?: readonly string[];
};

/**
 * Code that has nothing to do with promises. What it sets in motion ends when it returns, so a step that runs only
 * such code needs no look at the host's microtasks, which costs as much as the step.
 */
const AWAITS = /\b(async|await|Promise|then|call|sleep|work)\b/;

type Instance = Record<string, unknown>;

/** A node of the scenario at work on its machine. */
export class NodeProgram implements Program {
  readonly type: NodeClass<object>;
  readonly #directory: Directory;
  readonly #initial: Readonly<Instance>;
  readonly mayAwait: boolean;
  readonly #handlers = new Map<string, object | undefined>();
  readonly #owners = new Map<string, object>();
  #machine!: Machine;
  #instance!: Instance;
  /** The buffered fields as they are on disk. */
  #flushed: Instance = {};

  /** @param initial Fields that the scenario sets before the node starts, and again after a crash. */
  constructor(type: NodeClass<object>, directory: Directory, initial: object) {
    this.type = type;
    this.#directory = directory;
    this.#initial = { ...initial };
    this.mayAwait = [...this.#prototypes()].some((prototype) => AWAITS.test(String(prototype.constructor)));
  }

  /** Makes the node itself, once its machine is there. */
  install(machine: Machine): void {
    this.#machine = machine;
    this.#instance = this.#construct();
    for (const kind of ["durable", "buffered"] as const) {
      const unknown = this.type[kind]?.find((field) => !(field in this.#instance));
      if (unknown !== undefined)
        throw new ScenarioError(
          `${this.type.name}.${kind} names "${unknown}", which ${this.type.name} has no field for`,
        );
    }
    const twice = this.type.buffered?.find((field) => this.type.durable?.includes(field));
    if (twice !== undefined)
      throw new ScenarioError(
        `${this.type.name} names "${twice}" durable and buffered; it is either on disk at once or when it is flushed`,
      );
    this.flush();
  }

  get fields(): object {
    return this.#instance;
  }

  get hasStart(): boolean {
    return typeof this.#instance["start"] === "function";
  }

  start(): unknown {
    return (this.#instance["start"] as () => unknown)();
  }

  handle(name: string, args: unknown[]): unknown {
    return (this.#instance[name] as (...args: unknown[]) => unknown)(...args);
  }

  handler(name: string): object | undefined {
    let handler = this.#handlers.get(name);
    if (handler === undefined && !this.#handlers.has(name)) {
      handler = this.#findHandler(name);
      this.#handlers.set(name, handler);
    }
    return handler;
  }

  ownerOf(name: string): object | undefined {
    let owner = this.#owners.get(name);
    if (owner === undefined) {
      owner = this.#findOwner(name);
      if (owner !== undefined) this.#owners.set(name, owner);
    }
    return owner;
  }

  #findHandler(name: string): object | undefined {
    if (
      name === "start" ||
      name === "recover" ||
      name in Node.prototype ||
      Object.hasOwn(this.#instance, name)
    )
      return undefined;
    const handler = (this.type.prototype as Instance)[name];
    return typeof handler === "function" ? handler : undefined;
  }

  #findOwner(name: string): object | undefined {
    for (const prototype of this.#prototypes())
      if (Object.hasOwn(prototype, name)) return prototype.constructor;
    return undefined;
  }

  messages(): string[] {
    const names = [...this.#prototypes()].flatMap((prototype) => Object.getOwnPropertyNames(prototype));
    return [...new Set(names)].filter((name) => this.handler(name) !== undefined);
  }

  crash(amnesia: boolean): void {
    const before = this.#instance;
    this.#instance = this.#construct();
    if (amnesia) {
      this.flush();
      return;
    }
    for (const field of this.type.durable ?? []) this.#instance[field] = before[field];
    for (const field of this.type.buffered ?? [])
      this.#instance[field] = copyForSending(this.#flushed[field], `${this.type.name}.${field}`);
  }

  flush(): void {
    for (const field of this.type.buffered ?? [])
      this.#flushed[field] = copyForSending(this.#instance[field], `${this.type.name}.${field}`);
  }

  get hasRecover(): boolean {
    return typeof this.#instance["recover"] === "function";
  }

  recover(): unknown {
    return (this.#instance["recover"] as () => unknown)();
  }

  /** The prototypes of the scenario's own classes, the most derived first. */
  *#prototypes(): Generator<object> {
    for (
      let prototype = this.type.prototype as object;
      prototype !== Node.prototype && prototype !== Object.prototype;
      prototype = Object.getPrototypeOf(prototype) as object
    ) {
      yield prototype;
    }
  }

  #construct(): Instance {
    const instance = construct(this.type, new NodeRuntime(this.#directory, this.#machine)) as Instance;
    for (const [field, value] of Object.entries(this.#initial)) {
      instance[field] = copyForSending(value, `${this.type.name}.${field}`);
    }
    return instance;
  }
}
