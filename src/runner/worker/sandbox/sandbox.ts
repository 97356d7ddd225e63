import type { Ambient } from "../../../dsl/run.ts";
import { ScenarioError } from "../../../dsl/errors.ts";
import { encode } from "../../../trace/encode.ts";
import { formatValue } from "../../../trace/format.ts";
import { virtualDate } from "./virtualDate.ts";

/** What a scenario may not touch, and what to use instead. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  ...say("a run has its own time; use world.sleep or world.at, and in a node this.after or this.sleep", [
    "setTimeout",
    "setInterval",
    "setImmediate",
    "clearTimeout",
    "clearInterval",
    "clearImmediate",
    "requestAnimationFrame",
  ]),
  ...say("a run has no network but its own; let a node or client call a node", [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "BroadcastChannel",
  ]),
  ...say("a run can't reach its host; what it needs stands in the scenario", [
    "process",
    "require",
    "module",
    "Buffer",
    "navigator",
    "location",
    "indexedDB",
    "caches",
    "postMessage",
    "importScripts",
  ]),
  ...say("a run is one thread, so that it comes out the same each time", [
    "Worker",
    "SharedWorker",
    "MessageChannel",
    "SharedArrayBuffer",
    "Atomics",
    "WebAssembly",
  ]),
  ...say("when memory is freed differs from run to run", ["WeakRef", "FinalizationRegistry"]),
};

/** Characters of one value on the console; longer ones are shortened. */
const LONGEST_LOG = 2000;

/** Bytes that binary data of one run may take in all. */
const MAX_BINARY = 256 * 1024 * 1024;

/**
 * Makes a worker's global scope the world of one run: time and chance are virtual, and what would make a run
 * differ or reach outside explains itself. For good: the worker serves scenarios and ends. This is no security
 * boundary, which Workspace Trust is.
 * @param log Takes what the scenario says on the console.
 * @returns How to begin another run in the same scope.
 */
export function closeSandbox(ambient: () => Ambient, log: (line: string) => void): { renew(): void } {
  set(
    "Date",
    virtualDate(() => ambient().now()),
  );
  Object.defineProperty(Math, "random", {
    value: () => ambient().random(),
    writable: true,
    configurable: true,
  });
  set("performance", Object.freeze({ now: () => ambient().now(), timeOrigin: 0 }));
  set(
    "crypto",
    virtualCrypto(() => ambient().random()),
  );
  set("console", virtualConsole(log));
  const renew = limitBinary();
  for (const [name, why] of Object.entries(FORBIDDEN)) {
    const refuse = () => {
      throw new ScenarioError(`${name} isn't available in a scenario: ${why}`);
    };
    // Redefining what Node loads on first use would load it, at the price of a whole run.
    Reflect.deleteProperty(globalThis, name);
    Object.defineProperty(globalThis, name, { get: refuse, set: refuse, configurable: false });
  }
  return { renew };
}

function say(why: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, why]));
}

function set(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

function virtualCrypto(random: () => number): object {
  const byte = () => Math.floor(random() * 256);
  return Object.freeze({
    getRandomValues: (array: Uint8Array) => {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = byte();
      return array;
    },
    randomUUID: () => {
      const digits = Array.from({ length: 16 }, byte);
      digits[6] = (digits[6] & 0x0f) | 0x40;
      digits[8] = (digits[8] & 0x3f) | 0x80;
      const hex = digits.map((each) => each.toString(16).padStart(2, "0")).join("");
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    },
  });
}

function virtualConsole(log: (line: string) => void): object {
  const write = (...values: unknown[]) => log(values.map(show).join(" "));
  return Object.freeze({
    log: write,
    info: write,
    warn: write,
    error: write,
    debug: write,
    trace: write,
    table: write,
  });
}

function show(value: unknown): string {
  return typeof value === "string" ? value : formatValue(encode(value), LONGEST_LOG);
}

/** The heap has a limit of its own; the memory of binary data lies outside it. @returns Forgets what was taken. */
function limitBinary(): () => void {
  let taken = 0;
  const take = (bytes: number) => {
    taken += bytes;
    if (taken > MAX_BINARY) {
      throw new ScenarioError(
        `this run has taken ${MAX_BINARY >> 20} MB of binary data; a scenario must do with less`,
      );
    }
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!/^(ArrayBuffer|(Big)?(Ui|I)nt\d+(Clamped)?Array|Float\d+Array)$/.test(name)) continue;
    const Real = (globalThis as unknown as Record<string, BinaryConstructor>)[name];
    set(
      name,
      new Proxy(Real, {
        construct(target, args: unknown[], newTarget) {
          if (typeof args[0] === "number") take(args[0] * (target.BYTES_PER_ELEMENT ?? 1));
          return Reflect.construct(target, args, newTarget) as object;
        },
      }),
    );
  }
  return () => {
    taken = 0;
  };
}

interface BinaryConstructor {
  new (length: number): object;
  readonly BYTES_PER_ELEMENT?: number;
}
