import { encode } from "../trace/encode.ts";
import type { NewEvent } from "../trace/recorder.ts";
import type { ClockReadings } from "../trace/event.ts";
import type { ChoicePoint } from "./choices.ts";
import { toMicroseconds } from "./clocks.ts";
import { connect, retransmissionDelay } from "./connection.ts";
import type { Distribution } from "./distribution.ts";
import { drop } from "./drop.ts";
import { Flight, UNHARMED, type Fate, type Packet } from "./flight.ts";
import { receive } from "./inbox.ts";
import { Interception } from "./interception.ts";
import { CLIENT_SETTINGS, DEFAULT_SETTINGS, Link, type LinkSettings, type WireSettings } from "./link.ts";
import type { Machine } from "./machine.ts";
import type { Envelope, Message } from "./message.ts";
import type { Sparing } from "./omission.ts";
import { payloadSize } from "./payloadSize.ts";
import type { Simulator } from "./simulator.ts";

/** A cut between groups of machines, until it heals. */
export interface Partition {
  /** 0, 1, 2, … in order of appearance. */
  readonly id: number;
  readonly links: readonly Link[];
}

/** Links on which everything stands still, until they are released. */
export type Hold = Partition;

/** What a message goes by. */
interface Way {
  readonly link: Link;
  readonly settings: LinkSettings;
  readonly spared: Sparing;
}

/** When a message leaves, in ms, and what it weighs, in bytes; for links with a bandwidth. */
interface Departure {
  readonly leaves?: number;
  readonly size?: number;
}

/** There is no room in front of the link. */
const OVERFLOW: Departure = {};

/**
 * The wires. A message waits where its link has a bandwidth and is busy, then flies. Half-way through its flight it
 * crosses the middle of its link, and is lost there if chance says so, or if a partition cuts the link at that moment.
 */
export class Network {
  readonly settings: WireSettings = { ...DEFAULT_SETTINGS };
  readonly interception = new Interception();
  /** Whether receivers recognise what was tampered with or forged, and throw it away. */
  sealed = false;
  /** The size of a message in bytes. */
  sizeOf: (message: Envelope) => number = payloadSize;
  /** Partitions that have not healed. */
  readonly partitions = new Set<Partition>();
  /** Holds that have not been released. */
  readonly holds = new Set<Hold>();
  readonly #links: ((Link | undefined)[] | undefined)[] = [];
  #messages = 0;
  #partitions = 0;
  #holds = 0;
  /** Counts the changes of settings. */
  #version = 0;

  constructor(readonly simulator: Simulator) {}

