import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe } from "../../../trace/describe.ts";
import { formatTime } from "../../../trace/format.ts";
import { tellRoot } from "../../../trace/why.ts";
import { placesOf } from "./breakpoints/lines.ts";
import { Search } from "./breakpoints/search.ts";
import type { Connection, Handlers } from "./connection.ts";
import { locationOf } from "./source.ts";
import { sourceOf } from "./stacks.ts";
import { nearest, stepInto, stepOut, stepOver, targetsOf } from "./stepping.ts";
import type { View } from "./view.ts";

/** How many lines of breakpoints that only say something are printed on one way. */
const MOST_LINES = 1_000;

/** Where to begin: at the first breakpoint or failed check, or at one of these events. */
export type StopAt = "breakpoint" | "first" | "violation" | "last";

/** Goes through the run, and tells the client where it has stopped. */
export class Motion {
  readonly #view: View;
  readonly #connection: Connection;
  /** Whether the client explains the last stop. */
  #explained = false;

  constructor(view: View, connection: Connection) {
    this.#view = view;
    this.#connection = connection;
  }

  /** The requests that go somewhere, or ask where one can go. */
  get handlers(): Handlers {
    const view = this.#view;
    return {
      next: () => this.#step(stepOver(view.trace, view.step)),
      stepBack: () => this.#step(Math.max(0, view.step - 1)),
      stepIn: ({ threadId, targetId }: DebugProtocol.StepInArguments) =>
        this.#step(targetId ?? stepInto(view.trace, view.threads, threadId, view.step)),
      stepInTargets: ({ frameId }: DebugProtocol.StepInTargetsArguments) => ({
        targets: targetsOf(view.trace, view.stacks.frame(frameId).event).map(({ event, label }) => ({
          id: event,
          label,
        })),
      }),
      stepOut: ({ threadId }: DebugProtocol.StepOutArguments) => this.#stepOut(threadId),
      continue: () => {
        this.#run("forwards", view.step);
        return { allThreadsContinued: true };
      },
      reverseContinue: () => this.#run("backwards", view.step),
      restart: () => this.#go(0, "entry"),
      restartFrame: ({ frameId }: DebugProtocol.RestartFrameArguments) =>
        this.#go(view.stacks.frame(frameId).event, "restart"),
      gotoTargets: (args: DebugProtocol.GotoTargetsArguments) => ({ targets: this.#targets(args) }),
      goto: ({ targetId }: DebugProtocol.GotoArguments) => this.#go(targetId, "goto"),
      // It stands still between requests anyway.
      pause: () => this.stopped("pause"),
    };
  }

  /** Goes where one begins. */
  begin(stopAt: StopAt): void {
    const { trace, last } = this.#view;
    const violation = trace.events.findIndex(({ kind }) => kind === "violation");
    if (stopAt === "first") this.#go(0, "entry");
    else if (stopAt === "last") this.#go(last, "entry");
    else if (stopAt === "violation" && violation >= 0) this.#go(violation, "exception");
    else this.#run("forwards", -1);
  }

  /** Tells the client that one stands where one stands now, and why. */
  stopped(reason: string, hitBreakpointIds: number[] = []): void {
    const { trace, step, threads } = this.#view;
    const threadId = threads.of(step);
    // The explanation stands until one goes on, and not everybody who goes elsewhere does so through the client.
    if (this.#explained) this.#connection.event("continued", { threadId, allThreadsContinued: true });
    this.#explained = reason === "exception";
    this.#connection.event("stopped", {
      reason,
      description: `${reason} · ${formatTime(trace.events[step].time)}`,
      text: describe(trace, step),
      threadId,
      allThreadsStopped: true,
      ...(hitBreakpointIds.length > 0 && { hitBreakpointIds }),
    });
  }

  #step(target: number): void {
    const { step } = this.#view;
    const search = new Search(this.#view.recording);
    this.#view.moveTo(target);
    this.#log(step, search);
    const hits = this.#view.breakpoints.hitsAt(this.#view.step, search);
    const exception = hits.some(({ reason }) => reason === "exception");
    const ids = hits.map(({ id }) => id);
    this.#complain(search);
    this.stopped(exception ? "exception" : "step", ids);
  }

  #stepOut(thread: number): void {
    const { trace, threads, step } = this.#view;
    const top = threads.latest(thread, step) ?? step;
    const cause = stepOut(trace, top);
    if (cause === undefined) this.#connection.print(`${tellRoot(trace, top)}.`);
    this.#step(cause ?? step);
  }

  #run(direction: "forwards" | "backwards", from: number): void {
    const { breakpoints, recording, last } = this.#view;
    const search = new Search(recording);
    const found =
      direction === "forwards" ? breakpoints.next(from, search) : breakpoints.previous(from, search);
    const edge = direction === "forwards" ? last : 0;
    this.#view.moveTo(found ?? edge);
    const gaveUp = search.exhausted;
    if (direction === "forwards") this.#log(from, search);
    const hits = found === undefined || gaveUp ? [] : breakpoints.hitsAt(found, search);
    this.#complain(search);
    const end = direction === "forwards" ? "end of the run" : "beginning of the run";
    const reasons = hits.map(({ reason }) => reason);
    const reason = reasons.find((reason) => reason === "exception") ?? reasons.at(0);
    this.stopped(
      reason ?? (gaveUp ? "pause" : end),
      hits.map(({ id }) => id),
    );
  }

  #go(target: number, reason: string): void {
    this.#view.moveTo(target);
    this.stopped(reason);
  }

  #targets({ source, line }: DebugProtocol.GotoTargetsArguments): DebugProtocol.GotoTarget[] {
    const { client, debuggee, step, trace } = this.#view;
    const file = debuggee.fileOf(source.path ?? "");
    const places = file === undefined ? [] : placesOf(trace, file);
    const events = places.find((place) => place.line === client.line(line))?.events ?? [];
    return nearest(events, step).map((id) => ({
      id,
      label: `${formatTime(trace.events[id].time)} · ${describe(trace, id)}`,
      line,
    }));
  }

  /** Prints what breakpoints have to say that one has come by since an event. */
  #log(after: number, search: Search): void {
    const { breakpoints, client, debuggee, step, trace } = this.#view;
    const entries = breakpoints.logs(after, step, search, MOST_LINES + 1);
    for (const { event, text } of entries.slice(0, MOST_LINES)) {
      const location = locationOf(trace, event);
      const source = location && { source: sourceOf(debuggee, location.file), ...client.place(location) };
      this.#connection.print(text, { category: "stdout", ...source });
    }
    if (entries.length > MOST_LINES) this.#connection.print("… and more of them.");
  }

  /** Says what was wrong with conditions. */
  #complain(search: Search): void {
    const problems = search.mistakes.map((mistake) => `A condition can't be worked out: ${mistake}`);
    if (search.exhausted) problems.push("The conditions take too long to work out; one stops here.");
    for (const problem of problems) this.#connection.print(problem, { category: "stderr" });
  }
}
