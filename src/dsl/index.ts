/** What a scenario file imports as `faultline`. @module */
export type { ChaosBounds } from "./chaos.ts";
export type { Client } from "./client.ts";
export type { ClockControl, Synchronisation } from "./clock.ts";
export { CallRefused, ScenarioError, TimeoutError } from "./errors.ts";
export type { Cut, Standstill } from "./faults.ts";
export {
  delay,
  drop,
  duplicate,
  pass,
  tamper,
  tap,
  type Intercepted,
  type Interception,
  type InterceptRule,
  type MessagePattern,
  type Verdict,
} from "./intercept.ts";
export type { Arguments, CallOptions, Fields, Messages, ReadOnly, Reply } from "./messages.ts";
export type { Wire } from "./wire.ts";
export type { WholeNetwork } from "./wholeNetwork.ts";
export { buffered, durable, Node, type TimerHandle } from "./node.ts";
export type { NodeClass } from "./program.ts";
export type { NodeHandle, Ref } from "./reference.ts";
export { scenario, type Scenario, type Script } from "./scenario.ts";
export type { Group, Place, World } from "./world.ts";
export { constant, exponential, logNormal, uniform, type Distribution } from "../simulator/distribution.ts";
export type { Transport } from "../simulator/link.ts";
export type { HybridTimestamp } from "../trace/event.ts";
