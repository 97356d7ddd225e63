import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import { toMermaid } from "../../src/exporters/mermaid.ts";
import { flights } from "../../src/trace/flights.ts";
import { formatCount } from "../../src/trace/format.ts";
import { formatExtent, isWhole, type RunPart } from "../../src/trace/runPart.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { sequenceRange } from "../model/sequenceRange.ts";
import { useMermaidTheme, type MermaidTheme } from "./theme.ts";

/** The run, or the part of it that is marked or around the play head, as a classic sequence diagram that Mermaid draws. */
export function Sequence({ run, step, marked, onError }: SequenceProps): VNode {
  const theme = useMermaidTheme();
  const drawing = useRef<HTMLDivElement>(null);
  // A long run keeps its part until the play head leaves it.
  const [around, setAround] = useState(step);
  const range = useMemo(() => sequenceRange(run, around, marked), [run, around, marked]);
  useEffect(() => {
    if (step < range.from || step > range.to) setAround(step);
  }, [step, range]);
  const source = useMemo(() => toMermaid(run.trace, range), [run, range]);
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let current = true;
    setBusy(true);
    draw(source, theme)
      .then((svg) => {
        if (!current) return;
        drawing.current?.replaceChildren(svg);
        setProblem(undefined);
      })
      .catch((error: unknown) => {
        if (!current) return;
        const message = error instanceof Error ? error.message : String(error);
        setProblem(message);
        onError(message);
      })
      .finally(() => {
        if (current) setBusy(false);
      });
    return () => {
      current = false;
    };
  }, [source, theme, onError]);
  return (
    <div
      class="sequence"
      role="region"
      aria-label={`Sequence diagram of ${run.trace.scenario}`}
      aria-busy={busy}
    >
      <p class="quiet range">{tellRange(run, range, marked)} Rows are in order of events, not to scale.</p>
      {problem !== undefined && <p class="range">Mermaid can't draw this: {problem}</p>}
      <div ref={drawing} class="drawing" tabIndex={0} />
    </div>
  );
}

function tellRange({ trace, last }: RunIndex, range: RunPart, marked: RunPart | undefined): string {
  if (isWhole(range, last + 1)) return `The whole run, ${formatCount(flights(trace).length, "message")}.`;
  const what = range === marked ? "the marked part" : "the part around the play head";
  return `E${formatExtent(range, last + 1).slice(1)}: ${what}.`;
}

interface SequenceProps {
  readonly run: RunIndex;
  readonly step: number;
  /** The part that is drawn, as far as Mermaid can take it; the run when absent. */
  readonly marked: RunPart | undefined;
  readonly onError: (message: string) => void;
}

/** A drawing shrinks to the width of the panel, but no further than its text can be read. */
const SMALLEST_SCALE = 0.62;
const SEQUENCE = {
  mirrorActors: false,
  useMaxWidth: false,
  actorMargin: 20,
  width: 96,
  height: 40,
  boxMargin: 6,
  noteMargin: 6,
  messageMargin: 26,
};

let drawings = 0;

/** Draws with Mermaid, which is loaded when it is first needed. */
async function draw(source: string, theme: MermaidTheme): Promise<SVGElement> {
  const { default: mermaid } = await import("mermaid");
  mermaid.initialize({
    startOnLoad: false,
    suppressErrorRendering: true,
    securityLevel: "strict",
    theme: "base",
    themeVariables: theme,
    sequence: SEQUENCE,
  });
  const { svg } = await mermaid.render(`sequence-${drawings++}`, source);
  const parsed = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
  if (!parsed) throw new Error("Mermaid drew nothing.");
  const drawing = document.importNode(parsed, true);
  const { width } = drawing.viewBox.baseVal;
  drawing.removeAttribute("height");
  drawing.style.width = `clamp(${width * SMALLEST_SCALE}px, 100%, ${width}px)`;
  return drawing;
}
