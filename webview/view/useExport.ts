import { useEffect, useMemo, useRef } from "preact/hooks";
import type { RefObject } from "preact";
import { toMermaid } from "../../src/exporters/mermaid.ts";
import type { FromWebview, ToWebview } from "../../src/protocol/messages.ts";
import { formatPart, isWhole, type RunPart } from "../../src/trace/runPart.ts";
import { drawImage, drawRun, pictureRange, svgOf, type ShownSession } from "../export/drawRun.ts";
import { host } from "../host.ts";
import { listen } from "../inbox.ts";
import { sequenceRange } from "../model/sequenceRange.ts";
import type { Session } from "../model/session.ts";
import type { DiagramControls } from "./diagram/Diagram.tsx";

/** What puts the run, or the part of it that is marked, on the clipboard. */
export interface Copying {
  readonly copyMermaid: () => void;
  readonly copyPicture: () => void;
}

/** Draws the run for files and for the clipboard, also when the extension asks for it. */
export function useExport(session: Session, controls: RefObject<DiagramControls | undefined>): Copying {
  const { run, step, marked } = session;
  const view = () => controls.current?.view()?.part;
  const draw = async ({ format, part }: Extract<ToWebview, { kind: "export" }>) => {
    try {
      if (!run) throw new Error("There is no run yet.");
      const content = await drawRun({ ...session, run }, format, part, view());
      host.postMessage({ kind: "exported", content });
    } catch (error) {
      host.postMessage({ kind: "exported", problem: (error as Error).message });
    }
  };
  const copyMermaid = () => {
    if (!run) return;
    const { from, to } = view() ?? { from: step, to: step };
    const range = marked ?? sequenceRange(run, (from + to) >>> 1);
    const what = isWhole(range, run.last + 1) ? "the run" : formatPart(range);
    host.postMessage({ kind: "copy", text: toMermaid(run.trace, range), what: `${what} as Mermaid` });
  };
  const copyPicture = async () => {
    if (!run) return;
    const shown = { ...session, run };
    const range = pictureRange(shown, view());
    const what = isWhole(range, run.last + 1) ? "the picture" : `the picture of ${formatPart(range)}`;
    try {
      host.postMessage(await putPicture(shown, range, what));
    } catch (error) {
      host.postMessage({ kind: "notCopied", problem: (error as Error).message });
    }
  };

  useEffect(() => {
    if (run)
      host.postMessage({ kind: "marked", ...(marked && { part: { from: marked.from, to: marked.to } }) });
  }, [run, marked]);

  const latest = useRef({ draw, copyMermaid, copyPicture });
  latest.current = { draw, copyMermaid, copyPicture };
  useEffect(() => {
    return listen((message) => {
      if (message.kind === "export") void latest.current.draw(message);
      if (message.kind === "copyPicture") void latest.current.copyPicture();
      if (message.kind === "copyMermaid") latest.current.copyMermaid();
    });
  }, []);
  return useMemo(
    () => ({
      copyMermaid: () => latest.current.copyMermaid(),
      copyPicture: () => void latest.current.copyPicture(),
    }),
    [],
  );
}

/**
 * Puts a picture on the clipboard.
 * @returns What to tell the host, which puts it there as text where the page can't put an image.
 * @throws {Error} that says what to do, if the picture would be too large
 */
async function putPicture(shown: ShownSession, range: RunPart, what: string): Promise<FromWebview> {
  try {
    // From the palette the focus may not be here yet, and only a page that has it may write to the clipboard.
    window.focus();
    await navigator.clipboard.write([new ClipboardItem({ "image/png": drawImage(shown, range) })]);
    return { kind: "copied", what };
  } catch {
    const text = svgOf(shown, range);
    return { kind: "copy", text, what: `${what} as SVG, since no image can be copied here` };
  }
}
