import type { DebugProtocol } from "@vscode/debugprotocol";
import { placesOf } from "./breakpoints/lines.ts";
import type { Handlers } from "./connection.ts";
import { compile } from "./expression/compile.ts";
import { ExpressionError } from "./expression/expressionError.ts";
import { NodeView } from "./expression/nodeView.ts";
import { tellPath, toDataId, type FieldPath } from "./fieldPath.ts";
import type { View } from "./view.ts";

/** Requests about breakpoints. */
export function breakpointing(view: View): Handlers {
  const { breakpoints, debuggee } = view;
  return {
    setBreakpoints: ({ source, breakpoints: wanted = [] }: DebugProtocol.SetBreakpointsArguments) => {
      const file = debuggee.fileOf(source.path ?? "");
      const message = "This run has nothing to do with this file.";
      if (file === undefined) return { breakpoints: wanted.map(() => ({ verified: false, message })) };
      const lines = wanted.map((breakpoint) => ({ ...breakpoint, line: view.client.line(breakpoint.line) }));
      return { breakpoints: breakpoints.setLines(file, lines) };
    },
    setFunctionBreakpoints: ({ breakpoints: wanted }: DebugProtocol.SetFunctionBreakpointsArguments) => ({
      breakpoints: breakpoints.setMessages(wanted),
    }),
    setExceptionBreakpoints: (args: DebugProtocol.SetExceptionBreakpointsArguments) => {
      const { filters, filterOptions = [] } = args;
      const plain = filters.map((filterId) => ({ filterId }));
      return { breakpoints: breakpoints.setFilters([...plain, ...filterOptions]) };
    },
    setDataBreakpoints: ({ breakpoints: wanted }: DebugProtocol.SetDataBreakpointsArguments) => ({
      breakpoints: breakpoints.setFields(wanted),
    }),
    dataBreakpointInfo: (args: DebugProtocol.DataBreakpointInfoArguments) => {
      const field = fieldOf(view, args);
      if (!field) return { dataId: null, description: "Only a field of a node's state can be watched." };
      return {
        dataId: toDataId(field),
        description: tellPath(field),
        accessTypes: ["write"],
        canPersist: true,
      };
    },
    breakpointLocations: ({ source, line, endLine = line }: DebugProtocol.BreakpointLocationsArguments) => {
      const file = debuggee.fileOf(source.path ?? "");
      const [from, to] = [view.client.line(line), view.client.line(endLine)];
      const places = (file === undefined ? [] : placesOf(view.trace, file)).filter(
        (place) => place.line >= from && place.line <= to,
      );
      return {
        breakpoints: places.map(({ line: at }) => ({
          line: view.client.place({ line: at, column: 1 }).line,
        })),
      };
    },
  };
}

/** The field that is shown under a name, or that an expression names. */
function fieldOf(
  view: View,
  { variablesReference, name, frameId }: DebugProtocol.DataBreakpointInfoArguments,
): FieldPath | undefined {
  if (variablesReference) return view.variables.entry(variablesReference, name)?.field;
  const [, owner = "this", field] = /^(?:(.+)\.)?([\p{ID_Continue}$]+)$/u.exec(name.trim()) ?? [];
  const node = attempt(() => compile(owner)(view.moment(frameId)));
  // Where the node has not started yet, too.
  if (!(node instanceof NodeView) || !view.recording.history.fields(node.index).includes(field))
    return undefined;
  return { node: node.name, field, keys: [] };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}
