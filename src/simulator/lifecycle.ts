import type { Machine, Program } from "./machine.ts";
import type { Simulator } from "./simulator.ts";

/** Starts nodes, takes them down and brings them up again. */
export class Lifecycle {
  readonly #simulator: Simulator;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  /** Starts a new node; that is a step of its own, at this time but after what is happening now. */
  start(machine: Machine, program: Program): void {
    this.#startSoon(machine, program, "start");
  }

  /** Takes a machine down with everything it has in mind. */
  crash(machine: Machine, at: number | undefined): void {
    this.#simulator.noteState();
    this.#simulator.touch(machine);
    machine.up = false;
    machine.listening = false;
    machine.life++;
    for (const timer of [...machine.timers]) timer.cancel();
    this.#simulator.calls.forget(machine);
    machine.program!.crash();
    const index = this.#recordOn(machine, "crash", at);
    this.#simulator.recorder?.noteState(index, machine.index, machine.program!.fields);
  }

  /** Brings a machine up again with what was durable. */
  restart(machine: Machine, at: number | undefined): void {
    machine.up = true;
    this.#startSoon(machine, machine.program!, "restart", at);
  }

  #startSoon(machine: Machine, program: Program, kind: "start" | "restart", at?: number): void {
    const { life } = machine;
    this.#simulator.schedule(this.#simulator.now, "pending", { what: `${machine.name}'s start` }, () => {
      if (!machine.up || machine.life !== life) return;
      machine.listening = true;
      this.#simulator.beginStep(machine);
      this.#simulator.cause = this.#recordOn(
        machine,
        kind,
        at ?? this.#simulator.lines.definitionOf(program.type),
      );
      if (program.hasStart) this.#simulator.execute(machine, () => program.start());
    });
  }

  #recordOn(machine: Machine, kind: "start" | "restart" | "crash", at: number | undefined): number {
    const clocks = machine.tick(this.#simulator.now);
    return this.#simulator.record(() => ({
      kind,
      time: this.#simulator.now,
      node: machine.index,
      at,
      clocks,
    }));
  }
}
