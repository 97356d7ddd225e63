import type { WireEvent } from "../../trace/event.ts";
import type { Arrow } from "./arrows.ts";
import { sameLine } from "./columnOrder.ts";
import { columnX, fissureX, laneX, type Columns } from "./columns.ts";
import type { Segment } from "./box.ts";
import { LOOP, loopPath, loopPoints, loopSigns, pullOf } from "./loops.ts";
import {
  along,
  besideLifelines,
  longestLeg,
  midway,
  polylinePath,
  withPoint,
  type Point,
} from "./polyline.ts";
import type { RunIndex } from "./runIndex.ts";
import { separates, stallsOf } from "./stalls.ts";
import type { Timeline } from "./timeline.ts";

/** Distance of an arrow's ends from the lifelines, so that marks and heads stay clear. */
const TAIL_GAP = 5;
const HEAD_GAP = 6;
/** How near to the receiver's lifeline a message ends that nobody takes, in px. */
const REFUSED = 10;
/** Distance that a message keeps from the line of the hold that stops it, in px. */
const FISSURE = 13;
/** How far a message gets that finds no room in front of its link, in px. */
const STUB = 24;

/** How an arrow is drawn. */
export interface ArrowShape extends Segment {
  readonly arrow: Arrow;
  /** How far its curve is pulled to the right, in px, where it goes back to its own lifeline. */
  readonly pull?: number;
  /** Position of the event that ended the flight; for a lost message where it breaks off. */
  readonly tip: Point;
  /** Its way from start to end, with a corner wherever it stops and goes on. */
  readonly points: readonly Point[];
  /** The longest part of the way on which it moves. */
  readonly leg: Segment;
  /** What is done to it on its way, where it is at that time. */
  readonly signs: readonly WireSign[];
  /** From which point on it is not any more what was sent: index into {@link points}. */
  readonly changedFrom?: number;
  /** Where it stands before it leaves. */
  readonly queue?: WaitingPlace;
  /** Where it stands after it has arrived, before it is handled. */
  readonly inbox?: WaitingPlace;
}

/** Something that happens to a message on its way. */
export interface WireSign extends Point {
  readonly event: WireEvent;
}

/** A place beside a lifeline where a message waits. */
export interface WaitingPlace {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** The lifeline. */
  readonly lifeline: number;
}

/** Draws a message to scale: from its sending to its arrival, or to where it was lost on that way. */
export function arrowShape(run: RunIndex, timeline: Timeline, columns: Columns, arrow: Arrow): ArrowShape {
  const { send, departure, fate } = arrow;
  const origin = { x: columns.x[send.node], y: timeline.yOf(departure.index) };
  const { start, queue } = startOf(run, timeline, columns, arrow, origin);
  const stops = stopsOf(run, timeline, columns, arrow, start);
  const tip = tipOf(run, timeline, columns, arrow, start, stops);
  if (sameLine(columns.order, send.node, send.to)) {
    const leg = { x1: start.x, y1: start.y, x2: tip.x, y2: tip.y };
    const pull = pullOf(columns, arrow, tip.y - start.y);
    const signs = loopSigns(arrow, start, tip, pull);
    return { arrow, ...leg, pull, tip, points: loopPoints(start, tip, pull), leg, signs };
  }
  const { goal, inbox } = goalOf(run, timeline, columns, arrow, start, tip);
  const way = trimmed([start, ...stops.map(({ point }) => upTo(point, goal)), goal], {
    tail: queue ? 0 : TAIL_GAP,
    head: inbox ? 2 : fate === "arrived" ? HEAD_GAP : 0,
  });
  const signs = arrow.onWay.map((event) => ({
    event,
    ...signPoint(timeline, columns, way, event, arrow),
  }));
  const tampered = signs.find(({ event }) => event.kind === "tamper");
  const { points, index: changedFrom } = tampered ? withPoint(way, tampered) : { points: way };
  const [first] = points;
  const last = points.at(-1)!;
  return {
    arrow,
    x1: first.x,
    y1: first.y,
    x2: last.x,
    y2: last.y,
    tip,
    points,
    leg: longestLeg(way),
    signs,
    ...(changedFrom !== undefined && { changedFrom }),
    ...(queue && { queue }),
    ...(inbox && { inbox }),
  };
}

