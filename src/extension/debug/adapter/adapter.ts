import type { DebugProtocol } from "@vscode/debugprotocol";
import { counterpart } from "../../../trace/comparison/correspondingEvent.ts";
import { breakpointing } from "./breakpointing.ts";
import { capabilities } from "./capabilities.ts";
import { Client } from "./client.ts";
import { Connection, type Handlers } from "./connection.ts";
import type { Debuggee } from "./debuggee.ts";
import { inspection } from "./inspection.ts";
import { Motion, type StopAt } from "./motion.ts";
import { tellOutcome } from "./outcome.ts";
import { sourceOf } from "./stacks.ts";
import { View } from "./view.ts";

/** What a debug session of this type is started with. */
export interface LaunchArguments extends DebugProtocol.LaunchRequestArguments {
  readonly stopAt?: StopAt;
}

/** Debugs a recorded run, forwards and backwards, by the Debug Adapter Protocol. */
export class DebugAdapter {
  readonly #connection: Connection;
  readonly #view: View;
  readonly #motion: Motion;
  readonly #handlers: Handlers;
  #launched: LaunchArguments | undefined;
  #configured = false;
  /** Whether the client knows where one stands, and should hear of it when that changes. */
  #running = false;

  /** @param send takes what is for the client */
  constructor(debuggee: Debuggee, send: (message: DebugProtocol.ProtocolMessage) => void) {
    this.#connection = new Connection(send);
    this.#view = new View(debuggee);
    this.#motion = new Motion(this.#view, this.#connection);
    this.#handlers = {
      ...this.#lifecycle(),
      ...inspection(this.#view),
      ...breakpointing(this.#view),
      ...this.#motion.handlers,
    };
  }

  /** Takes a request of the client; answers it before returning. */
  handle(request: DebugProtocol.Request): void {
    this.#connection.answer(request, this.#handlers);
  }

  /** Somebody else has gone to another event, or the run has been made anew. */
  follow(): void {
    const { debuggee, trace, step } = this.#view;
    if (debuggee.trace === trace && debuggee.step === step) return;
    const replaced = debuggee.trace !== trace;
    const kept = !replaced || counterpart(trace, step, debuggee.trace) === debuggee.step;
    this.#view.update();
    if (replaced) this.#rebind();
    if (!this.#running) return;
    if (!kept) {
      const text =
        "The new run has no event that corresponds to the one at which you stood; this one comes nearest.";
      this.#connection.print(text);
    }
    this.#motion.stopped("goto");
  }

  #lifecycle(): Handlers {
    return {
      initialize: (args: DebugProtocol.InitializeRequestArguments) => {
        this.#view.show(new Client(args));
        this.#connection.event("initialized");
        return capabilities;
      },
      launch: (args: LaunchArguments) => {
        this.#launched = args;
        this.#begin();
      },
      configurationDone: () => {
        this.#configured = true;
        this.#begin();
      },
      terminate: () => this.#end(),
      disconnect: () => {
        this.#running = false;
      },
    };
  }

  #begin(): void {
    if (!this.#launched || !this.#configured) return;
    for (const { text, location } of tellOutcome(this.#view.trace)) {
      const { debuggee, client } = this.#view;
      const source = location && { source: sourceOf(debuggee, location.file), ...client.place(location) };
      this.#connection.print(text, { category: "stdout", ...source });
    }
    if (this.#launched.noDebug) {
      this.#end();
      return;
    }
    this.#running = true;
    this.#motion.begin(this.#launched.stopAt ?? "breakpoint");
  }

  #end(): void {
    this.#running = false;
    this.#connection.event("terminated");
  }

  #rebind(): void {
    for (const breakpoint of this.#view.breakpoints.rebind(this.#view.recording))
      this.#connection.event("breakpoint", { reason: "changed", breakpoint });
  }
}
