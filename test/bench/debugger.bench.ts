/**
 * How soon the debugger answers: a step with all that an editor asks for after it, on a run of 10,000 events, and the
 * way back to a breakpoint on one of 100,000, as times and as ratios to going once through all events of the run.
 */
import type { DebugProtocol } from "@vscode/debugprotocol";
import { DebugAdapter } from "../../src/extension/debug/adapter/adapter.ts";
import type { Debuggee } from "../../src/extension/debug/adapter/debuggee.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { TraceBuilder } from "../unit/traces.ts";
import { median, report } from "./report.ts";

const ROUNDS = 15;
const FILE = "shop.scenario.ts";

/** A run in which one handler leads to the next, so that the chain of causes is as long as it can be. */
function relay(events: number): Trace {
  const run = new TraceBuilder("a", "b", "c");
  const [sends, handles] = [run.location(FILE, 10), run.location(FILE, 20)];
  for (const node of ["a", "b", "c"]) run.start(node, { seen: 0, log: [] });
  let message = run.send("send", "a", "b", "token", [0], 1);
  for (let hop = 1; 2 * hop < events; hop++) {
    run.time = hop;
    run.deliver(message, { seen: hop, log: [hop, hop + 1] });
    const names = ["a", "b", "c"];
    message = run.send("send", names[hop % 3], names[(hop + 1) % 3], "token", [hop], 1);
  }
  const trace = run.finish();
  let cause: number | undefined;
  const linked = trace.events.map((event) => {
    if (event.kind !== "send" && event.kind !== "deliver") return event;
    const located = {
      ...event,
      at: event.kind === "send" ? sends : handles,
      ...(cause !== undefined && { cause }),
    };
    cause = event.index;
    return located;
  });
  return { ...trace, events: linked };
}

/** What is asked for after a step. */
interface Bodies {
  threads: DebugProtocol.ThreadsResponse["body"];
  stackTrace: DebugProtocol.StackTraceResponse["body"];
  scopes: DebugProtocol.ScopesResponse["body"];
}

/** An adapter in a run, and a way to ask it. */
function start(trace: Trace) {
  const debuggee: Debuggee & { step: number } = {
    trace,
    step: 0,
    moveTo(step) {
      debuggee.step = step;
    },
    pathOf: (file) => file,
    fileOf: (path) => path,
    textOf: () => undefined,
  };
  let body: unknown;
  const adapter = new DebugAdapter(debuggee, (message) => {
    if (message.type !== "response") return;
    const response = message as DebugProtocol.Response;
    if (!response.success) throw new Error(response.message);
    body = response.body;
  });
  let seq = 0;
  const ask = (command: string, args: object = {}): unknown => {
    adapter.handle({ seq: ++seq, type: "request", command, arguments: args });
    return body;
  };
  const look = <Command extends keyof Bodies>(command: Command, args?: object): Bodies[Command] =>
    ask(command, args) as Bodies[Command];
  ask("initialize", { adapterID: "faultline", supportsVariablePaging: true });
  ask("launch", { stopAt: "last" });
  ask("configurationDone");
  const goTo = (step: number) => {
    debuggee.step = step;
    adapter.follow();
  };
  return { debuggee, ask, look, goTo };
}

/** CPU time of this process, which other processes of a busy machine don't lengthen. */
function milliseconds(action: () => void): number {
  const started = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** Looks once at each event of a run: what anything that reads a run costs at least. */
function once(trace: Trace): number {
  let sum = 0;
  const took = milliseconds(() => {
    for (const event of trace.events) sum += (event.at ?? 0) + (event.cause ?? 0) + event.time;
  });
  if (Number.isNaN(sum)) throw new Error("the run has no times");
  return took;
}

/** A step back, and what an editor asks for then: threads, stacks, all scopes of the top frame and their variables. */
function step(events: number): void {
  const trace = relay(events);
  const { ask, look, goTo } = start(trace);
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    goTo(trace.events.length - 10 - round);
    const took = milliseconds(() => {
      ask("stepBack", { threadId: 1 });
      const { threads } = look("threads");
      const stacks = threads.map(({ id }) =>
        look("stackTrace", {
          threadId: id,
          startFrame: 0,
          levels: 20,
        }),
      );
      const frame = stacks.find(({ stackFrames }) => stackFrames.length > 0)!.stackFrames[0];
      const { scopes } = look("scopes", { frameId: frame.id });
      for (const { variablesReference } of scopes) ask("variables", { variablesReference });
    });
    if (round > 0) times.push(took);
  }
  const base = median(Array.from({ length: ROUNDS }, () => once(trace)));
  const ms = median(times);
  report("debugger: a step on 10,000 events", { milliseconds: ms, limit: 20, ratioToOnceThrough: ms / base });
}

/** The way back to the very first hit of a breakpoint, with a condition that is false on all others. */
function reverseContinue(events: number): void {
  const trace = relay(events);
  const base = median(Array.from({ length: ROUNDS }, () => once(trace)));
  for (const [name, breakpoint] of [
    ["a breakpoint", { line: 10, hitCondition: "1" }],
    ["a condition", { line: 20, condition: "seen == 1" }],
  ] as const) {
    const { debuggee, ask, goTo } = start(trace);
    ask("setBreakpoints", { source: { path: FILE }, breakpoints: [breakpoint] });
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      goTo(trace.events.length - 2);
      const took = milliseconds(() => ask("reverseContinue", { threadId: 1 }));
      if (debuggee.step > 10) throw new Error(`it stopped at event ${debuggee.step}`);
      if (round > 0) times.push(took);
    }
    const ms = median(times);
    report(`debugger: back to ${name} on 100,000 events`, {
      milliseconds: ms,
      limit: 100,
      ratioToOnceThrough: ms / base,
    });
  }
}

step(10_000);
reverseContinue(100_000);
