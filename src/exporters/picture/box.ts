/** A rectangle that may be turned, as text along an arrow is. */
export interface Box {
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** In radians, clockwise. */
  readonly angle: number;
}

/** A straight line between two points. */
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** How far a turned box extends up and down from its centre. */
export function halfHeight({ width, height, angle }: Box): number {
  return (Math.abs(Math.sin(angle)) * width + Math.abs(Math.cos(angle)) * height) / 2;
}

/** Whether two boxes share any area. */
export function overlap(a: Box, b: Box): boolean {
  // Most are far apart, however they are turned.
  const reach = (a.width + a.height + b.width + b.height) / 2;
  if (Math.abs(b.x - a.x) >= reach || Math.abs(b.y - a.y) >= reach) return false;
  return !separated(a, b, a.angle) && !separated(a, b, b.angle);
}

/** Whether the shadows of two boxes on one of the two axes of `angle` are apart. */
function separated(a: Box, b: Box, angle: number): boolean {
  for (const axis of [angle, angle + Math.PI / 2]) {
    const distance = Math.abs((b.x - a.x) * Math.cos(axis) + (b.y - a.y) * Math.sin(axis));
    if (distance >= halfShadow(a, axis) + halfShadow(b, axis)) return true;
  }
  return false;
}

function halfShadow({ width, height, angle }: Box, axis: number): number {
  const turn = angle - axis;
  return (Math.abs(Math.cos(turn)) * width + Math.abs(Math.sin(turn)) * height) / 2;
}

/** Whether a line passes through a box. */
export function crosses({ x1, y1, x2, y2 }: Segment, box: Box): boolean {
  const cos = Math.cos(box.angle);
  const sin = Math.sin(box.angle);
  const u1 = (x1 - box.x) * cos + (y1 - box.y) * sin;
  const v1 = (y1 - box.y) * cos - (x1 - box.x) * sin;
  const u2 = (x2 - box.x) * cos + (y2 - box.y) * sin;
  const v2 = (y2 - box.y) * cos - (x2 - box.x) * sin;
  // The part of the line, from 0 to 1, that lies within both pairs of sides.
  const [uIn, uOut] = within(u1, u2 - u1, box.width / 2);
  const [vIn, vOut] = within(v1, v2 - v1, box.height / 2);
  return Math.max(0, uIn, vIn) < Math.min(1, uOut, vOut);
}

function within(start: number, delta: number, half: number): [number, number] {
  if (delta === 0) return Math.abs(start) < half ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const a = (-half - start) / delta;
  const b = (half - start) / delta;
  return a < b ? [a, b] : [b, a];
}
