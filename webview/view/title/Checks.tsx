import type { VNode } from "preact";
import type { CheckResult, Location, Trace } from "../../../src/trace/trace.ts";
import { formatTime } from "../../../src/trace/format.ts";
import { Icon, type IconName } from "../icons.tsx";
import { SourceLink } from "../SourceLink.tsx";

/** The outcome of a run in two or three words. */
export interface Verdict {
  readonly tone: "good" | "bad" | "warning";
  readonly icon: IconName;
  readonly text: string;
  /** Checks that passed but leave a doubt. */
  readonly warnings: number;
}

/** What to say of a run. */
export function verdict({ status, checks }: Trace): Verdict {
  const warnings = checks.filter((check) => check.status === "warning").length;
  switch (status) {
    case "passed": {
      const expected = checks.some((check) => check.status === "violated");
      return { tone: "good", icon: "check", text: expected ? "fails as expected" : "passed", warnings };
    }
    case "failed":
      return { tone: "bad", icon: "cross", text: "failed", warnings };
    case "error":
      return { tone: "bad", icon: "warning", text: "error", warnings };
    case "stopped":
      return { tone: "warning", icon: "stop", text: "stopped", warnings };
  }
}

/** The checks of a run with what was found; each leads to its event and to its line. */
export function Checks({ trace, onGo, onReveal }: ChecksProps): VNode {
  if (trace.checks.length === 0) return <p class="empty-checks">This scenario checks nothing yet.</p>;
  return (
    <ul class="checks" aria-label="Checks">
      {trace.checks.map((check, index) => (
        <li key={index} class={`check ${toneOf(check)}`}>
          <span class="check-sign">
            <Icon name={iconOf(check)} />
          </span>
          <div class="check-text">
            <span class="check-name">{check.name}</span> <span class="quiet">{standing(check)}</span>
            <p>{check.message}</p>
          </div>
          <span class="check-links">
            {check.event !== undefined && (
              <button type="button" class="link" title="Go to this event" onClick={() => onGo(check.event!)}>
                #{check.event + 1}
                {check.time !== undefined && ` · ${formatTime(check.time)}`}
              </button>
            )}
            {check.location && (
              <SourceLink onReveal={() => onReveal(check.location!)}>line {check.location.line}</SourceLink>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface ChecksProps {
  readonly trace: Trace;
  readonly onGo: (event: number) => void;
  readonly onReveal: (location: Location) => void;
}

function standing({ kind, status, expected, tolerated }: CheckResult): string {
  if (tolerated) return `${kind} · ${status}, as may be`;
  const outcome = {
    passed: "holds",
    violated: "violated",
    warning: "never happened",
    undecided: "undecided",
  }[status];
  if (status === "violated" && expected) return `${kind} · violated, as expected`;
  if (status === "passed" && expected) return `${kind} · holds, though expected to fail`;
  return `${kind} · ${outcome}`;
}

function toneOf({ status, expected, tolerated }: CheckResult): Verdict["tone"] {
  if (tolerated) return "good";
  if (status === "warning" || status === "undecided") return "warning";
  return (status === "violated") === expected && status === "passed" ? "good" : "bad";
}

function iconOf({ status }: CheckResult): IconName {
  return status === "passed" ? "check" : status === "violated" ? "cross" : "warning";
}
