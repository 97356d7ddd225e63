import type { VNode } from "preact";
import type { Location, RunError } from "../../src/trace/trace.ts";
import { Icon } from "./icons.tsx";
import { SourceLink } from "./SourceLink.tsx";

/** What keeps the picture from being up to date or complete, over its lower edge so that nothing moves. */
export function Banner({ title, error, onReveal }: BannerProps): VNode {
  const { message, location } = error;
  return (
    <div class="banner" role="alert">
      <Icon name="warning" />
      <div class="banner-text">
        <strong>{title}</strong>
        <p>{message}</p>
      </div>
      {location && (
        <SourceLink onReveal={() => onReveal(location)}>
          {location.file.split("/").at(-1)}:{location.line}:{location.column}
        </SourceLink>
      )}
    </div>
  );
}

interface BannerProps {
  readonly title: string;
  readonly error: RunError;
  readonly onReveal: (location: Location) => void;
}

/** That a run is under way, with a way to stop it; over the title bar so that nothing moves. */
export function Progress({ onCancel }: { readonly onCancel: () => void }): VNode {
  return (
    <div class="progress" role="progressbar" aria-label="The scenario is running">
      <span class="progress-bar" />
      <button type="button" class="cancel" onClick={onCancel}>
        <Icon name="stop" />
        Cancel run
      </button>
    </div>
  );
}
