import { encode } from "../trace/encode.ts";
import type { DropReason, TraceEvent } from "../trace/event.ts";
import { toMicroseconds } from "./clocks.ts";
import type { Connection } from "./connection.ts";
import { drop, type Taken } from "./drop.ts";
import { doingOf, receive } from "./inbox.ts";
import type { Judgement } from "./interception.ts";
import type { Link } from "./link.ts";
import type { Message } from "./message.ts";
import { Scheduled, type Doing } from "./queue.ts";
import type { Simulator } from "./simulator.ts";

/** A message as a numbered part of a reliable connection. */
export interface Packet {
  readonly connection: Connection;
  readonly number: number;
  /** How often it has been sent, this time included. */
  readonly attempts: number;
}

/** What will become of a message half-way, as far as that is known when it leaves. */
export interface Fate {
  /** Chance takes it. */
  readonly lost: boolean;
  /** What a rule of the scenario does to it. */
  readonly judgement: Judgement | undefined;
  readonly packet: Packet | undefined;
}

/** The fate of most messages: nothing happens to them. */
export const UNHARMED: Fate = { lost: false, judgement: undefined, packet: undefined };

/**
 * A message on its way. It crosses the middle of its link half-way through its flight, and that is where whatever
 * happens to it happens: a loss, a cut, a rule. A message to which nothing can happen flies through.
 */
export class Flight extends Scheduled {
  readonly weight = "pending";

  /**
   * @param middle When it is half-way, in ms.
   * @param arrival When it arrives, in ms.
   * @param over Whether it is past the middle, or has nothing to fear there.
   */
  constructor(
    readonly simulator: Simulator,
    readonly message: Message,
    readonly link: Link,
    readonly middle: number,
    readonly arrival: number,
    readonly fate: Fate,
    readonly over: boolean,
  ) {
    super();
  }

  /** Sends it on to its next stop, or lets it stand still where the link is held. */
  begin(): void {
    const { link, simulator } = this;
    if (link.holds > 0) link.held.push({ flight: this, since: simulator.now });
    else simulator.queue.schedule(this, this.over ? this.arrival : this.middle);
  }

  /** The same flight later: it has stood still for so many ms. */
  shifted(by: number): Flight {
    const middle = this.over ? this.middle : toMicroseconds(this.middle + by);
    return this.#with({ middle, arrival: toMicroseconds(this.arrival + by) });
  }

  /** The same flight, which has to look at the middle whether it can pass. */
  wary(): Flight {
    return this.#with({ over: false });
  }

  fire(): void {
    if (this.over) this.#arrive();
    else this.#cross();
  }

  doing(): Doing {
    return this.over ? doingOf(this.simulator, this.message) : { what: "a message half-way" };
  }

  #cross(): void {
    const { fate, link } = this;
    if (fate.lost) this.#drop("loss");
    else if (link.cuts > 0) this.#drop("partition");
    else if (fate.judgement !== undefined) this.#obey(fate.judgement);
    else this.#pass({});
  }

  #obey({ verdict, at }: Judgement): void {
    const { simulator, message } = this;
    switch (verdict.kind) {
      case "drop":
        this.#drop("intercepted", { why: verdict.why, at });
        break;
      case "delay":
        this.#note({ kind: "delay", at, by: verdict.ms });
        this.#pass({ arrival: toMicroseconds(this.arrival + verdict.ms) });
        break;
      case "tamper": {
        const before = message.args.map((arg) => encode(arg));
        this.#note({ kind: "tamper", at, before, after: verdict.args.map((arg) => encode(arg)) });
        this.#pass({ message: { ...message, args: verdict.args, tampered: true } });
        break;
      }
      case "tap": {
        const { by, read } = verdict;
        const clocks = by.receive(simulator.now, message.stamp);
        simulator.beginEvent(by, () => ({
          kind: "tap",
          time: simulator.now,
          node: by.index,
          cause: message.sent,
          at,
          clocks,
          message: message.id,
        }));
        this.#pass({});
        simulator.script.addStrand(simulator.now, () => read(message.args));
        break;
      }
      case "duplicate":
        this.#pass({});
        break;
    }
  }

  #pass(change: Partial<Pick<Flight, "message" | "arrival">>): void {
    const { packet } = this.fate;
    const fate = packet === undefined ? UNHARMED : { lost: false, judgement: undefined, packet };
    this.#with({ ...change, over: true, fate }).begin();
  }

  #arrive(): void {
    const { simulator, message, fate } = this;
    if (fate === UNHARMED && message.to.listening && !simulator.network.sealed) {
      receive(simulator, message, undefined);
      return;
    }
    const { packet } = fate;
    if (packet?.connection.broken === true) this.#drop("connection reset");
    else if (!message.to.listening) this.#drop(message.to.gone ? "receiver gone" : "receiver down");
    else if (simulator.network.sealed && (message.tampered === true || message.kind === "forge"))
      this.#drop("rejected");
    else if (packet === undefined) receive(simulator, message, undefined);
    else {
      for (const { message: ready, arrived } of packet.connection.arrive(
        packet.number,
        message,
        simulator.now,
      )) {
        simulator.network.handOver(ready, arrived);
      }
    }
  }

  #drop(reason: DropReason, taken?: Taken): void {
    drop(this.simulator, this.message, reason, taken);
    const sentAgain = reason === "loss" || reason === "partition" || reason === "intercepted";
    if (sentAgain && this.fate.packet !== undefined)
      this.simulator.network.retransmit(this.message, this.link, this.fate.packet);
  }

  #note(what: Tampering | Delaying): void {
    const { simulator, message } = this;
    simulator.record(() => ({ ...what, time: simulator.now, cause: message.sent, message: message.id }));
  }

  #with(change: Partial<Pick<Flight, "message" | "middle" | "arrival" | "fate" | "over">>): Flight {
    const { message = this.message, middle = this.middle, arrival = this.arrival } = change;
    const { fate = this.fate, over = this.over } = change;
    return new Flight(this.simulator, message, this.link, middle, arrival, fate, over);
  }
}

type Tampering = Pick<Extract<TraceEvent, { kind: "tamper" }>, "kind" | "at" | "before" | "after">;
type Delaying = Pick<Extract<TraceEvent, { kind: "delay" }>, "kind" | "at" | "by">;
