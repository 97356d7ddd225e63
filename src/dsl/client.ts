import type { Machine } from "../simulator/machine.ts";
import { addressed, splitOptions, type Directory } from "./runtime.ts";
import { ScenarioError } from "./errors.ts";
import type { Arguments, CallOptions, Messages, Reply } from "./messages.ts";
import type { Ref } from "./reference.ts";

/** Someone outside who uses the nodes; the scenario's script says what a client does. */
export class Client {
  readonly name: string;
  readonly #directory: Directory;
  readonly #machine: Machine;

  /** @internal Clients are made by `world.clients`. */
  constructor(directory: Directory, machine: Machine) {
    this.name = machine.name;
    this.#directory = directory;
    this.#machine = machine;
  }

  /**
   * Asks a node and waits for the answer: `await ana.call(london, "buy", "ana", { timeout: 500 })`.
   *
   * A client's messages take no time and are never lost, unless `world.link` or a partition says otherwise.
   * Rejects with {@link TimeoutError} when the timeout passes first, and with {@link CallRefused} when the handler
   * throws. Without a timeout it waits for ever.
   */
  call<T, K extends Messages<T>>(
    to: Ref<T>,
    message: K,
    ...args: [...Arguments<T, K>, options?: CallOptions]
  ): Promise<Reply<T, K>> {
    const { simulator } = this.#directory;
    const callee = this.#directory.machine(to);
    const [parts, { timeout }] = splitOptions(callee, message, args);
    const copies = addressed(callee, message, parts);
    const at = simulator.lines.callerOf(Client.prototype.call);
    if (!callee.up && timeout === undefined) {
      throw new ScenarioError(
        `${this.name} would wait for ever: ${callee.name} is down; give the call a timeout, or restart ${callee.name} first`,
      );
    }
    return simulator.script.inStepOf(this.#machine, () =>
      simulator.calls.begin(this.#machine, { callee, name: message, args: copies, timeout, at }),
    ) as Promise<Reply<T, K>>;
  }

  /**
   * Sends a node a message in the name of another: `mallory.forge(bank, shop, "paid", 100)`. Nothing in the message
   * tells the difference, unless the network is sealed.
   */
  forge<T, K extends Messages<T>>(as: Ref<unknown>, to: Ref<T>, message: K, ...args: Arguments<T, K>): void {
    const { simulator } = this.#directory;
    const [claimed, callee] = [this.#directory.machine(as), this.#directory.machine(to)];
    const copies = addressed(callee, message, args);
    const at = simulator.lines.callerOf(Client.prototype.forge);
    void simulator.script.inStepOf(this.#machine, () => {
      simulator.network.send({
        kind: "forge",
        from: this.#machine,
        to: callee,
        name: message,
        args: copies,
        at,
        as: claimed,
      });
      return Promise.resolve();
    });
  }

  /** Leaves a remark in the diagram, at this client and moment. */
  note(text: string): void {
    const { simulator } = this.#directory;
    const at = simulator.lines.callerOf(Client.prototype.note);
    const clocks = this.#machine.tick(simulator.now);
    simulator.record(() => ({
      kind: "note",
      time: simulator.now,
      node: this.#machine.index,
      at,
      clocks,
      text,
    }));
  }
}
