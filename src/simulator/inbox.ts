import type { ClockReadings } from "../trace/event.ts";
import type { Message } from "./message.ts";
import type { Doing } from "./queue.ts";
import type { Simulator } from "./simulator.ts";

/** A message has reached its receiver, which listens: the answer to a call, or something to handle. */
export function receive(simulator: Simulator, message: Message): void {
  if (message.kind === "reply") simulator.calls.receiveReply(message);
  else handle(simulator, message);
}

/** What the arrival of a message sets in motion. */
export function doingOf(simulator: Simulator, { kind, from, to, name, request }: Message): Doing {
  if (kind === "reply") {
    return {
      what: `what follows ${from.name}'s answer to ${name}`,
      at: simulator.calls.waitingFor(request!)?.at,
    };
  }
  return { what: `${to.name}'s handler of ${name}`, at: simulator.lines.handlerOf(to, name) };
}

function handle(simulator: Simulator, message: Message): void {
  const { to, name, args } = message;
  const program = to.program!;
  const clocks = to.receive(simulator.now, message.stamp);
  simulator.beginStep(to);
  simulator.cause =
    simulator.recorder === undefined ? simulator.count() : recordDelivery(simulator, message, clocks);
  if (message.kind === "send") simulator.execute(to, () => program.handle(name, args));
  else answer(simulator, message);
}

function answer(simulator: Simulator, message: Message): void {
  const { to, name, args } = message;
  simulator.execute(
    to,
    () => to.program!.handle(name, args),
    (result) => simulator.calls.answer(message, result),
    (error) => simulator.calls.refuse(message, error),
  );
}

function recordDelivery(simulator: Simulator, message: Message, clocks: ClockReadings): number {
  const { to, name, sent, id } = message;
  return simulator.record(() => ({
    kind: "deliver",
    time: simulator.now,
    node: to.index,
    cause: sent,
    at: simulator.lines.handlerOf(to, name),
    clocks,
    message: id,
  }));
}
