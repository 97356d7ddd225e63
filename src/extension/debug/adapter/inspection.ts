import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Handlers } from "./connection.ts";
import { completions, evaluate } from "./evaluation.ts";
import { exceptionInfo } from "./exceptionInfo.ts";
import { scopesOf } from "./variables/scopes.ts";
import type { View } from "./view.ts";

/** Requests that only look. */
export function inspection(view: View): Handlers {
  return {
    threads: () => ({ threads: view.threads.at(view.step) }),
    stackTrace: ({ threadId, startFrame, levels }: DebugProtocol.StackTraceArguments) =>
      view.stacks.of(threadId, view.threads, startFrame, levels),
    scopes: ({ frameId }: DebugProtocol.ScopesArguments) => ({ scopes: scopes(view, frameId) }),
    variables: (args: DebugProtocol.VariablesArguments) => ({ variables: view.variables.of(args) }),
    evaluate: (args: DebugProtocol.EvaluateArguments) =>
      evaluate(view.moment(args.frameId), args, view.variables),
    completions: ({
      frameId,
      text,
      line = view.client.firstLine,
      column,
    }: DebugProtocol.CompletionsArguments) => {
      const before = text
        .split("\n")
        .at(view.client.line(line) - 1)
        ?.slice(0, view.client.before(column));
      return { targets: completions(view.moment(frameId), before ?? "", column) };
    },
    exceptionInfo: () => exceptionInfo(view),
  };
}

function scopes(view: View, frameId: number): DebugProtocol.Scope[] {
  return scopesOf(view.moment(frameId)).map(({ name, container, hint }) => ({
    name,
    ...(hint && { presentationHint: hint }),
    variablesReference: view.variables.refer(container),
    ...view.variables.size(container),
    // What one looks at first is shown at once, and its values in the text.
    expensive: hint === undefined,
  }));
}
