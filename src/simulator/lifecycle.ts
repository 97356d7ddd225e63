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

  /**
   * Takes a machine down with everything it has in mind.
   * @param amnesia Whether it loses what is durable as well.
   */
  crash(machine: Machine, amnesia: boolean, at: number | undefined): void {
    this.#simulator.noteState();
    const clocks = machine.tick(this.#simulator.now);
    const index = this.#simulator.record(() => ({
      kind: "crash",
      time: this.#simulator.now,
      node: machine.index,
      at,
      clocks,
      ...(amnesia ? { amnesia } : {}),
    }));
    this.#end(machine);
    machine.program!.crash(amnesia);
    this.#simulator.recorder?.noteState(index, machine.index, machine.program!.fields);
  }

  /** Takes a machine away for good. */
  leave(machine: Machine, at: number | undefined): void {
    this.#simulator.noteState();
    this.#recordOn(machine, "leave", at);
    machine.gone = true;
    this.#end(machine);
  }

  /** Brings a machine up again with what was durable. */
  restart(machine: Machine, at: number | undefined): void {
    machine.up = true;
    this.#startSoon(machine, machine.program!, "restart", at);
  }

  /** Ends a life of a machine. */
  #end(machine: Machine): void {
    const { calls, network } = this.#simulator;
    this.#simulator.touch(machine);
    machine.up = false;
    machine.listening = false;
    machine.life++;
    for (const timer of [...machine.timers]) timer.cancel();
    machine.intake?.clear();
    calls.forget(machine);
    network.breakConnections(machine);
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
      if (kind === "restart" && program.hasRecover) this.#simulator.execute(machine, () => program.recover());
      if (program.hasStart) this.#simulator.execute(machine, () => program.start());
    });
  }

  #recordOn(machine: Machine, kind: "start" | "restart" | "leave", at: number | undefined): number {
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
