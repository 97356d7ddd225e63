import type { VNode } from "preact";
import { describe, describeMessage } from "../../../trace/describe.ts";
import type { Trace } from "../../../trace/trace.ts";
import type { WaitingPlace } from "../arrowShape.ts";
import { lostReason } from "../lostReason.ts";
import { polylinePath } from "../polyline.ts";
import type { ArrowView } from "../scene.ts";
import { Text } from "./Text.tsx";
import { WireSymbol } from "./Mark.tsx";

/** Half the size of the cross at which a lost message ends. */
const CROSS = 5;
/** Width of what a message stands in while it waits to leave, in px. */
const QUEUE = 5;

/** A message: its way, what happens to it there, where it has to wait, and why it never arrives if it doesn't. */
export function Arrow({ view, trace }: { readonly view: ArrowView; readonly trace: Trace }): VNode {
  const { arrow, path, changedPath, tip, label, reason, queue, inbox } = view;
  const { original, send, fate, end } = arrow;
  const lost = fate !== "arrived";
  const head = lost && !inbox ? undefined : "url(#head)";
  return (
    <g
      class={lookOf(view)}
      data-message={arrow.message}
      data-event={send.index}
      data-end={end}
      role="img"
      aria-label={`${describeMessage(original)} from ${trace.nodes[send.node].name} to ${trace.nodes[send.to].name}${lost ? `, ${lostReason(arrow)}` : ""}`}
    >
      <path class="hit" d={path} />
      {queue && <Queue place={queue} />}
      {inbox && <Inbox place={inbox} handled={!lost} />}
      <path class="line" d={path} marker-end={changedPath ? undefined : head} />
      {changedPath && <path class="line changed" d={changedPath} marker-end={head} />}
      {lost && fate !== "in flight" && (
        <path
          class="cross"
          d={`M${tip.x - CROSS} ${tip.y - CROSS}l${2 * CROSS} ${2 * CROSS}m0 ${-2 * CROSS}l${-2 * CROSS} ${2 * CROSS}`}
        />
      )}
      {fate === "in flight" && <circle class="cross" cx={tip.x} cy={tip.y} r="3.5" />}
      <Signs view={view} trace={trace} />
      {label && <Text place={label} class={changedPath ? "label changed" : "label"} />}
      {view.waitings.map((place) => (
        <Text key={place.text} place={place} class="waiting-label" />
      ))}
      {reason && <Text place={reason} class="reason" />}
    </g>
  );
}

function lookOf({ arrow, tint }: ArrowView): string {
  const { original, send, fate } = arrow;
  const look = [
    "arrow",
    original.kind === "reply" ? "reply" : "request",
    original.kind === "reply" && original.failed ? "failed" : "",
    send === original ? "" : "copy",
    send.kind === "forge" ? "forged" : "",
    fate === "arrived" ? "" : "lost",
    tint === undefined ? "" : `tint-${tint}`,
  ];
  return look.filter(Boolean).join(" ");
}

/** What is done to the message on its way. */
function Signs({ view, trace }: { readonly view: ArrowView; readonly trace: Trace }): VNode {
  return (
    <>
      {view.taps.map(({ event, path }) => (
        <path key={event} class="tap-line" data-event={event} d={path} />
      ))}
      {view.signs.map(({ event, x, y }) => (
        <g
          key={event.index}
          class={`sign ${event.kind}`}
          data-event={event.index}
          role="img"
          aria-label={describe(trace, event.index)}
          transform={`translate(${x} ${y})`}
        >
          <circle class="hit" r="8" />
          <WireSymbol event={event} />
        </g>
      ))}
    </>
  );
}

/** Where it stands before it can leave: beside the sender's lifeline, since it isn't on its way yet. */
function Queue({ place: { x, top, bottom, lifeline } }: { readonly place: WaitingPlace }): VNode {
  return (
    <>
      <path
        class="waiting-link"
        d={polylinePath([
          { x: lifeline, y: top },
          { x, y: top },
        ])}
      />
      <rect class="queue" x={x - QUEUE / 2} y={top} width={QUEUE} height={bottom - top} rx="1.5" />
    </>
  );
}

/** Where it stands after it has arrived: beside the receiver's lifeline, until that has time for it. */
function Inbox({ place, handled }: { readonly place: WaitingPlace; readonly handled: boolean }): VNode {
  const { x, top, bottom, lifeline } = place;
  if (!handled)
    return (
      <path
        class="inbox"
        d={polylinePath([
          { x, y: top },
          { x, y: bottom },
        ])}
      />
    );
  const turn = Math.max(top, bottom - Math.abs(x - lifeline) * 0.7);
  return (
    <path
      class="inbox"
      d={polylinePath([
        { x, y: top },
        { x, y: turn },
        { x: lifeline, y: bottom },
      ])}
    />
  );
}
