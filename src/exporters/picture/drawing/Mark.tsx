import type { VNode } from "preact";
import type { TraceEvent, WireEvent } from "../../../trace/event.ts";

/** The symbol of an event, around its own origin. Every kind has a shape of its own, not only a colour. */
export function MarkSymbol({ event }: { readonly event: TraceEvent }): VNode {
  switch (event.kind) {
    case "invoke":
      return <circle class="mark-ring" r="4.5" />;
    case "ok":
      return (
        <>
          <circle class="mark-ok" r="5" />
          <path class="mark-sign" d="M-2.4 .2-.7 1.9 2.5-1.6" />
        </>
      );
    case "fail":
      return (
        <>
          <circle class="mark-fail" r="5.5" />
          <path class="mark-sign" d="M-2-2 2 2M2-2-2 2" />
        </>
      );
    case "unknown":
      return (
        <>
          <circle class="mark-unknown" r="6" />
          <path class="mark-question" d="M-1.7-1.5a1.7 1.7 0 1 1 2.5 1.5C.2.3 0 .6 0 1.2M0 3v.1" />
        </>
      );
    case "timer":
      // The end of a box of work is its own sign.
      return event.name === "work" ? (
        <path class="mark-done" d="M-5 0H5" />
      ) : (
        <>
          <circle class="mark-timer" r="5" />
          <path class="mark-hands" d="M0-2.8V0h2.2" />
        </>
      );
    case "timeout":
      return <path class="mark-timeout" d="M-4-5.5H4L-4 5.5H4Z" />;
    case "crash":
      return <path class="mark-crash" d="M-6-6 6 6M6-6-6 6" />;
    case "restart":
      return <path class="mark-restart" d="M4.8-2.6A5.5 5.5 0 1 0 5.5 0M5.5-5.5V-2.2H2.2" />;
    case "pause":
      return (
        <>
          <circle class="mark-still" r="6.5" />
          <path class="mark-bars" d="M-2-3V3M2-3V3" />
        </>
      );
    case "resume":
      return (
        <>
          <circle class="mark-still" r="6.5" />
          <path class="mark-go" d="M-2-3.2 3.2 0-2 3.2Z" />
        </>
      );
    case "slow":
      return (
        <>
          <circle class="mark-still" r="6.5" />
          <path class="mark-gauge" d={`M-3.6 2A4 4 0 1 1 3.6 2M0 1.2 ${event.by > 0 ? -2.4 : 2.4}-1.6`} />
        </>
      );
    case "work":
      return <rect class="mark-work" x="-5" y="-3.5" width="10" height="7" rx="2" />;
    case "leave":
      return <path class="mark-leave" d="M-7.5 0H7.5M-4 4H4" />;
    case "flush":
      return (
        <>
          <path class="mark-disk" d="M-5-3.5V3.5C-5 6.2 5 6.2 5 3.5V-3.5" />
          <ellipse class="mark-disk" cx="0" cy="-3.5" rx="5" ry="2" />
        </>
      );
    case "belief":
      return (
        <>
          <ellipse class="mark-belief" cx="0" cy="-1" rx="7" ry="5" />
          <circle class="mark-belief" cx="-4.6" cy="5" r="1.6" />
        </>
      );
    case "decide":
      return <path class="mark-decide" d="M0-7 6 0 0 7-6 0Z" />;
    case "tap":
      return (
        <>
          <path class="mark-eye" d="M-8 0Q0-8.5 8 0Q0 8.5-8 0Z" />
          <circle class="mark-pupil" r="2.2" />
        </>
      );
    case "forge":
      return <circle class="mark-forge" r="4.5" />;
    case "clock":
      return (
        <>
          <rect class="mark-clock" x="-5" y="-5" width="10" height="10" rx="2" />
          <path class="mark-hands" d="M0-2.8V0h2.2" />
        </>
      );
    case "note":
      return <path class="mark-note" d="M-4-5H2.5L5-2.5V5H-4Z" />;
    case "deliver":
      return <circle class="mark-deliver" r="4.5" />;
    default:
      return <circle class="mark-tail" r="2.6" />;
  }
}

/** What is done to a message on its way, around the place where it is then. */
export function WireSymbol({ event }: { readonly event: WireEvent }): VNode | null {
  switch (event.kind) {
    case "tamper":
      return <path class="sign-tamper" d="M1.8-7.5-4.2 1.2H-.4L-1.8 7.5 4.2-1.2H.4Z" />;
    case "tap":
      return <circle class="sign-tap" r="2.6" />;
    case "delay":
      return null;
  }
}
