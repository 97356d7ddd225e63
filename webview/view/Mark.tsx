import type { VNode } from "preact";
import type { TraceEvent } from "../../src/trace/event.ts";

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
      return (
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