  link(from: Machine, to: Machine): Link {
    const row = (this.#links[from.index] ??= []);
    return (row[to.index] ??= new Link(from, to));
  }

  /** What a link follows where it has no setting of its own. */
  defaultsFor(from: Machine, to: Machine): Readonly<WireSettings> {
    return from.program === undefined || to.program === undefined ? CLIENT_SETTINGS : this.settings;
  }

  /** Says that a setting has changed, of the network or of a link. */
  settingsChanged(): void {
    this.#version++;
  }

  /** Puts a message on the wire. */
  send(envelope: Envelope): Message {
    const { from, to } = envelope;
    const link = this.link(from, to);
    const settings = link.settings(this.defaultsFor(from, to), this.#version);
    const { omission } = this.simulator;
    if (settings.plain && !this.interception.any && !omission.counts)
      return this.#sendPlainly(envelope, link, settings);
    const way = { link, settings, spared: omission.sparing(envelope) };
    const flight = this.#drawFlight(way);
    const judgement = this.interception.any ? this.#judge(envelope, way) : undefined;
    const lost = this.#drawLoss(way);
    const departure = this.#queue(envelope, way);
    const leaves = departure?.leaves ?? this.simulator.now;
    const duration = settings.transport === "datagrams" ? flight : this.#inOrder(link, leaves, flight);
    const message = this.#depart(envelope, toMicroseconds(leaves + duration), departure);
    const packet = settings.transport === "reliable" ? firstPacket(link) : undefined;
    if (departure === OVERFLOW) this.#overflow(message, link, packet);
    else this.#launch(message, way, departure, duration, { lost, judgement, packet });
    return message;
  }

  /** Most messages of most runs: this is the simulator's innermost loop. */
  #sendPlainly(envelope: Envelope, link: Link, { latency }: LinkSettings): Message {
    const { simulator } = this;
    const duration = this.#drawDuration(latency, link.latencyPoint);
    const arrival = toMicroseconds(simulator.now + duration);
    const message = this.#depart(envelope, arrival, undefined);
    const middle = toMicroseconds(simulator.now + duration / 2);
    new Flight(simulator, message, link, middle, arrival, UNHARMED, link.cuts === 0).begin();
    return message;
  }

  /** Sends a lost message of a reliable connection again, after a while; or gives the connection up. */
  retransmit(message: Message, link: Link, { connection, number, attempts }: Packet): void {
    const { simulator } = this;
    const settings = link.settings(this.defaultsFor(link.from, link.to), this.#version);
    const wait = retransmissionDelay(attempts, settings.retransmitAfter);
    if (wait === undefined) {
      this.#break(link);
      return;
    }
    const doing = { what: `the transport of ${link.from.name}`, at: message.at };
    simulator.schedule(simulator.now + wait, "pending", doing, () => {
      if (connection.broken) return;
      simulator.beginStep(undefined);
      const way = { link, settings, spared: simulator.omission.sparing(message) };
      const flight = this.#drawFlight(way);
      const judgement = this.interception.any ? this.#judge(message, way) : undefined;
      const lost = this.#drawLoss(way);
      const departure = this.#queue(message, way);
      const leaves = departure?.leaves ?? simulator.now;
      const copy = this.#again("retransmit", message, leaves + flight, departure);
      const packet = { connection, number, attempts: attempts + 1 };
      if (departure === OVERFLOW) this.#overflow(copy, link, packet);
      else this.#fly(copy, link, leaves, flight, { lost, judgement, packet });
    });
  }

  /** Hands over a message that a reliable transport has put in order, as a step of its own. */
  handOver(message: Message, arrived: number): void {
    const { simulator } = this;
    const doing = { what: `what reaches ${message.to.name}` };
    simulator.schedule(simulator.now, "pending", doing, () => {
      if (!message.to.listening) drop(simulator, message, "connection reset");
      else receive(simulator, message, arrived < simulator.now ? arrived : undefined);
    });
  }

  /** Cuts links; what crosses their middle from now on is lost. */
  cut(links: readonly Link[]): Partition {
    const partition = { id: this.#partitions++, links };
    this.partitions.add(partition);
    for (const link of links) link.cuts++;
    for (const flight of this.#underWay(links)) {
      if (flight.over && flight.middle >= this.simulator.now) {
        this.simulator.queue.cancel(flight);
        flight.wary().begin();
      }
    }
    return partition;
  }

  /** Ends a partition. @returns Whether it was still there. */
  heal(partition: Partition): boolean {
    if (!this.partitions.delete(partition)) return false;
    for (const link of partition.links) link.cuts--;
    return true;
  }

  /** Makes everything on these links stand still, and everything that sets out on them. */
  hold(links: readonly Link[]): Hold {
    const { now, queue } = this.simulator;
    const hold = { id: this.#holds++, links };
    this.holds.add(hold);
    for (const link of links) link.holds++;
    for (const flight of this.#underWay(links)) {
      queue.cancel(flight);
      flight.link.held.push({ flight, since: now });
    }
    return hold;
  }

  /** Ends a hold; what stands on no other moves on. @returns Whether it was still there. */
  release(hold: Hold): boolean {
    if (!this.holds.delete(hold)) return false;
    const { now } = this.simulator;
    for (const link of hold.links) {
      if (--link.holds > 0) continue;
      const settings = link.settings(this.defaultsFor(link.from, link.to), this.#version);
      for (const { flight, since } of link.held.splice(0)) {
        const moved = flight.shifted(toMicroseconds(now - since));
        if (settings.transport === "ordered") {
          link.lastArrival = Math.max(link.lastArrival, moved.arrival);
          moved.shifted(link.lastArrival - moved.arrival).begin();
        } else {
          moved.begin();
        }
      }
    }
    return true;
  }

  /** A machine has crashed or left: its reliable connections break. */
  breakConnections(machine: Machine): void {
    for (const row of this.#links) {
      for (const link of row ?? []) if (link?.from === machine || link?.to === machine) this.#break(link);
    }
  }

  #break(link: Link): void {
    if (link.connection === undefined || link.connection.broken) return;
    for (const message of link.connection.break()) drop(this.simulator, message, "connection reset");
  }

  /** Lets a message fly, and its copy if there is to be one. */
  #launch(message: Message, way: Way, departure: Departure | undefined, duration: number, fate: Fate): void {
    const { link, settings, spared } = way;
    const { lost, judgement, packet } = fate;
    const copying = judgement?.verdict.kind === "duplicate" ? judgement.verdict : undefined;
    const leaves = departure?.leaves ?? this.simulator.now;
    const harmless = !lost && packet === undefined && (judgement === undefined || copying !== undefined);
    this.#fly(message, link, leaves, duration, harmless ? UNHARMED : fate);
    // A reliable transport throws second copies away before anyone sees them.
    if (packet !== undefined) return;
    const twice = settings.duplicate > 0 && this.#draw(link, "duplicate") < settings.duplicate;
    if (!twice && copying === undefined) return;
    const copyFlight = this.#drawCopy(way, duration, copying?.after);
    if (spared("duplicate")) return;
    const at = copying && judgement?.at;
    const copy = this.#again("duplicate", message, leaves + copyFlight, departure, at);
    this.#fly(copy, link, leaves, copyFlight, UNHARMED);
  }

  /** A message finds no room in front of its link. */
  #overflow(message: Message, link: Link, packet: Packet | undefined): void {
    drop(this.simulator, message, "queue full");
    if (packet !== undefined) this.retransmit(message, link, packet);
  }

  /** Puts a message into the queue of its link, if that has a bandwidth. */
  #queue(envelope: Envelope, { link, settings, spared }: Way): Departure | undefined {
    const { bandwidth, queue } = settings;
    if (bandwidth === Infinity || spared("bandwidth")) return undefined;
    const { now } = this.simulator;
    const size = this.#requireSize(this.sizeOf(envelope));
    const wait = Math.max(0, link.freeAt - now);
    if (wait > 0 && (wait * bandwidth) / 1000 + size > queue) return OVERFLOW;
    link.freeAt = now + wait + (size * 1000) / bandwidth;
    return { leaves: toMicroseconds(link.freeAt), size };
  }

  #judge(envelope: Envelope, { spared }: Way): Fate["judgement"] {
    const { simulator } = this;
    // Rules are the scenario's: what they read, the machine that sends doesn't.
    const { current } = simulator;
    simulator.current = undefined;
    try {
      const judgement = this.interception.judge(envelope);
      const kind = judgement?.verdict.kind;
      const befalls = kind === "drop" || kind === "delay" || kind === "tamper";
      return befalls && spared(kind) ? undefined : judgement;
    } finally {
      simulator.current = current;
    }
  }

