import type { ClockReadings } from "../trace/event.ts";
import { drop } from "./drop.ts";
import type { Message } from "./message.ts";
import type { Doing } from "./queue.ts";
import type { Simulator } from "./simulator.ts";

/**
 * A message has reached its receiver, which listens: the answer to a call, or something to handle. It waits if the
 * receiver has no time for it.
 * @param arrived When it reached the machine, if that was earlier, in ms.
 */
export function receive(simulator: Simulator, message: Message, arrived: number | undefined): void {
  const { intake } = message.to;
  if (intake?.full !== true) take(simulator, message, arrived);
  else
    intake.wait({
      since: arrived ?? simulator.now,
      doing: () => doingOf(simulator, message),
      act: (since) => take(simulator, message, since),
      forget: () => drop(simulator, message, "receiver down"),
    });
}

function take(simulator: Simulator, message: Message, arrived: number | undefined): void {
  if (message.kind === "reply") simulator.calls.receiveReply(message, arrived);
  else handle(simulator, message, arrived);
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

function handle(simulator: Simulator, message: Message, arrived: number | undefined): void {
  const { to, name, args } = message;
  const program = to.program!;
  const clocks = to.receive(simulator.now, message.stamp);
  simulator.beginStep(to);
  simulator.cause =
    simulator.recorder === undefined
      ? simulator.count()
      : recordDelivery(simulator, message, clocks, arrived);
  if (message.kind === "send" || message.kind === "forge")
    simulator.execute(to, () => program.handle(name, args));
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

function recordDelivery(
  simulator: Simulator,
  message: Message,
  clocks: ClockReadings,
  arrived: number | undefined,
): number {
  const { to, name, sent, id } = message;
  return simulator.record(() => {
    const event = {
      kind: "deliver" as const,
      time: simulator.now,
      node: to.index,
      cause: sent,
      at: simulator.lines.handlerOf(to, name),
      clocks,
      message: id,
    };
    return arrived === undefined ? event : { ...event, arrived };
  });
}
