import { relation } from "../../src/trace/happensBefore.ts";
import { operations } from "../../src/trace/operations.ts";
import type { Trace } from "../../src/trace/trace.ts";

/** Why an event stays lit while the rest steps back: it led to the selected one, followed from it, or belongs to it. */
export type Light = "past" | "future" | "own";

/** What is lit. Asked only for what is in view, so it takes no time for the rest of the run. */
export type Lights = (event: number) => Light | undefined;

/** What to light up: everything, causes and effects of the selected event, or the operation that it belongs to. */
export type LightChoice = "everything" | "causes" | "operation";

/** What is lit by a choice; nothing steps back where there are no lights. */
export function lightsOf(choice: LightChoice, trace: Trace, selected: number): Lights | undefined {
  if (choice === "causes") return coneOf(trace, selected);
  return choice === "operation" ? operationOf(trace, selected) : undefined;
}

/** What led to an event and what it led to; all else happened beside it. */
export function coneOf(trace: Trace, selected: number): Lights {
  return (event) => {
    switch (relation(trace, event, selected)) {
      case "before":
        return "past";
      case "after":
        return "future";
      case "same":
        return "own";
      case "concurrent":
      case undefined:
        return undefined;
    }
  };
}

/** All that belongs to the same operation of a client as an event; `undefined` if it belongs to none. */
export function operationOf(trace: Trace, selected: number): Lights | undefined {
  const { of } = operations(trace);
  const operation = of[selected];
  return operation < 0 ? undefined : (event) => (of[event] === operation ? "own" : undefined);
}
