import { ChoicePoint } from "../simulator/choices.ts";
import { exponential, type Distribution } from "../simulator/distribution.ts";
import type { Link } from "../simulator/link.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { requireDuration, requireShare, ScenarioError } from "./errors.ts";
import type { Faults } from "./faults.ts";

/** Random trouble, within bounds. What isn't named doesn't happen. */
export interface ChaosBounds {
  /** Virtual time in ms at which the trouble ends. */
  until: number;
  /** Mean time between the beginnings of two troubles in ms; 100 unless set. */
  every?: number;
  /** Longest time that one trouble lasts in ms; 300 unless set. */
  lasts?: number;
  /** Whether the network is cut, in halves or around one node. */
  partitions?: boolean;
  /** Number of nodes that may be down at a time. */
  crashes?: number;
  /** Number of nodes that may be paused at a time. */
  pauses?: number;
  /** How far a clock may jump, in ms, either way. */
  clocks?: number;
  /** Share of messages that a link may lose for a while. */
  loss?: number;
  /** By how many ms a link may become slower for a while. */
  delay?: number;
}

type Kind = "partition" | "crash" | "pause" | "clock" | "loss" | "delay";

/** Draws trouble from the seed, and ends it. */
export class Chaos {
  readonly #simulator: Simulator;
  readonly #faults: Faults;
  readonly #nodes: readonly Machine[];
  readonly #bounds: ChaosBounds;
  readonly #kinds: readonly Kind[];
  readonly #points = new Map<string, ChoicePoint>();
  readonly #down = new Set<Machine>();
  readonly #paused = new Set<Machine>();
  readonly #troubled = { loss: new Set<Link>(), delay: new Set<Link>() };
  /** Ends the troubles that are still there. */
  readonly #ends = new Set<() => void>();
  readonly #jump: (machine: Machine, ms: number) => void;

