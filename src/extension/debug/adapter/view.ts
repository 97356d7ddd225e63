import type { Trace } from "../../../trace/trace.ts";
import { Breakpoints } from "./breakpoints/breakpoints.ts";
import { Client } from "./client.ts";
import type { Debuggee } from "./debuggee.ts";
import { Moment } from "./expression/moment.ts";
import { Recording } from "./expression/recording.ts";
import { sourceOf, Stacks } from "./stacks.ts";
import { Threads } from "./threads.ts";
import { Variables } from "./variables/variables.ts";

/** What a debugger sees of a run from where it stands. */
export class View {
  readonly debuggee: Debuggee;
  readonly breakpoints: Breakpoints;
  #client = new Client();
  #recording: Recording;
  #threads: Threads;
  #stacks: Stacks;
  #variables: Variables;
  #step: number;

  constructor(debuggee: Debuggee) {
    const { trace, step } = debuggee;
    this.debuggee = debuggee;
    this.#recording = this.#record();
    this.breakpoints = new Breakpoints(this.#recording, {
      textOf: (file) => debuggee.textOf(file),
      toClient: (file, line) => ({
        source: sourceOf(debuggee, file),
        line: this.#client.place({ line, column: 1 }).line,
      }),
    });
    this.#threads = new Threads(trace);
    this.#stacks = new Stacks(debuggee, this.#client);
    this.#variables = new Variables(this.#client);
    this.#step = step;
  }

  get client(): Client {
    return this.#client;
  }

  get recording(): Recording {
    return this.#recording;
  }

  get trace(): Trace {
    return this.#recording.trace;
  }

  get threads(): Threads {
    return this.#threads;
  }

  get stacks(): Stacks {
    return this.#stacks;
  }

  get variables(): Variables {
    return this.#variables;
  }

  /** Index of the event at which it stands. */
  get step(): number {
    return this.#step;
  }

  /** Index of the last event. */
  get last(): number {
    return this.trace.events.length - 1;
  }

  /** From now on a client looks that counts like this. */
  show(client: Client): void {
    this.#client = client;
    this.#stacks = new Stacks(this.debuggee, client);
    this.#variables = new Variables(client);
  }

  /** Goes to an event, with everyone. */
  moveTo(step: number): void {
    // Whoever tells of the move need not tell here.
    this.#step = step;
    this.debuggee.moveTo(step);
    this.update();
  }

  /** Stands where everyone stands now, in the run as it is now. What was seen before is forgotten. */
  update(): void {
    const { trace, step } = this.debuggee;
    this.#step = step;
    this.#stacks.clear();
    this.#variables.clear();
    if (trace === this.trace) return;
    this.#recording = this.#record();
    this.#threads = new Threads(trace);
  }

  /** The moment at which to look at a frame; without one, the moment at which everyone stands. */
  moment(frameId?: number): Moment {
    const { event, step } =
      frameId === undefined ? { event: this.#step, step: this.#step } : this.#stacks.frame(frameId);
    return new Moment(this.#recording, step, event);
  }

  #record(): Recording {
    return new Recording(this.debuggee.trace, (file) => this.debuggee.textOf(file));
  }
}
