import type { ClockReadings } from "../trace/event.ts";
import { advance, merge, toMicroseconds, WallClock, ZERO_CLOCKS } from "./clocks.ts";
import type { Intake } from "./intake.ts";
import type { Timer } from "./timers.ts";

/** What runs on a machine: the simulator's view of a node of the scenario. */
export interface Program {
  /** The live object whose own fields are the machine's state. */
  readonly fields: object;
  /** The class, to find its line. */
  readonly type: object;
  /** Runs when the machine starts and after each restart. */
  start(): unknown;
  /** Runs a message's handler. @returns The answer, or a promise of it. */
  handle(name: string, args: unknown[]): unknown;
  /** Whether there is anything for {@link start} to do. */
  readonly hasStart: boolean;
  /** Whether its code may await something, so that its consequences have to be waited for after each step. */
  readonly mayAwait: boolean;
  /**
   * Loses everything that is not durable.
   * @param amnesia Whether it loses that as well.
   */
  crash(amnesia: boolean): void;
  /** Writes what is buffered to disk, so that it survives a crash. */
  flush(): void;
  /** Runs after a restart, before {@link start}. */
  recover(): unknown;
  /** Whether there is anything for {@link recover} to do. */
  readonly hasRecover: boolean;
  /** The handler of that name, to find its line. */
  handler(name: string): object | undefined;
  /** The class that the handler of that name is written in. */
  ownerOf(name: string): object | undefined;
  /** Names of the messages it understands. */
  messages(): string[];
}

/** A process of the run with its clocks: a node, which runs a program, or a client, which the script drives. */
export class Machine {
  /** Whether it runs, or is about to start at this very moment. */
  up = true;
  /** Whether it has started, so that messages reach it. */
  listening: boolean;
  /** Whether it has left for good. */
  gone = false;
  /** What waits until the machine has time for it; absent as long as it has always had time. */
  intake: Intake | undefined;
  /** How often it has crashed: what a former life still wants to do is void. */
  life = 0;
  /** What its clocks show after its last event. They survive a crash: they are the observer's, not the program's. */
  clocks: ClockReadings = ZERO_CLOCKS;
  readonly wallClock = new WallClock();
  /** By how many ms, by the clocks, the latest message that came before it was sent did so; 0 if there was none. */
  inversion = 0;
  /** Timers that are set. */
  readonly timers = new Set<Timer>();

  /**
   * @param index Position among the run's machines.
   * @param program Absent for a client.
   */
  constructor(
    readonly index: number,
    readonly name: string,
    readonly type: string,
    readonly program: Program | undefined,
  ) {
    this.listening = program === undefined;
  }

  /** Counts an event that receives nothing. */
  tick(now: number): ClockReadings {
    return (this.clocks = advance(this.clocks, this.index, this.wallClock.read(now)));
  }

  /** Counts an event that receives a message with this stamp. */
  receive(now: number, stamp: ClockReadings): ClockReadings {
    const wall = this.wallClock.read(now);
    if (stamp.wall > wall) this.inversion = toMicroseconds(stamp.wall - wall);
    return (this.clocks = merge(this.clocks, stamp, this.index, wall));
  }
}
