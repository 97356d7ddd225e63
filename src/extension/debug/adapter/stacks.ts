import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Location } from "../../../trace/trace.ts";
import { whyChain } from "../../../trace/why.ts";
import type { Client } from "./client.ts";
import type { Debuggee } from "./debuggee.ts";
import { frameName } from "./frameName.ts";
import { isBetweenLines, locationOf } from "./source.ts";
import type { Threads } from "./threads.ts";

/** A frame of a call stack: an event, and the moment of the run at which to look at it. */
export interface Frame {
  readonly event: number;
  /** Index of the event just after which that is: for what is further down in a stack the frame's own. */
  readonly step: number;
}

/** A call stack, and the identity of its first frame; the others follow. */
interface Stack {
  readonly first: number;
  readonly chain: readonly number[];
  /** Index of the event at which everyone stood. */
  readonly step: number;
}

/**
 * The call stacks of all threads at one place in a run. A stack is a chain of causes: what happened last on the
 * thread, the message that led to it, the handler that sent that, and so on.
 */
export class Stacks {
  readonly #debuggee: Debuggee;
  readonly #client: Client;
  /** Of those that were asked for since the place changed, by thread. */
  readonly #stacks = new Map<number, Stack>();
  #nextId = 1;

  constructor(debuggee: Debuggee, client: Client) {
    this.#debuggee = debuggee;
    this.#client = client;
  }

  /** Forgets the frames: the place has changed. */
  clear(): void {
    this.#stacks.clear();
  }

  /** A part of the stack of a thread, and how many frames it has. */
  of(
    thread: number,
    threads: Threads,
    from = 0,
    levels = 0,
  ): { stackFrames: DebugProtocol.StackFrame[]; totalFrames: number } {
    const { first, chain } = this.#stack(thread, threads);
    const part = chain.slice(from, levels > 0 ? from + levels : undefined);
    return {
      stackFrames: part.map((event, index) =>
        from + index === 0 ? this.#top(first, event) : this.#frame(first + from + index, event),
      ),
      totalFrames: chain.length,
    };
  }

  /** @throws {Error} When there is no such frame any more. */
  frame(id: number): Frame {
    for (const { first, chain, step } of this.#stacks.values()) {
      const depth = id - first;
      const event = chain.at(Math.max(depth, 0));
      if (depth >= 0 && event !== undefined) return { event, step: depth === 0 ? step : event };
    }
    throw new Error("This frame is no longer there.");
  }

  #stack(thread: number, threads: Threads): Stack {
    const known = this.#stacks.get(thread);
    if (known) return known;
    const { trace, step } = this.#debuggee;
    const top = threads.latest(thread, step);
    const chain = top === undefined ? [] : whyChain(trace, top);
    const stack = { first: this.#nextId, chain, step };
    this.#nextId += chain.length;
    this.#stacks.set(thread, stack);
    return stack;
  }

  /**
   * The first frame of a stack. A client may select no frame that is hinted at as less important or has no line, and
   * then shows the state of another moment, or none: where this one has no line, it stands at the latest one before.
   */
  #top(id: number, event: number): DebugProtocol.StackFrame {
    const { trace } = this.#debuggee;
    for (let at = event; at >= 0; at--) {
      const location = locationOf(trace, at);
      if (location) return { id, name: frameName(trace, event), ...this.#place(location) };
    }
    return this.#frame(id, event);
  }

  #frame(id: number, event: number): DebugProtocol.StackFrame {
    const { trace } = this.#debuggee;
    const location = locationOf(trace, event);
    const name = frameName(trace, event);
    if (!location) return { id, name, line: 0, column: 0, presentationHint: "label" };
    return {
      id,
      name,
      ...this.#place(location),
      ...(isBetweenLines(trace, event) && { presentationHint: "subtle" as const }),
    };
  }

  #place(location: Location): Pick<DebugProtocol.StackFrame, "source" | "line" | "column"> {
    return { source: sourceOf(this.#debuggee, location.file), ...this.#client.place(location) };
  }
}

/** A source file of the run, for the client. */
export function sourceOf(debuggee: Debuggee, file: string): DebugProtocol.Source {
  return { name: file.slice(file.lastIndexOf("/") + 1), path: debuggee.pathOf(file) };
}
