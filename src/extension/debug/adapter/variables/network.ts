import { conditionAt } from "../../../../trace/condition.ts";
import { describeGroups } from "../../../../trace/describe.ts";
import { formatTime } from "../../../../trace/format.ts";
import { standing, type Standing } from "../../../../trace/standing.ts";
import type { Trace } from "../../../../trace/trace.ts";
import type { Moment } from "../expression/moment.ts";
import { containerOf, type Container, type Entry } from "./entry.ts";

/** What keeps nodes from reaching each other, and what is the matter with nodes. */
export function network(moment: Moment): Container {
  return containerOf(() => {
    const { trace } = moment.recording;
    const now = standing(trace, moment.step);
    const separations = now.separations.map((event): Entry => ({
      name: event.kind,
      value: event.groups.map((group) => group.map((node) => ({ $node: trace.nodes[node].name }))),
      text: describeGroups(trace, event),
      moment,
    }));
    const links: Entry = { name: "links", value: "open", text: "all open", moment };
    const nodes = trace.nodes.flatMap(({ name }, node): Entry[] => {
      const text = troubles(trace, node, moment.step, now).join(", ");
      return text === "" ? [] : [{ name, value: { $node: name }, text, moment }];
    });
    return [...(separations.length > 0 ? separations : [links]), ...nodes];
  });
}

function troubles(trace: Trace, node: number, step: number, { slow, working }: Standing): string[] {
  const condition = conditionAt(trace, node, step);
  const [by, until] = [slow.get(node), working.get(node)];
  return [
    ...(condition === "up" ? [] : [condition]),
    ...(by === undefined ? [] : [`slow by ${formatTime(by)}`]),
    ...(until === undefined ? [] : [`busy until ${formatTime(until)}`]),
  ];
}
