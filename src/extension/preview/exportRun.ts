import { commands, env, Uri, window, workspace } from "vscode";
import type { QuickPickItem } from "vscode";
import { toHtml } from "../../exporters/html.ts";
import { encodingJson } from "../../exporters/json.ts";
import { toText } from "../../exporters/text.ts";
import type { ExportedPart, ExportFormat } from "../../protocol/messages.ts";
import { formatCount } from "../../trace/format.ts";
import { formatLength, formatPart, type RunPart } from "../../trace/runPart.ts";
import type { Trace } from "../../trace/trace.ts";
import { inSlices } from "../inSlices.ts";
import { TRACE_ENDING } from "../traces/traceFile.ts";
import { exportName } from "./exportName.ts";

/** A run that is on show. */
export interface ShownRun {
  readonly trace: Trace;
  /** The part of it that the user marked. */
  readonly marked: RunPart | undefined;
  /** Draws it the way it is shown. @throws {Error} that says what to do */
  readonly draw: (format: ExportFormat, part: ExportedPart) => Promise<string | Uint8Array>;
}

interface Form extends QuickPickItem {
  readonly extension: string;
  /** How much of the run it can be. */
  readonly parts: readonly ExportedPart[];
  /** What becomes of a marked part, where it isn't all there is. */
  readonly markedAs?: string;
  readonly write: (part: ExportedPart) => string | Uint8Array | Promise<string | Uint8Array>;
}

/**
 * Asks in which form a run is wanted, how much of it, and where to, and writes it there.
 * @param file The scenario file, beside which it goes unless the user says otherwise.
 */
export async function exportRun(file: Uri, shown: ShownRun, extensionUri: Uri): Promise<void> {
  const { trace } = shown;
  const form = await window.showQuickPick(forms(shown, extensionUri), { title: "Export Picture" });
  if (!form) return;
  const part = await pickPart(form, shown);
  if (part === undefined) return;
  let content: string | Uint8Array;
  try {
    content = await form.write(part);
  } catch (error) {
    void window.showErrorMessage(`The run can't be exported. ${(error as Error).message}`);
    return;
  }
  const { extension, label } = form;
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(file, "..", exportName(trace.scenario, extension)),
    // Of an ending of two parts, not every dialog takes more than the last one.
    filters: { [label]: [extension.slice(extension.lastIndexOf(".") + 1)] },
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(
      target,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  } catch (error) {
    void window.showErrorMessage(`The file can't be written. ${(error as Error).message}`);
    return;
  }
  const name = target.path.slice(target.path.lastIndexOf("/") + 1);
  const open = await window.showInformationMessage(`Exported ${name}.`, "Open");
  if (open) await openFile(target, extension);
}

function forms({ trace, marked, draw }: ShownRun, extensionUri: Uri): Form[] {
  const drawable: readonly ExportedPart[] = ["marked", "run", "view"];
  const drawn = (format: ExportFormat) => (part: ExportedPart) => draw(format, part);
  return [
    {
      label: "SVG",
      description: "the diagram, sharp at every size",
      extension: "svg",
      parts: drawable,
      write: drawn("svg"),
    },
    {
      label: "PNG",
      description: "the diagram as an image",
      extension: "png",
      parts: drawable,
      write: drawn("png"),
    },
    {
      label: "HTML",
      description: "the diagram to step through in a browser, in one file",
      extension: "html",
      parts: ["marked", "run"],
      markedAs: "the whole run, opened there",
      write: async (part) => {
        const page = await workspace.fs.readFile(Uri.joinPath(extensionUri, "dist", "standalone.html"));
        return toHtml(new TextDecoder().decode(page), [trace], part === "marked" ? marked : undefined);
      },
    },
    {
      label: "Mermaid",
      description: "a sequence diagram that GitHub shows",
      extension: "mmd",
      parts: drawable,
      write: drawn("mermaid"),
    },
    {
      label: "Text",
      description: "for a terminal or a mail",
      extension: "txt",
      parts: ["marked", "run"],
      write: (part) => toText(trace, part === "marked" ? marked : {}),
    },
    {
      label: "Trace (JSON)",
      description: "all that happened, to be opened as the diagram again",
      extension: TRACE_ENDING,
      parts: ["run"],
      write: () => inSlices(encodingJson(trace)),
    },
  ];
}

async function pickPart(form: Form, { trace, marked }: ShownRun): Promise<ExportedPart | undefined> {
  const { events } = trace;
  const choices: Readonly<Record<ExportedPart, QuickPickItem | undefined>> = {
    marked: marked && {
      label: `Marked: ${formatPart(marked)}`,
      description: form.markedAs ?? formatLength(trace, marked).join(", "),
    },
    run: { label: "The whole run", description: formatCount(events.length, "event") },
    view: { label: "What is in view" },
  };
  const items = form.parts.flatMap((part) => (choices[part] ? [{ part, ...choices[part] }] : []));
  if (items.length === 1) return items[0].part;
  return (await window.showQuickPick(items, { title: "Export Picture" }))?.part;
}

/** A page belongs into the browser; the rest can be looked at here. */
async function openFile(file: Uri, extension: string): Promise<void> {
  if (extension === "html") await env.openExternal(file);
  else await commands.executeCommand("vscode.open", file);
}
