import { formatTime } from "../../../../trace/format.ts";
import type { Value } from "../../../../trace/value.ts";
import { nodeExpression } from "../expression/write.ts";
import type { Moment } from "../expression/moment.ts";
import { containerOf, type Container, type Entry } from "./entry.ts";

/** True time, and what the clocks of the node at hand showed at its latest event. */
export function clocks(moment: Moment): Container {
  return containerOf(() => {
    const { trace } = moment.recording;
    const { time } = trace.events[moment.step];
    const truth: Entry = { name: "time", value: time, text: formatTime(time), expression: "time", moment };
    const node = moment.self === undefined ? undefined : moment.node(moment.self);
    if (!node?.latest) return [truth];
    const { wall, lamport, hybrid } = node.latest.clocks;
    const ahead = wall - node.latest.time;
    const of = (name: string, value: Value, text?: string): Entry => ({
      name,
      value,
      moment,
      ...(text !== undefined && { text }),
      expression: `${nodeExpression(node.name)}.$${name}`,
    });
    return [
      truth,
      of("wall", wall, formatTime(wall) + (Math.abs(ahead) < 0.001 ? "" : `, ${tellError(ahead)}`)),
      of("lamport", lamport),
      of("vector", node.vector!),
      of("hybrid", hybrid, `${formatTime(hybrid[0])} + ${hybrid[1]}`),
    ];
  });
}

function tellError(ahead: number): string {
  return ahead > 0 ? `${formatTime(ahead)} ahead` : `${formatTime(-ahead)} behind`;
}
