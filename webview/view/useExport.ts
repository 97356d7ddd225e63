import { useCallback, useEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";
import type { ToWebview } from "../../src/protocol/messages.ts";
import { drawImage, drawRun, pictureRange, svgOf } from "../export/drawRun.ts";
import { host } from "../host.ts";
import { listen } from "../inbox.ts";
import type { Session } from "../model/session.ts";
import type { DiagramControls } from "./diagram/Diagram.tsx";

/** Draws the run for files when the extension asks for it. @returns what copies the picture */
export function useExport(session: Session, controls: RefObject<DiagramControls | undefined>): () => void {
  const { run } = session;
  const view = () => controls.current?.view();
  const draw = async ({ format, part }: Extract<ToWebview, { kind: "export" }>) => {
    try {
      if (!run) throw new Error("There is no run yet.");
      const content = await drawRun({ ...session, run }, format, part, view());
      host.postMessage({ kind: "exported", content });
    } catch (error) {
      host.postMessage({ kind: "exported", problem: (error as Error).message });
    }
  };
  const copy = async () => {
    if (!run) return;
    const shown = { ...session, run };
    const range = pictureRange(shown, view());
    const what = range.from === undefined ? "the picture" : "a part of the picture";
    try {
      // From the palette the focus may not be here yet, and only a page that has it may write to the clipboard.
      window.focus();
      await navigator.clipboard.write([new ClipboardItem({ "image/png": drawImage(shown, range) })]);
      host.postMessage({ kind: "copied", what });
    } catch {
      const svg = svgOf(shown, range);
      host.postMessage({
        kind: "copy",
        text: svg,
        what: `${what} as SVG, since no image can be copied here`,
      });
    }
  };

  const latest = useRef({ draw, copy });
  latest.current = { draw, copy };
  useEffect(() => {
    return listen((message) => {
      if (message.kind === "export") void latest.current.draw(message);
      if (message.kind === "copyPicture") void latest.current.copy();
    });
  }, []);
  return useCallback(() => void latest.current.copy(), []);
}