/** Where it leaves, and the place where it waited for that. */
function startOf(
  run: RunIndex,
  timeline: Timeline,
  columns: Columns,
  { send, departure, leaves, fate }: Arrow,
  origin: Point,
): { readonly start: Point; readonly queue?: WaitingPlace } {
  if (leaves <= departure.time || fate === "queue full") return { start: origin };
  const end = timeline.yOf(run.last);
  const y = Math.max(origin.y, leaves > run.duration ? end : timeline.yAt(leaves));
  const lane = run.lanes.queue.get(departure.message);
  if (lane === undefined) return { start: { x: origin.x, y } };
  const x = laneX(columns, send.node, send.to, lane);
  const queue = { x, top: origin.y, bottom: y, lifeline: origin.x };
  return departure === send ? { start: { x, y }, queue } : { start: { x, y } };
}

/** A corner of the way of a message that stops. */
interface Stop {
  readonly point: Point;
  /** Whether it still stands there when the run ends. */
  readonly forGood: boolean;
}

/** Where and how long it stands still: two corners each time. */
function stopsOf(
  run: RunIndex,
  timeline: Timeline,
  columns: Columns,
  arrow: Arrow,
  start: Point,
): readonly Stop[] {
  const stalls = stallsOf(run, arrow);
  if (stalls.length === 0) return [];
  const { send, leaves, end, message } = arrow;
  const over = arrow.arrived ?? run.times[end ?? run.last];
  const still = stalls.reduce((sum, { from, to }) => sum + Math.min(over, to) - Math.max(leaves, from), 0);
  const lost = end !== undefined && arrow.fate !== "arrived";
  // A lost message got half-way; one that is still under way gets as far as the time that is left allows.
  const whole = end === undefined ? send.arrival - leaves : (over - leaves - still) * (lost ? 2 : 1);
  const receiver = columns.x[send.to];
  const direction = Math.sign(receiver - start.x);
  const nearest = laneX(columns, send.node, send.to, run.lanes.held.get(message) ?? 0) - columns.x[send.node];
  let stood = 0;
  return stalls.flatMap(({ from, to, stoppedBy, releasedBy }) => {
    const part = Math.max(0, from - leaves - stood) / Math.max(1e-9, whole);
    stood += to - Math.max(leaves, from);
    const wanted = start.x + (receiver - start.x) * Math.min(1, part);
    const atSender = Math.abs(wanted - start.x) < columns.step / 4;
    const clear = atSender ? wanted : besideLifelines(columns, wanted, columns.x[send.node], receiver);
    const before = beforeFissure(run, columns, arrow, clear, direction);
    // Right on the lifeline nobody would see that it has left, or has not arrived.
    const out = Math.abs(columns.x[send.node] + nearest - start.x);
    const distance = Math.max(
      out,
      8,
      Math.min(Math.abs(receiver - start.x) - 14, Math.abs(before - start.x)),
    );
    const x = start.x + direction * distance;
    const top = Math.max(start.y, stoppedBy === undefined ? start.y : timeline.yOf(stoppedBy));
    const forGood = end === undefined && to >= run.duration;
    const until = forGood ? timeline.yOf(run.last) : timeline.yAt(to);
    const bottom = Math.max(top, releasedBy === undefined || forGood ? until : timeline.yOf(releasedBy));
    return [
      { point: { x, y: top }, forGood },
      { point: { x, y: bottom }, forGood },
    ];
  });
}

