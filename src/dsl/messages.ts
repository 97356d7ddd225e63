import type { Node } from "./node.ts";

/** What {@link Node} itself brings: none of it is a message or a field of the scenario's class. */
type Inherited = keyof Node<object>;

/** A method's type, whatever its parameters. */
type Method = (...args: never[]) => unknown;

/** Names of the messages that a node of type `T` understands: its public methods. */
export type Messages<T> = {
  [K in keyof T]: K extends Inherited ? never : T[K] extends Method ? K : never;
}[keyof T] &
  string;

/** Arguments of the message `K`. */
export type Arguments<T, K extends keyof T> = T[K] extends (...args: infer A) => unknown ? A : never;

/** What the message `K` is answered with. */
export type Reply<T, K extends keyof T> = T[K] extends (...args: never[]) => infer R ? Awaited<R> : never;

/** The public fields of a node: its state. */
export type Fields<T> = {
  [K in keyof T as K extends Inherited ? never : T[K] extends Method ? never : K]: T[K];
};

/** A value that may be read, at any depth, and not be written. */
export type ReadOnly<T> = T extends Method
  ? T
  : T extends ReadonlyMap<infer K, infer V>
    ? ReadonlyMap<ReadOnly<K>, ReadOnly<V>>
    : T extends ReadonlySet<infer E>
      ? ReadonlySet<ReadOnly<E>>
      : T extends object
        ? { readonly [K in keyof T]: ReadOnly<T[K]> }
        : T;

/** How to make a call. */
export interface CallOptions {
  /** How long to wait for the answer, in ms of the caller's own clock; for ever when absent. */
  timeout?: number;
}
