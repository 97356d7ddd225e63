import type { ClockReadings } from "../trace/event.ts";
import type { Machine } from "./machine.ts";

/** What a message is for. */
export type MessageKind = "send" | "call" | "invoke" | "reply" | "forge";

/** What the author of a message gives. */
export interface Envelope {
  readonly kind: MessageKind;
  readonly from: Machine;
  readonly to: Machine;
  /** Name of the handler; for a reply, of the handler that answers. */
  readonly name: string;
  /** Arguments, already copied; for a reply, the one answer. */
  readonly args: unknown[];
  /** Index of the line that sends it. */
  readonly at: number | undefined;
  /** For a reply: the id of the request it answers. */
  readonly request?: number;
  /** For a reply: what the handler threw. */
  readonly failure?: { readonly error: unknown };
  /** For a forged message: who it claims to come from. */
  readonly as?: Machine;
}

/** A message on the wire. */
export interface Message extends Envelope {
  /** 0, 1, 2, … in order of sending. */
  readonly id: number;
  /** The id of the message that this is a copy of; its own id otherwise. */
  readonly original: number;
  /** The sender's clocks when it left. */
  readonly stamp: ClockReadings;
  /** Index of the event that put it on the wire. */
  readonly sent: number;
  /** Set once someone has changed it on its way. */
  readonly tampered?: true;
}
