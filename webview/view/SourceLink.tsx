import type { ComponentChildren, VNode } from "preact";
import { useAbilities } from "./abilities.ts";
import { Icon } from "./icons.tsx";

/** A place in the source, by which the editor shows it; only a text where it can't. */
export function SourceLink({ title, onReveal, children }: SourceLinkProps): VNode {
  const { sources, editor } = useAbilities();
  if (!sources) {
    return (
      <span
        class="quiet"
        title={editor ? "The file is neither beside the trace nor in the workspace" : undefined}
      >
        {children}
      </span>
    );
  }
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
