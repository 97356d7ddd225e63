import { encode } from "../trace/encode.ts";
import type { NewEvent } from "../trace/recorder.ts";
import type { ClockReadings, DropReason } from "../trace/event.ts";
import { ChoicePoint } from "./choices.ts";
import { toMicroseconds } from "./clocks.ts";
import { constant, type Distribution } from "./distribution.ts";
import { doingOf, receive } from "./inbox.ts";
import type { Machine } from "./machine.ts";
import type { Envelope, Message } from "./message.ts";
import { Scheduled, type Doing } from "./queue.ts";
import type { Simulator } from "./simulator.ts";

/** How messages fare; on a link, what is absent is as on the whole network. */
export interface LinkSettings {
  latency?: Distribution;
  /** Share of messages that are lost, from 0 to 1. */
  loss?: number;
  /** Share of messages that arrive twice, from 0 to 1. */
  duplicate?: number;
}

/** One direction between two machines. */
export class Link {
  readonly settings: LinkSettings = {};
  /** Number of partitions that cut it now. */
  cuts = 0;
  readonly latencyPoint: ChoicePoint;
  readonly lossPoint: ChoicePoint;
  readonly duplicatePoint: ChoicePoint;
  readonly copyLatencyPoint: ChoicePoint;

  constructor(from: Machine, to: Machine) {
    const place = `${from.name}→${to.name}`;
    this.latencyPoint = new ChoicePoint("latency", place);
    this.lossPoint = new ChoicePoint("loss", place);
    this.duplicatePoint = new ChoicePoint("duplicate", place);
    this.copyLatencyPoint = new ChoicePoint("latency of the copy", place);
  }
}

/** A cut between groups of machines, until it heals. */
export interface Partition {
  /** 0, 1, 2, … in order of appearance. */
  readonly id: number;
  readonly links: readonly Link[];
}

/** A client sits beside the node it talks to: its own latency would hide anomalies. */
const CLIENT_SETTINGS: Required<LinkSettings> = { latency: constant(0), loss: 0, duplicate: 0 };

/**
 * The wires. A message crosses the middle of its link half-way through its flight, and is lost there if chance says
 * so, or if a partition cuts the link at that moment.
 */
export class Network {
  readonly settings: Required<LinkSettings> = { latency: constant(10), loss: 0, duplicate: 0 };
  /** Partitions that have not healed. */
  readonly partitions = new Set<Partition>();
  readonly #links: Link[][] = [];
  #messages = 0;
  #partitions = 0;

  constructor(readonly simulator: Simulator) {}

  link(from: Machine, to: Machine): Link {
    const row = (this.#links[from.index] ??= []);
    return (row[to.index] ??= new Link(from, to));
  }

  /** What a link follows where it has no setting of its own. */
  defaultsFor(from: Machine, to: Machine): Required<LinkSettings> {
    return from.program === undefined || to.program === undefined ? CLIENT_SETTINGS : this.settings;
  }

  /** Puts a message on the wire. */
  send(envelope: Envelope): Message {
    const { simulator } = this;
    const { from, to } = envelope;
    const link = this.link(from, to);
    const settings = this.defaultsFor(from, to);
    const { choices } = simulator;
    const latency = link.settings.latency ?? settings.latency;
    const loss = link.settings.loss ?? settings.loss;
    const duplicate = link.settings.duplicate ?? settings.duplicate;

    const flight = this.#drawFlight(latency, link.latencyPoint);
    const lost = loss > 0 && choices.draw(link.lossPoint) < loss;
    const twice = duplicate > 0 && choices.draw(link.duplicatePoint) < duplicate;

    const message = this.#depart(envelope, toMicroseconds(simulator.now + flight));
    this.#fly(message, link, flight, lost);
    if (twice) {
      const copyFlight = this.#drawFlight(latency, link.copyLatencyPoint);
      this.#fly(this.#copy(message, toMicroseconds(simulator.now + copyFlight)), link, copyFlight, false);
    }
    return message;
  }

  /** Cuts links; what crosses their middle from now on is lost. */
  cut(links: readonly Link[]): Partition {
    const partition = { id: this.#partitions++, links };
    this.partitions.add(partition);
    for (const link of links) link.cuts++;
    this.#divertFlights(new Set(links));
    return partition;
  }

  /** Ends a partition. @returns Whether it was still there. */
  heal(partition: Partition): boolean {
    if (!this.partitions.delete(partition)) return false;
    for (const link of partition.links) link.cuts--;
    return true;
  }

  /** @throws {RangeError} If a distribution of the scenario's own gives what is no duration. */
  #drawFlight(latency: Distribution, point: ChoicePoint): number {
    const flight = latency.quantile(this.simulator.choices.draw(point));
    if (flight >= 0 && flight < Infinity) return flight;
    throw new RangeError(
      `a latency came out as ${flight}; its quantile must be a number of milliseconds from 0 up`,
    );
  }

  #depart(envelope: Envelope, arrival: number): Message {
    const { simulator } = this;
    const { kind, from, to, name, args, at, request, failure } = envelope;
    const id = this.#messages++;
    const stamp = from.tick(simulator.now);
    // The most frequent event of all: without a trace nothing is built for it.
    const sent =
      simulator.recorder === undefined ? simulator.count() : this.#recordSend(envelope, id, stamp, arrival);
    return { kind, from, to, name, args, at, request, failure, id, original: id, stamp, sent };
  }

