import type { ComponentChildren, VNode } from "preact";
import { host } from "../host.ts";
import { Icon } from "./icons.tsx";

/** A place in the source, by which the editor shows it; only a text where there is no editor. */
export function SourceLink({ title, onReveal, children }: SourceLinkProps): VNode {
  if (host.standalone) return <span class="quiet">{children}</span>;
  return (
    <button type="button" class="link" title={title} onClick={onReveal}>
      {children}
      <Icon name="go" />
    </button>
  );
}

interface SourceLinkProps {
  readonly title?: string;
  readonly onReveal: () => void;
  readonly children: ComponentChildren;
}