/** A message that stands where a hold runs stands just before it, where both can be seen. */
function beforeFissure(run: RunIndex, columns: Columns, arrow: Arrow, x: number, direction: number): number {
  const end = arrow.end ?? run.last;
  const there = run.holds
    .meeting(arrow.from, end)
    .flatMap(({ fissures }) => fissures.map((fissure) => fissureX(columns, fissure)))
    .find((line) => Math.abs(line - x) < FISSURE);
  return there === undefined ? x : there - direction * FISSURE;
}

/** Where an arrow ends: at the receiver's event, or where and when the message was lost. */
function tipOf(
  run: RunIndex,
  timeline: Timeline,
  columns: Columns,
  arrow: Arrow,
  start: Point,
  stops: readonly Stop[],
): Point {
  const { send, fate, end } = arrow;
  const receiver = columns.x[send.to];
  if (fate === "in flight") return farthest(run, timeline, columns, arrow, start, stops);
  const y = timeline.yOf(end!);
  if (fate === "arrived") return { x: receiver, y };
  if (sameLine(columns.order, send.node, send.to)) return { x: start.x + LOOP, y };
  const direction = Math.sign(receiver - start.x);
  const sender = columns.x[send.node];
  const middle = besideLifelines(columns, (start.x + receiver) / 2, sender, receiver);
  switch (fate) {
    case "receiver down":
    case "receiver gone":
    case "rejected":
      return { x: receiver - direction * REFUSED, y };
    case "queue full":
      return { x: start.x + direction * STUB, y };
    case "connection reset": {
      const part = (run.times[end!] - arrow.leaves) / Math.max(1e-9, send.arrival - arrow.leaves);
      if (part >= 1) return { x: receiver - direction * REFUSED, y };
      const reached = start.x + (receiver - start.x) * part;
      return { x: besideLifelines(columns, reached, sender, receiver), y };
    }
    case "partition":
      return { x: beforeCut(run, columns, arrow) ?? middle, y };
    default:
      return { x: middle, y };
  }
}

/** How far a message has come that is still on its way when the run ends. */
function farthest(
  run: RunIndex,
  timeline: Timeline,
  columns: Columns,
  { send, leaves, arrived, message }: Arrow,
  start: Point,
  stops: readonly Stop[],
): Point {
  const receiver = columns.x[send.to];
  const last = timeline.yOf(run.last);
  const lane = run.lanes.inbox.get(message);
  if (arrived !== undefined && lane !== undefined)
    return { x: laneX(columns, send.to, send.node, lane), y: Math.max(start.y, last) };
  if (leaves >= run.duration && start.y >= last) return start;
  const stop = stops.at(-1);
  if (stop?.forGood) return stop.point;
  const from = stop?.point ?? start;
  // What it still has to fly after the last stop it flies at the same speed.
  const share = stop ? Math.abs(receiver - from.x) / Math.max(1, Math.abs(receiver - start.x)) : 1;
  const rest = timeline.yAt(send.arrival) - timeline.yAt(leaves);
  const arrival = Math.max(from.y, stop ? from.y + rest * share : timeline.yAt(send.arrival));
  const part = Math.min(0.9, Math.max(0.15, (last - from.y) / Math.max(1, arrival - from.y)));
  return { x: from.x + (receiver - from.x || LOOP) * part, y: from.y + (arrival - from.y) * part };
}

/** Where the arrow itself ends: before the receiver's event when the message had to wait for that. */
function goalOf(
  run: RunIndex,
  timeline: Timeline,
  columns: Columns,
  { send, message, arrived }: Arrow,
  start: Point,
  tip: Point,
): { readonly goal: Point; readonly inbox?: WaitingPlace } {
  const lane = run.lanes.inbox.get(message);
  if (arrived === undefined || lane === undefined) return { goal: tip };
  const top = Math.min(tip.y, Math.max(start.y, timeline.yAt(arrived)));
  const x = laneX(columns, send.to, send.node, lane);
  return { goal: { x, y: top }, inbox: { x, top, bottom: tip.y, lifeline: columns.x[send.to] } };
}

