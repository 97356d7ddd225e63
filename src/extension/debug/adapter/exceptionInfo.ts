import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe } from "../../../trace/describe.ts";
import { isFault } from "../../../trace/search/kinds.ts";
import type { Trace } from "../../../trace/trace.ts";
import { whyChain } from "../../../trace/why.ts";
import { frameName } from "./frameName.ts";
import { locationOf } from "./source.ts";
import type { View } from "./view.ts";

/** How many of the events that led there are told of. */
const MOST_CAUSES = 10;

/** What happened where one stands, in the words of the protocol for an exception. */
export function exceptionInfo({ trace, step }: View): DebugProtocol.ExceptionInfoResponse["body"] {
  const chain = whyChain(trace, step).slice(1, 1 + MOST_CAUSES);
  const causes = chain.map((event) => {
    const location = locationOf(trace, event);
    return `    ${frameName(trace, event)}${location ? ` (${location.file}:${location.line})` : ""}`;
  });
  return {
    exceptionId: kindOf(trace, step),
    description: describe(trace, step),
    breakMode: "always",
    details: { stackTrace: causes.join("\n") },
  };
}

function kindOf(trace: Trace, index: number): string {
  const event = trace.events[index];
  if (event.kind === "violation") return `violated check “${trace.checks[event.check].name}”`;
  if (event.kind === "reply") return "exception in a handler";
  if (event.kind === "drop") return "lost message";
  if (event.kind === "end") return "the run broke off";
  return isFault(event) ? "fault" : "diverging copies";
}
