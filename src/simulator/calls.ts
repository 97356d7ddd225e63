import { encode } from "../trace/encode.ts";
import { copyForSending, UnsendableError } from "./copy.ts";
import { CallRefused, PlacedError, TimeoutError } from "./errors.ts";
import type { Machine } from "./machine.ts";
import type { Message } from "./message.ts";
import type { Simulator } from "./simulator.ts";
import { Timer } from "./timers.ts";

/** A request whose answer is awaited. */
export interface PendingCall {
  /** Id of the request. */
  readonly request: number;
  readonly caller: Machine;
  readonly callee: Machine;
  readonly name: string;
  readonly args: readonly unknown[];
  /** Index of the line that makes the call. */
  readonly at: number | undefined;
  /** Virtual time of the request in ms. */
  readonly since: number;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: Timer | undefined;
}

/** What a caller says of a call. */
export interface CallRequest {
  readonly callee: Machine;
  readonly name: string;
  /** Already copied. */
  readonly args: unknown[];
  /** In ms of the caller's own clock; waits for ever when absent. */
  readonly timeout: number | undefined;
  readonly at: number | undefined;
}

/** Requests and their answers. */
export class Calls {
  readonly #pending = new Map<number, PendingCall>();

  constructor(readonly simulator: Simulator) {}

  /** The call that waits for the answer to this request. */
  waitingFor(request: number): PendingCall | undefined {
    return this.#pending.get(request);
  }

  /** Calls that still wait for an answer, oldest first. */
  get pending(): Iterable<PendingCall> {
    return this.#pending.values();
  }

  /**
   * Sends a request.
   * @returns The answer. Rejects with {@link TimeoutError} when the timeout passes first, and with
   *   {@link CallRefused} when the handler throws.
   */
  begin(caller: Machine, call: CallRequest): Promise<unknown> {
    const { callee, name, args, timeout, at } = call;
    const promise = new Promise<unknown>((resolve, reject) => {
      const { network, now, queue } = this.simulator;
      const kind = caller.program === undefined ? "invoke" : "call";
      const { id: request, sent } = network.send({ kind, from: caller, to: callee, name, args, at });
      const timer =
        timeout === undefined
          ? undefined
          : new Timer(
              queue,
              caller,
              timeout,
              false,
              now,
              { what: `what follows ${caller.name}'s timeout`, at },
              () => this.#expire(request, sent),
            );
      this.#pending.set(request, {
        request,
        caller,
        callee,
        name,
        args,
        at,
        since: now,
        resolve,
        reject,
        timer,
      });
    });
    // Whoever doesn't look at the answer doesn't want to hear of a failure either.
    promise.catch(() => undefined);
    return promise;
  }

  /** Sends the answer to a request. */
  answer(message: Message, answer: unknown): void {
    let copy: unknown;
    try {
      copy = copyForSending(answer, `the answer to ${message.name}`);
    } catch (error) {
      // The handler has returned, so its line is not on the stack any more.
      const at = this.simulator.lines.handlerOf(message.to, message.name);
      throw error instanceof UnsendableError ? new PlacedError(error.message, at) : error;
    }
    this.#reply(message, copy, undefined);
  }

  /** Tells the caller that the handler threw. */
  refuse(message: Message, error: unknown): void {
    this.#reply(message, error instanceof Error ? error.message : String(error), { error });
  }

  /**
   * An answer has reached the caller. One that comes too late, or twice, is received and has no effect.
   * @param arrived When it reached the machine, if that was earlier, in ms.
   */
  receiveReply(message: Message, arrived: number | undefined): void {
    const { simulator } = this;
    const { to, request } = message;
    const call = this.#take(request!);
    const clocks = to.receive(simulator.now, message.stamp);
    simulator.beginEvent(to, () => {
      const event = {
        time: simulator.now,
        node: to.index,
        cause: message.sent,
        at: call?.at,
        clocks,
        message: message.id,
        ...(arrived === undefined ? {} : { arrived }),
      };
      if (to.program !== undefined || call === undefined) return { kind: "deliver", ...event };
      return message.failure === undefined
        ? { kind: "ok", ...event, request: call.request, value: encode(message.args[0]) }
        : { kind: "fail", ...event, request: call.request, error: String(message.args[0]) };
    });
    if (call === undefined) return;
    simulator.settled();
    if (message.failure === undefined) call.resolve(message.args[0]);
    else call.reject(new CallRefused(message.from.name, message.name, message.failure.error));
  }

  /** A machine has crashed: nobody waits there any more. */
  forget(machine: Machine): void {
    for (const [request, call] of this.#pending) if (call.caller === machine) this.#pending.delete(request);
  }

  #reply(message: Message, answer: unknown, failure: { readonly error: unknown } | undefined): void {
    this.simulator.network.send({
      kind: "reply",
      from: message.to,
      to: message.from,
      name: message.name,
      args: [answer],
      at: this.simulator.lines.handlerOf(message.to, message.name),
      request: message.original,
      failure,
    });
  }

  #expire(request: number, cause: number): void {
    const call = this.#take(request);
    if (call === undefined) return;
    const { simulator } = this;
    const { caller, callee, name, at } = call;
    const clocks = caller.tick(simulator.now);
    simulator.beginEvent(caller, () => ({
      kind: caller.program === undefined ? "unknown" : "timeout",
      time: simulator.now,
      node: caller.index,
      cause,
      at,
      clocks,
      request,
    }));
    simulator.settled();
    call.reject(new TimeoutError(callee.name, name, call.timer!.period, at));
  }

  #take(request: number): PendingCall | undefined {
    const call = this.#pending.get(request);
    if (call === undefined) return undefined;
    this.#pending.delete(request);
    call.timer?.cancel();
    return call;
  }
}
