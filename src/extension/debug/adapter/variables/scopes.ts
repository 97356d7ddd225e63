import { flights } from "../../../../trace/flights.ts";
import { subject } from "../../../../trace/search/subject.ts";
import type { Value } from "../../../../trace/value.ts";
import type { Moment } from "../expression/moment.ts";
import { nodeExpression } from "../expression/write.ts";
import { checks } from "./checks.ts";
import { clocks } from "./clocks.ts";
import { containerOf, type Container, type Entry } from "./entry.ts";
import { inbox, inFlight, messageEntry } from "./messages.ts";
import { network } from "./network.ts";
import { fieldsOf, tellNode } from "./values.ts";

/** Longest text of a node with its fields. */
const LONGEST_NODE = 200;

/** A group of variables that a frame shows. */
export interface Scope {
  readonly name: string;
  readonly container: Container;
  /** What it is to the client, if it is what one looks at first. */
  readonly hint?: "locals" | "arguments";
}

/** What can be looked at at a moment. */
export function scopesOf(moment: Moment): readonly Scope[] {
  const { trace } = moment.recording;
  const node =
    moment.self !== undefined && trace.nodes[moment.self].kind === "node" ? moment.self : undefined;
  return [
    ...(node === undefined ? [] : states(moment, node)),
    ...messageScope(moment),
    { name: "Nodes", container: nodes(moment) },
    { name: "Clocks", container: clocks(moment) },
    ...(node === undefined ? [] : [{ name: "Inbox", container: inbox(moment, node) }]),
    { name: "In flight", container: inFlight(moment) },
    { name: "Network", container: network(moment) },
    { name: "Checks", container: checks(moment) },
  ];
}

function states(moment: Moment, node: number): Scope[] {
  const { before } = moment;
  return [
    { name: "State", container: fieldsOf(moment, node, undefined, before), hint: "locals" },
    { name: "State before", container: fieldsOf(before, node, "$before") },
  ];
}

function messageScope(moment: Moment): Scope[] {
  const { trace } = moment.recording;
  const send = subject(trace, trace.events[moment.event]);
  if (!send) return [];
  const container = containerOf(() => {
    const parameters = moment.recording.parameters(moment.event);
    const args = (moment.args as readonly Value[]).map((value, index): Entry => {
      const expression = `args[${index}]`;
      return { name: parameters.at(index) || expression, value, moment, expression };
    });
    const message = messageEntry(moment, flights(trace)[send.message], "message");
    return [...args, { ...message, expression: "message" }];
  });
  return [{ name: "Message", container, hint: "arguments" }];
}

function nodes(moment: Moment): Container {
  return containerOf(() =>
    moment.recording.trace.nodes.flatMap(({ name, kind }, node): Entry[] => {
      const text = tellNode(moment, node, LONGEST_NODE);
      const expression = nodeExpression(name);
      return kind === "node" ? [{ name, value: { $node: name }, text, moment, expression }] : [];
    }),
  );
}
