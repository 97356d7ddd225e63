import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { Value } from "../../../src/trace/value.ts";
import { CLOSED, valueRows, type Opened, type PartRow, type ValueRow } from "../../model/valueTree.ts";
import { IconButton } from "../icons.tsx";

/** A value as a tree, at every step as it is there; its parts open on demand, and those that the step changed are marked. */
export function OpenedValue(props: OpenedValueProps): VNode {
  const { name, value, before, height, onCopy, onClose } = props;
  const [opened, setOpened] = useState<Opened>(CLOSED);
  const [active, setActive] = useState(0);
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => (value === undefined ? [] : valueRows(value, before, opened)),
    [value, before, opened],
  );
  const at = Math.min(active, rows.length - 1);
  useEffect(() => tree.current?.focus(), []);
  useEffect(() => {
    const element = tree.current;
    if (element?.contains(document.activeElement))
      element.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const follow = (row: ValueRow) => {
    if (row.kind === "rest") setOpened(new Map(opened).set(row.of, (opened.get(row.of) ?? 0) + 1));
    if (row.kind !== "part" || row.open === undefined) return;
    const next = new Map(opened);
    if (row.open) next.delete(row.path);
    else next.set(row.path, 0);
    setOpened(next);
  };
  const press = (event: KeyboardEvent) => {
    const row = rows.at(at);
    if (event.key === "Escape") onClose();
    else if (!row) return;
    else if (event.key === "Enter" || event.key === " ") follow(row);
    else if (event.key === "ArrowRight" && row.kind === "part" && row.open === false) follow(row);
    else if (event.key === "ArrowLeft" && row.kind === "part" && row.open) follow(row);
    else {
      const to = rowAfter(event.key, rows, at);
      if (to === undefined) return;
      setActive(Math.max(0, Math.min(rows.length - 1, to)));
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section class="opened-value" aria-label={`Value of ${name}`} style={{ height: `${height}px` }}>
      <div class="opened-head">
        <h2 title={name}>{name}</h2>
        {value !== undefined && (
          <IconButton icon="copy" label="Copy the whole value as JSON" onClick={() => onCopy(value)} />
        )}
        <IconButton icon="close" label="Close the value (Esc)" onClick={onClose} />
      </div>
      <div
        ref={tree}
        role="tree"
        class="value-tree"
        aria-label={name}
        aria-activedescendant={rows.length > 0 ? `value-row-${at}` : undefined}
        tabIndex={0}
        onKeyDown={press}
      >
        {rows.length === 0 && <p class="quiet">There is no such field at this step.</p>}
        {rows.map((row, position) => (
          <div
            key={row.path}
            id={`value-row-${position}`}
            role="treeitem"
            class={`value-row ${row.kind}${position === at ? " active" : ""}`}
            style={{ "--depth": row.depth }}
            aria-level={row.depth + 1}
            aria-expanded={row.kind === "part" ? row.open : undefined}
            aria-selected={position === at}
            onClick={() => {
              setActive(position);
              follow(row);
            }}
          >
            {row.kind === "part" ? <Part row={row} /> : row.text}
          </div>
        ))}
      </div>
    </section>
  );
}

interface OpenedValueProps {
  /** Of the node and the field. */
  readonly name: string;
  /** Absent when the node has no such field at this step. */
  readonly value: Value | undefined;
  /** What it was before the step; the value itself when the step left it alone, absent when there was none. */
  readonly before: Value | undefined;
  /** In px. */
  readonly height: number;
  readonly onCopy: (value: Value) => void;
  readonly onClose: () => void;
}

const SIGNS = { added: "+", changed: "±", removed: "−" } as const;

function Part({ row }: { readonly row: PartRow }): VNode {
  const { label, text, change, before, open } = row;
  return (
    <>
      <span class="twist" aria-hidden="true">
        {open === undefined ? "" : open ? "▾" : "▸"}
      </span>
      {change && (
        <span class={`change ${change}`} title={change}>
          <span aria-hidden="true">{SIGNS[change]}</span>
          <span class="spoken">{change} </span>
        </span>
      )}
      {label !== "" && <span class="part-name">{label}: </span>}
      {before !== undefined && !open && <span class="before">{before} → </span>}
      <span class={open ? "quiet" : change === "removed" ? "gone" : undefined} title={text}>
        {text}
      </span>
    </>
  );
}

/** The keys that move from row to row. @returns The row to go to, which may be past either end. */
function rowAfter(key: string, rows: readonly ValueRow[], at: number): number | undefined {
  switch (key) {
    case "ArrowUp":
      return at - 1;
    case "ArrowDown":
    case "ArrowRight":
      return at + 1;
    case "ArrowLeft":
      return rows.findLastIndex(({ depth }, position) => position < at && depth < rows[at].depth);
    case "Home":
      return 0;
    case "End":
      return rows.length - 1;
    default:
      return undefined;
  }
}