  /**
   * @param nodes Whom it may befall.
   * @param jump Moves a machine's clock.
   */
  constructor(
    simulator: Simulator,
    faults: Faults,
    nodes: readonly Machine[],
    bounds: ChaosBounds,
    jump: (machine: Machine, ms: number) => void,
  ) {
    requireBounds(bounds, simulator.now);
    this.#simulator = simulator;
    this.#faults = faults;
    this.#nodes = nodes;
    this.#bounds = bounds;
    this.#jump = jump;
    const { partitions, crashes = 0, pauses = 0, clocks = 0, loss = 0, delay = 0 } = bounds;
    const kinds: readonly [Kind, boolean][] = [
      ["partition", partitions === true && nodes.length > 1],
      ["crash", crashes > 0],
      ["pause", pauses > 0],
      ["clock", clocks > 0],
      ["loss", loss > 0],
      ["delay", delay > 0],
    ];
    this.#kinds = kinds.flatMap(([kind, wanted]) => (wanted ? [kind] : []));
    if (this.#kinds.length === 0)
      throw new ScenarioError(
        "this chaos names no trouble; give it some of partitions, crashes, pauses, clocks, loss and delay",
      );
  }

  /**
   * Lets trouble happen until its time is over, then ends it for the core, and lets everybody else stand still.
   * @param core Those who are well afterwards.
   */
  async run(core: readonly Machine[]): Promise<void> {
    const { until, every = 100 } = this.#bounds;
    const { script } = this.#simulator;
    const gap = exponential(every);
    for (;;) {
      await script.sleep(Math.min(this.#quantile(gap, "when"), until - this.#simulator.now));
      if (this.#simulator.now >= until) break;
      this.#begin();
    }
    for (const end of [...this.#ends]) end();
    for (const machine of this.#nodes) {
      if (core.includes(machine)) continue;
      if (machine.up && !this.#paused.has(machine)) this.#faults.pause(machine);
    }
    for (const machine of core) {
      if (this.#down.has(machine)) this.#faults.restart(machine);
      if (this.#paused.has(machine)) this.#faults.resume(machine);
    }
  }

  /** @param of How many are to be chosen. @returns Those that chance chooses among the nodes. */
  choose(of: number): readonly Machine[] {
    const drawn = this.#nodes.map((machine) => ({ machine, draw: this.#draw("core") }));
    return drawn
      .sort((a, b) => a.draw - b.draw)
      .slice(0, of)
      .map(({ machine }) => machine);
  }

  #begin(): void {
    const kind = this.#kinds[Math.floor(this.#draw("what") * this.#kinds.length)];
    const victim = this.#pick("who");
    switch (kind) {
      case "partition":
        this.#cut(victim);
        break;
      case "crash":
        if (this.#faults.isDown(victim) || this.#down.size >= this.#bounds.crashes!) break;
        this.#paused.delete(victim);
        this.#down.add(victim);
        this.#faults.crash(victim, false);
        this.#later(() => {
          if (this.#down.delete(victim)) this.#faults.restart(victim);
        });
        break;
      case "pause":
        if (this.#faults.isDown(victim) || this.#paused.has(victim)) break;
        if (this.#paused.size >= this.#bounds.pauses!) break;
        this.#paused.add(victim);
        this.#faults.pause(victim);
        this.#later(() => {
          if (this.#paused.delete(victim)) this.#faults.resume(victim);
        });
        break;
      case "clock":
        this.#jump(victim, (2 * this.#draw("jump") - 1) * this.#bounds.clocks!);
        break;
      case "loss":
      case "delay":
        this.#trouble(kind, victim);
        break;
    }
  }

  #cut(alone: Machine): void {
    const others = this.#nodes.filter((machine) => machine !== alone);
    const groups = this.#draw("shape") < 0.5 ? [[alone], others] : this.#faults.halves(this.#nodes);
    const cut = this.#faults.partition(groups, "all");
    this.#later(() => cut.heal());
  }

  /** Makes one direction of one link worse than it is. */
  #trouble(kind: "loss" | "delay", from: Machine): void {
    const others = this.#nodes.filter((machine) => machine !== from);
    if (others.length === 0) return;
    const to = others[Math.floor(this.#draw("to whom") * others.length)];
    const { network, omission } = this.#simulator;
    const link = network.link(from, to);
    const share = this.#draw(kind);
    // Two of a kind at a time would leave one behind: each puts back what it found.
    if (this.#troubled[kind].has(link)) return;
    this.#troubled[kind].add(link);
    const { own } = link;
    const before = { loss: own.loss, latency: own.latency };
    if (kind === "loss") own.loss = share * this.#bounds.loss!;
    else if (!omission.leavesOut("lag", to.name))
      own.latency = slower(own.latency ?? network.settings.latency, share * this.#bounds.delay!);
    network.settingsChanged();
    this.#later(() => {
      this.#troubled[kind].delete(link);
      if (kind === "loss") restore(own, "loss", before.loss);
      else restore(own, "latency", before.latency);
      network.settingsChanged();
    });
  }

  /** Ends a trouble after a while, and no later than all trouble ends. */
  #later(end: () => void): void {
    const { now, script } = this.#simulator;
    const once = () => {
      if (this.#ends.delete(once)) end();
    };
    this.#ends.add(once);
    const time = now + this.#draw("how long") * (this.#bounds.lasts ?? 300);
    if (time < this.#bounds.until) script.addStrand(time, once);
  }

  #pick(label: string): Machine {
    return this.#nodes[Math.floor(this.#draw(label) * this.#nodes.length)];
  }

  #quantile(distribution: Distribution, label: string): number {
    return distribution.quantile(this.#draw(label));
  }

  #draw(label: string): number {
    let point = this.#points.get(label);
    if (point === undefined) this.#points.set(label, (point = new ChoicePoint(`chaos ${label}`, "world")));
    return this.#simulator.choices.draw(point);
  }
}

function slower(latency: Distribution, by: number): Distribution {
  return { quantile: (share) => latency.quantile(share) + by };
}

function restore<K extends "loss" | "latency", T extends Partial<Record<K, unknown>>>(
  own: T,
  key: K,
  before: T[K] | undefined,
): void {
  if (before === undefined) Reflect.deleteProperty(own, key);
  else own[key] = before;
}

function requireBounds(
  { until, every, lasts, crashes, pauses, clocks, loss, delay }: ChaosBounds,
  now: number,
): void {
  requireDuration("world.chaos: until", until);
  if (until <= now)
    throw new ScenarioError(`world.chaos: until ${until} ms lies in the past: it is ${now} ms already`);
  if (every === 0)
    throw new ScenarioError("world.chaos: every 0 ms would never let time pass; give a mean time");
  const durations = { every, lasts, clocks, delay };
  for (const [name, ms] of Object.entries(durations))
    if (ms !== undefined) requireDuration(`world.chaos: ${name}`, ms);
  for (const [name, count] of Object.entries({ crashes, pauses })) {
    if (count !== undefined && !(Number.isInteger(count) && count >= 0))
      throw new ScenarioError(`world.chaos: ${name} is ${count}; it must be a number of nodes from 0 up`);
  }
  if (loss !== undefined) requireShare("world.chaos: loss", loss);
}