/** Where a message meets the partition that keeps it from its receiver: just before the jagged line. */
function beforeCut(run: RunIndex, columns: Columns, arrow: Arrow): number | undefined {
  const { send, end } = arrow;
  const x = columns.x[send.node];
  const direction = Math.sign(columns.x[send.to] - x);
  const distances = run.cuts
    .meeting(end!, end!)
    .filter((cut) => separates(cut, arrow))
    .flatMap(({ fissures }) => fissures.map((fissure) => (fissureX(columns, fissure) - x) * direction))
    .filter((distance) => distance > 0 && distance <= Math.abs(columns.x[send.to] - x));
  return distances.length > 0 ? x + direction * Math.max(8, Math.min(...distances) - 9) : undefined;
}

/** Takes a little off both ends. */
function trimmed(points: readonly Point[], { tail, head }: { readonly tail: number; readonly head: number }) {
  const [start, second] = points;
  const end = points.at(-1)!;
  const beforeEnd = points.at(-2)!;
  const first = Math.max(1, Math.hypot(second.x - start.x, second.y - start.y));
  const last = Math.max(1, Math.hypot(end.x - beforeEnd.x, end.y - beforeEnd.y));
  return [
    between(start, second, Math.min(tail / first, 0.3)),
    ...points.slice(1, -1),
    between(end, beforeEnd, head / last),
  ];
}

function between(from: Point, to: Point, part: number): Point {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** A corner can't lie below the end of the way. */
function upTo({ x, y }: Point, goal: Point): Point {
  return { x, y: Math.min(y, goal.y) };
}

/** Where a message is when something is done to it; off the lifelines, whose nodes have no part in it. */
function signPoint(
  timeline: Timeline,
  columns: Columns,
  way: readonly Point[],
  event: WireEvent,
  { send }: Arrow,
): Point {
  const y = timeline.yOf(event.index);
  if (event.kind === "delay") {
    const corner = way.findIndex((point) => Math.abs(point.y - y) < 0.5);
    if (corner >= 0 && corner + 1 < way.length) return between(way[corner], way[corner + 1], 0.5);
  }
  // A tap has a row on its reader's lifeline, which need not be where the message is then.
  const point = along(way, timeline.yAt(event.time)) ?? along(way, y) ?? midway(way);
  const x = besideLifelines(columns, point.x, columns.x[send.node], columns.x[send.to]);
  return x === point.x ? point : { x, y: yAtX(way, x) ?? point.y };
}

function yAtX(way: readonly Point[], x: number): number | undefined {
  for (let i = 1; i < way.length; i++) {
    const [a, b] = [way[i - 1], way[i]];
    if (a.x !== b.x && Math.min(a.x, b.x) <= x && x <= Math.max(a.x, b.x)) {
      return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
    }
  }
  return undefined;
}

/** SVG path of an arrow. */
export function arrowPath(shape: ArrowShape): string {
  const { pull, tip, points } = shape;
  return pull === undefined ? polylinePath(points) : loopPath(shape, tip, pull);
}

/** The gaps between lifelines that an arrow crosses, as parts of its leg from 0 to 1, from its end to its start. */
export function gapsCrossed(columns: Columns, { arrow, leg }: ArrowShape): number[] {
  const { rank } = columns.order;
  const { send } = arrow;
  const [left, right] = [rank[send.node], rank[send.to]].sort((a, b) => a - b);
  const result: number[] = [];
  for (let column = left; column < right; column++) {
    const middle = (columnX(columns, column) + columnX(columns, column + 1)) / 2;
    const part = (middle - leg.x1) / (leg.x2 - leg.x1);
    if (part > 0.1 && part < 0.95) result.push(part);
  }
  return result.sort((a, b) => b - a);
}
