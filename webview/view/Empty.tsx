import type { VNode } from "preact";

/** Stands where the picture will be until there is a first run. */
export function Empty(): VNode {
  return (
    <div class="empty">
      <Emblem />
      <p class="quiet">Waiting for the first run…</p>
    </div>
  );
}

/** Stands there while a saved trace is being read. */
export function ReadingTrace({ name }: { readonly name: string }): VNode {
  return (
    <div class="empty" role="status">
      <div class="progress">
        <span class="progress-bar" />
      </div>
      <Emblem />
      <p class="quiet">Reading {name}…</p>
    </div>
  );
}

/** Explains why nothing runs in a workspace that isn't trusted. */
export function Restricted({ onTrust }: { readonly onTrust: () => void }): VNode {
  return (
    <div class="empty" role="region" aria-label="Restricted Mode">
      <Emblem />
      <h1>Nothing runs in Restricted Mode</h1>
      <p>
        A scenario is a program: showing its diagram means running it. Faultline runs the scenarios of this
        folder once you trust the workspace.
      </p>
      <button type="button" class="primary" onClick={onTrust}>
        Manage Workspace Trust
      </button>
    </div>
  );
}

/** Two lifelines with the fault line between them. */
export function Emblem(): VNode {
  return (
    <svg class="emblem" viewBox="0 0 96 96" aria-hidden="true">
      <path class="emblem-life" d="M20 10V86M76 10V86" />
      <path class="emblem-fault" d="M48 10 42 20 54 32 42 44 54 56 42 68 54 80 48 86" />
      <path class="emblem-message" d="M24 24 38 33" />
    </svg>
  );
}