  #drawFlight({ link, settings, spared }: Way): number {
    const { latency, reorder, reorderBy, transport } = settings;
    const flight = this.#drawDuration(latency, link.latencyPoint);
    if (reorder === 0 || transport !== "datagrams" || this.#draw(link, "reorder") >= reorder) return flight;
    const held = this.#drawDuration(reorderBy, link.point("reorder by"));
    return spared("reorder") ? flight : flight + held;
  }

  #drawLoss({ link, settings: { loss }, spared }: Way): boolean {
    return loss > 0 && this.#draw(link, "loss") < loss && !spared("loss");
  }

  #drawCopy({ link, settings }: Way, flight: number, after: number | undefined): number {
    const { latency, duplicateAfter } = settings;
    if (after !== undefined) return flight + after;
    if (duplicateAfter === undefined) return this.#drawDuration(latency, link.point("latency of the copy"));
    return flight + this.#drawDuration(duplicateAfter, link.point("duplicate after"));
  }

  #draw(link: Link, label: string): number {
    return this.simulator.choices.draw(link.point(label));
  }

  /** @throws {RangeError} If a distribution of the scenario's own gives what is no duration. */
  #drawDuration(distribution: Distribution, point: ChoicePoint): number {
    const duration = distribution.quantile(this.simulator.choices.draw(point));
    if (duration >= 0 && duration < Infinity) return duration;
    throw new RangeError(
      `a ${point.label} came out as ${duration}; its quantile must be a number of milliseconds from 0 up`,
    );
  }

  #requireSize(size: number): number {
    if (size >= 0 && size < Infinity) return size;
    throw new RangeError(`the size of a message came out as ${size}; it must be a number of bytes from 0 up`);
  }

  /** Lengthens a flight so that it doesn't end before an earlier one on the same link. */
  #inOrder(link: Link, leaves: number, flight: number): number {
    link.lastArrival = Math.max(link.lastArrival, toMicroseconds(leaves + flight));
    return link.lastArrival - leaves;
  }

  #depart(envelope: Envelope, arrival: number, departure: Departure | undefined): Message {
    const { simulator } = this;
    const { kind, from, to, name, args, at, request, failure, as } = envelope;
    const id = this.#messages++;
    const stamp = from.tick(simulator.now);
    // The most frequent event of all: without a trace nothing is built for it.
    const sent =
      simulator.recorder === undefined
        ? simulator.count()
        : this.#recordSend(envelope, id, stamp, arrival, departure);
    return { kind, from, to, name, args, at, request, failure, as, id, original: id, stamp, sent };
  }

  #recordSend(
    envelope: Envelope,
    id: number,
    clocks: ClockReadings,
    arrival: number,
    departure: Departure | undefined,
  ): number {
    const { simulator } = this;
    const { kind, from, to, name, args, at, request, failure, as } = envelope;
    return simulator.record(() => {
      const event = {
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
      };
      return (
        departure === undefined && as === undefined ? event : { ...event, ...departure, as: as?.index }
      ) as NewEvent;
    });
  }

  /** The transport's or the network's own doing: the sender's clocks know nothing of it. */
  #again(
    kind: "duplicate" | "retransmit",
    message: Message,
    arrival: number,
    departure: Departure | undefined,
    at?: number,
  ): Message {
    const { simulator } = this;
    const id = this.#messages++;
    const sent = simulator.record(() => ({
      kind,
      time: simulator.now,
      node: message.from.index,
      cause: message.sent,
      at,
      clocks: message.stamp,
      message: id,
      to: message.to.index,
      name: message.name,
      args: message.args.map((arg) => encode(arg)),
      arrival: toMicroseconds(arrival),
      ...departure,
      of: message.id,
    }));
    return { ...message, id, sent };
  }

  #fly(message: Message, link: Link, leaves: number, duration: number, fate: Fate): void {
    const middle = toMicroseconds(leaves + duration / 2);
    const arrival = toMicroseconds(leaves + duration);
    const through = link.cuts === 0 && (fate === UNHARMED || (!fate.lost && fate.judgement === undefined));
    new Flight(this.simulator, message, link, middle, arrival, fate, through).begin();
  }

  /** The messages that fly on these links, in the order in which they set out. */
  #underWay(links: readonly Link[]): Flight[] {
    const concerned = new Set(links);
    const found = [...this.simulator.queue].filter(
      (entry): entry is Flight => entry instanceof Flight && concerned.has(entry.link),
    );
    return found.sort((a, b) => a.sequence - b.sequence);
  }
}

function firstPacket(link: Link): Packet {
  const connection = connect(link);
  return { connection, number: connection.number(), attempts: 1 };
}