  #recordSend(envelope: Envelope, id: number, clocks: ClockReadings, arrival: number): number {
    const { simulator } = this;
    const { kind, from, to, name, args, at, request, failure } = envelope;
    return simulator.record(
      () =>
        ({
          kind,
          time: simulator.now,
          node: from.index,
          cause: kind === "invoke" ? undefined : simulator.cause,
          at,
          clocks,
          message: id,
          to: to.index,
          name,
          args: args.map((arg) => encode(arg)),
          arrival,
          request,
          failed: failure === undefined ? undefined : true,
        }) as NewEvent,
    );
  }

  /** The network's own doing: the sender's clocks know nothing of it. */
  #copy(message: Message, arrival: number): Message {
    const { simulator } = this;
    const id = this.#messages++;
    const sent = simulator.record(() => ({
      kind: "duplicate",
      time: simulator.now,
      node: message.from.index,
      cause: message.sent,
      clocks: message.stamp,
      message: id,
      to: message.to.index,
      name: message.name,
      args: message.args.map((arg) => encode(arg)),
      arrival,
      of: message.id,
    }));
    return { ...message, id, sent };
  }

  #fly(message: Message, link: Link, flight: number, lost: boolean): void {
    const { simulator } = this;
    const { now, queue } = simulator;
    const middle = toMicroseconds(now + flight / 2);
    const arrival = toMicroseconds(now + flight);
    if (lost) queue.schedule(new Loss(simulator, message), middle);
    else if (link.cuts > 0) queue.schedule(new Crossing(simulator, message, link, arrival), middle);
    else queue.schedule(new Delivery(simulator, message, link, middle), arrival);
  }

  /** Makes the messages that haven't reached the middle of these links find out there whether they can pass. */
  #divertFlights(links: ReadonlySet<Link>): void {
    const { now, queue } = this.simulator;
    const underWay = [...queue].filter(
      (entry): entry is Delivery => entry instanceof Delivery && links.has(entry.link),
    );
    underWay.sort((a, b) => a.sequence - b.sequence);
    for (const delivery of underWay) {
      const { message, link, middle, time: arrival } = delivery;
      if (middle < now) continue;
      queue.cancel(delivery);
      queue.schedule(new Crossing(this.simulator, message, link, arrival), middle);
    }
  }
}

/** A message reaches its receiver. */
class Delivery extends Scheduled {
  readonly weight = "pending";

  constructor(
    readonly simulator: Simulator,
    readonly message: Message,
    readonly link: Link,
    /** When it is half-way, in ms. */
    readonly middle: number,
  ) {
    super();
  }

  fire(): void {
    if (this.message.to.listening) receive(this.simulator, this.message);
    else drop(this.simulator, this.message, "receiver down");
  }

  doing(): Doing {
    return doingOf(this.simulator, this.message);
  }
}

/** A message reaches the middle of a link that was cut when it set out, or was cut on its way. */
class Crossing extends Scheduled {
  readonly weight = "pending";

  constructor(
    readonly simulator: Simulator,
    readonly message: Message,
    readonly link: Link,
    /** When it is to arrive, in ms. */
    readonly arrival: number,
  ) {
    super();
  }

  fire(): void {
    const { simulator, message, link, time: middle, arrival } = this;
    if (link.cuts > 0) drop(simulator, message, "partition");
    else simulator.queue.schedule(new Delivery(simulator, message, link, middle), arrival);
  }

  doing(): Doing {
    return { what: "a message at a cut" };
  }
}

/** Chance takes a message half-way. */
class Loss extends Scheduled {
  readonly weight = "pending";

  constructor(
    readonly simulator: Simulator,
    readonly message: Message,
  ) {
    super();
  }

  fire(): void {
    drop(this.simulator, this.message, "loss");
  }

  doing(): Doing {
    return { what: "the loss of a message" };
  }
}

function drop(simulator: Simulator, message: Message, reason: DropReason): void {
  simulator.record(() => ({
    kind: "drop",
    time: simulator.now,
    cause: message.sent,
    message: message.id,
    reason,
  }));
}
