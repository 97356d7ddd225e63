import type { DebugProtocol } from "@vscode/debugprotocol";
import { Moment } from "../expression/moment.ts";
import type { Recording } from "../expression/recording.ts";
import { fromDataId } from "../fieldPath.ts";
import { placeOfField } from "./fields.ts";
import { placeOfFilter } from "./filters.ts";
import { placeOfLine } from "./lines.ts";
import { placeOfMessage } from "./messages.ts";
import type { Search } from "./search.ts";
import { Trap, type Place, type Reason, type TrapOptions } from "./trap.ts";

/** What a breakpoint says when the run comes by. */
export interface LogEntry {
  readonly event: number;
  readonly text: string;
}

/** The source files of a run. */
export interface Sources {
  /** The text of a file, if it can be had. */
  textOf(file: string): string | undefined;
  /** How the client is told of a line of a file, counted from 1. */
  toClient(file: string, line: number): Pick<DebugProtocol.Breakpoint, "source" | "line">;
}

/** All breakpoints that are set, of whatever kind. */
export class Breakpoints {
  readonly #sources: Sources;
  /** By what they were set with: one of the kinds, or lines of one file. */
  readonly #traps = new Map<string, readonly Trap[]>();
  /** What the client knows of each. */
  readonly #told = new Map<Trap, DebugProtocol.Breakpoint>();
  #recording: Recording;
  #nextId = 1;

  constructor(recording: Recording, sources: Sources) {
    this.#recording = recording;
    this.#sources = sources;
  }

  /** Sets the breakpoints on lines of a file, counted from 1. */
  setLines(file: string, wanted: readonly DebugProtocol.SourceBreakpoint[]): DebugProtocol.Breakpoint[] {
    return this.#set(`lines of ${file}`, "breakpoint", wanted, (recording, { line: from }) => {
      const { line, events } = placeOfLine(recording.trace, file, from, this.#sources.textOf(file));
      const verified = events.length > 0;
      const message = "Nothing in this run comes from this line.";
      return {
        events,
        shown: { verified, ...this.#sources.toClient(file, line), ...(verified ? {} : { message }) },
      };
    });
  }

  /** Sets the breakpoints on messages. */
  setMessages(wanted: readonly DebugProtocol.FunctionBreakpoint[]): DebugProtocol.Breakpoint[] {
    return this.#set("messages", "function breakpoint", wanted, ({ trace }, { name }) =>
      placeOfMessage(trace, name),
    );
  }

  /** Sets the breakpoints on what happens wherever in the source. */
  setFilters(wanted: readonly DebugProtocol.ExceptionFilterOptions[]): DebugProtocol.Breakpoint[] {
    return this.#set("filters", "exception", wanted, ({ trace }, { filterId }) =>
      placeOfFilter(trace, filterId),
    );
  }

  /** Sets the breakpoints on fields. */
  setFields(wanted: readonly DebugProtocol.DataBreakpoint[]): DebugProtocol.Breakpoint[] {
    return this.#set("fields", "data breakpoint", wanted, (recording, { dataId }) => {
      const path = fromDataId(dataId);
      const unknown = { verified: false, message: "This is no field of a node." };
      return path ? placeOfField(recording, path) : { events: [], shown: unknown };
    });
  }

  /** Finds the places of all in another run, and tells which of them the client should know otherwise. */
  rebind(recording: Recording): DebugProtocol.Breakpoint[] {
    this.#recording = recording;
    return [...this.#traps.values()].flat().flatMap((trap) => {
      const before = JSON.stringify(this.#told.get(trap));
      const now = this.#bind(trap);
      return JSON.stringify(now) === before ? [] : [now];
    });
  }

  /** The first event after another one at which to stop. */
  next(event: number, search: Search): number | undefined {
    return this.#stopping().reduce<number | undefined>(
      (found, trap) => trap.next(event, found ?? Infinity, search) ?? found,
      undefined,
    );
  }

  /** The last event before another one at which to stop. */
  previous(event: number, search: Search): number | undefined {
    return this.#stopping().reduce<number | undefined>(
      (found, trap) => trap.previous(event, found ?? -Infinity, search) ?? found,
      undefined,
    );
  }

  /** The breakpoints that stop at an event. */
  hitsAt(event: number, search: Search): readonly Trap[] {
    return this.#stopping().filter((trap) => trap.isHit(event, search));
  }

  /** What breakpoints say from after an event up to another one, in that order, and no more than so much. */
  logs(after: number, upTo: number, search: Search, most: number): LogEntry[] {
    const entries: LogEntry[] = [];
    for (const trap of this.#all()) {
      if (!trap.log) continue;
      let event = trap.next(after, upTo + 1, search);
      for (let said = 0; event !== undefined && said < most && !search.exhausted; said++) {
        entries.push({ event, text: trap.log(new Moment(this.#recording, event)) });
        event = trap.next(event, upTo + 1, search);
      }
    }
    return entries.sort((a, b) => a.event - b.event).slice(0, most);
  }

  #set<Wanted extends TrapOptions>(
    key: string,
    reason: Reason,
    wanted: readonly Wanted[],
    find: (recording: Recording, wanted: Wanted) => Place,
  ): DebugProtocol.Breakpoint[] {
    for (const trap of this.#traps.get(key) ?? []) this.#told.delete(trap);
    const traps = wanted.map(
      (options) => new Trap(this.#nextId++, reason, options, (recording) => find(recording, options)),
    );
    this.#traps.set(key, traps);
    return traps.map((trap) => this.#bind(trap));
  }

  #bind(trap: Trap): DebugProtocol.Breakpoint {
    const shown = trap.bind(this.#recording);
    this.#told.set(trap, shown);
    return shown;
  }

  #all(): readonly Trap[] {
    return [...this.#traps.values()].flat();
  }

  #stopping(): readonly Trap[] {
    return this.#all().filter(({ log }) => log === undefined);
  }
}
