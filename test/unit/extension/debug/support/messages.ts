import type { DebugProtocol } from "@vscode/debugprotocol";
import type { LaunchArguments } from "../../../../../src/extension/debug/adapter/adapter.ts";

/** The requests that an adapter of these capabilities has to answer, as the protocol defines them. */
export interface Requests {
  initialize: DebugProtocol.InitializeRequest;
  launch: Omit<DebugProtocol.LaunchRequest, "arguments"> & { arguments: LaunchArguments };
  configurationDone: DebugProtocol.ConfigurationDoneRequest;
  terminate: DebugProtocol.TerminateRequest;
  disconnect: DebugProtocol.DisconnectRequest;
  restart: DebugProtocol.RestartRequest;
  setBreakpoints: DebugProtocol.SetBreakpointsRequest;
  setFunctionBreakpoints: DebugProtocol.SetFunctionBreakpointsRequest;
  setExceptionBreakpoints: DebugProtocol.SetExceptionBreakpointsRequest;
  dataBreakpointInfo: DebugProtocol.DataBreakpointInfoRequest;
  setDataBreakpoints: DebugProtocol.SetDataBreakpointsRequest;
  breakpointLocations: DebugProtocol.BreakpointLocationsRequest;
  continue: DebugProtocol.ContinueRequest;
  next: DebugProtocol.NextRequest;
  stepIn: DebugProtocol.StepInRequest;
  stepOut: DebugProtocol.StepOutRequest;
  stepBack: DebugProtocol.StepBackRequest;
  reverseContinue: DebugProtocol.ReverseContinueRequest;
  restartFrame: DebugProtocol.RestartFrameRequest;
  stepInTargets: DebugProtocol.StepInTargetsRequest;
  gotoTargets: DebugProtocol.GotoTargetsRequest;
  goto: DebugProtocol.GotoRequest;
  pause: DebugProtocol.PauseRequest;
  threads: DebugProtocol.ThreadsRequest;
  stackTrace: DebugProtocol.StackTraceRequest;
  scopes: DebugProtocol.ScopesRequest;
  variables: DebugProtocol.VariablesRequest;
  evaluate: DebugProtocol.EvaluateRequest;
  completions: DebugProtocol.CompletionsRequest;
  exceptionInfo: DebugProtocol.ExceptionInfoRequest;
}

/** The answers to them. */
export interface Responses {
  initialize: DebugProtocol.InitializeResponse;
  launch: DebugProtocol.LaunchResponse;
  configurationDone: DebugProtocol.ConfigurationDoneResponse;
  terminate: DebugProtocol.TerminateResponse;
  disconnect: DebugProtocol.DisconnectResponse;
  restart: DebugProtocol.RestartResponse;
  setBreakpoints: DebugProtocol.SetBreakpointsResponse;
  setFunctionBreakpoints: DebugProtocol.SetFunctionBreakpointsResponse;
  setExceptionBreakpoints: DebugProtocol.SetExceptionBreakpointsResponse;
  dataBreakpointInfo: DebugProtocol.DataBreakpointInfoResponse;
  setDataBreakpoints: DebugProtocol.SetDataBreakpointsResponse;
  breakpointLocations: DebugProtocol.BreakpointLocationsResponse;
  continue: DebugProtocol.ContinueResponse;
  next: DebugProtocol.NextResponse;
  stepIn: DebugProtocol.StepInResponse;
  stepOut: DebugProtocol.StepOutResponse;
  stepBack: DebugProtocol.StepBackResponse;
  reverseContinue: DebugProtocol.ReverseContinueResponse;
  restartFrame: DebugProtocol.RestartFrameResponse;
  stepInTargets: DebugProtocol.StepInTargetsResponse;
  gotoTargets: DebugProtocol.GotoTargetsResponse;
  goto: DebugProtocol.GotoResponse;
  pause: DebugProtocol.PauseResponse;
  threads: DebugProtocol.ThreadsResponse;
  stackTrace: DebugProtocol.StackTraceResponse;
  scopes: DebugProtocol.ScopesResponse;
  variables: DebugProtocol.VariablesResponse;
  evaluate: DebugProtocol.EvaluateResponse;
  completions: DebugProtocol.CompletionsResponse;
  exceptionInfo: DebugProtocol.ExceptionInfoResponse;
}

/** What it tells by itself. */
export interface Events {
  initialized: DebugProtocol.InitializedEvent;
  stopped: DebugProtocol.StoppedEvent;
  output: DebugProtocol.OutputEvent;
  breakpoint: DebugProtocol.BreakpointEvent;
  terminated: DebugProtocol.TerminatedEvent;
}

/** The answer to any request that could not be done. */
export type Failure = DebugProtocol.ErrorResponse;
