import type { Network } from "../simulator/network.ts";
import { payloadSize } from "../simulator/payloadSize.ts";
import { Wire } from "./wire.ts";
import { ScenarioError } from "./errors.ts";
import type { Intercepted } from "./intercept.ts";

/** How messages between nodes fare, and what holds for the network as a whole. */
export class WholeNetwork extends Wire {
  readonly #network: Network;
  readonly #view: (message: Parameters<Network["sizeOf"]>[0]) => Intercepted;
  #size: number | ((message: Intercepted) => number) | undefined;

  /** @internal Found at `world.network`. */
  constructor(network: Network, view: (message: Parameters<Network["sizeOf"]>[0]) => Intercepted) {
    super("network", network.settings, network.settings, () => network.settingsChanged());
    this.#network = network;
    this.#view = view;
  }

  /**
   * Whether messages are sealed: receivers recognise one that was tampered with or forged, and throw it away. Reading
   * it on its way is still possible.
   */
  get sealed(): boolean {
    return this.#network.sealed;
  }

  set sealed(sealed: boolean) {
    this.#network.sealed = sealed;
  }

  /**
   * The size of a message in bytes, for links with a bandwidth: one for all, or worked out for each. Unless set, it
   * is what name and arguments take as JSON, and 40 bytes for addresses.
   */
  get size(): number | ((message: Intercepted) => number) | undefined {
    return this.#size;
  }

  set size(size: number | ((message: Intercepted) => number) | undefined) {
    if (typeof size === "number" && !(size >= 0 && size < Infinity))
      throw new ScenarioError(
        `network.size is ${size}; it must be a number of bytes from 0 up, or a function`,
      );
    this.#size = size;
    this.#network.sizeOf =
      typeof size === "number"
        ? () => size
        : typeof size === "function"
          ? (message) => size(this.#view(message))
          : payloadSize;
  }
}
