import type { VNode } from "preact";
import type { Unreadable } from "../../src/protocol/messages.ts";
import { Emblem } from "./Empty.tsx";
import { Icon } from "./icons.tsx";

/** Why a saved trace can't be shown, with ways out; in the stead of the picture. */
export function UnreadableTrace({ problem, onText, onAgain }: UnreadableProps): VNode {
  return (
    <div class="empty" role="alert">
      <Emblem />
      <h1>{problem.name} can’t be shown</h1>
      <p>{problem.message}</p>
      <div class="ways-out">
        <button type="button" class="primary" onClick={onText}>
          {textLabel(problem)}
        </button>
        <button type="button" class="secondary" onClick={onAgain}>
          Try Again
        </button>
      </div>
    </div>
  );
}

/** The same over the picture of what the file held before. */
export function UnreadableBanner({ problem, onText, onAgain }: UnreadableProps): VNode {
  return (
    <div class="banner" role="alert">
      <Icon name="warning" />
      <div class="banner-text">
        <strong>The file as it stands can’t be shown:</strong>
        <p>{problem.message}</p>
      </div>
      <div class="ways-out">
        <button type="button" class="link" onClick={onText}>
          {textLabel(problem)}
        </button>
        <button type="button" class="link" onClick={onAgain}>
          Try Again
        </button>
      </div>
    </div>
  );
}

interface UnreadableProps {
  readonly problem: Unreadable;
  /** Shows the text of the file. */
  readonly onText: () => void;
  /** Reads the file again. */
  readonly onAgain: () => void;
}

function textLabel({ place }: Unreadable): string {
  return place ? `Open as Text at Line ${place.line}` : "Open as Text";
}
