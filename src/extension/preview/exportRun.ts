import { commands, env, Uri, window, workspace } from "vscode";
import type { QuickPickItem } from "vscode";
import { toHtml } from "../../exporters/html.ts";
import { encodingJson } from "../../exporters/json.ts";
import { toText } from "../../exporters/text.ts";
import type { ExportedPart, ExportFormat } from "../../protocol/messages.ts";
import { formatCount } from "../../trace/format.ts";
import type { Trace } from "../../trace/trace.ts";
import { inSlices } from "../inSlices.ts";
import { TRACE_ENDING } from "../traces/traceFile.ts";
import { exportName } from "./exportName.ts";

/** What can draw the run the way it is shown. @throws {Error} that says what to do */
export type Draw = (format: ExportFormat, part: ExportedPart) => Promise<string | Uint8Array>;

interface Form extends QuickPickItem {
  readonly extension: string;
  /** Whether it can be a part of the run. */
  readonly partial: boolean;
  readonly write: (part: ExportedPart) => string | Uint8Array | Promise<string | Uint8Array>;
}

/**
 * Asks in which form a run is wanted, how much of it, and where to, and writes it there.
 * @param file The scenario file, beside which it goes unless the user says otherwise.
 */
export async function exportRun(file: Uri, trace: Trace, draw: Draw, extensionUri: Uri): Promise<void> {
  const form = await window.showQuickPick(forms(trace, draw, extensionUri), { title: "Export Picture" });
  if (!form) return;
  const part = form.partial ? await pickPart(trace) : "run";
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

function forms(trace: Trace, draw: Draw, extensionUri: Uri): Form[] {
  const drawn = (format: ExportFormat) => (part: ExportedPart) => draw(format, part);
  return [
    {
      label: "SVG",
      description: "the diagram, sharp at every size",
      extension: "svg",
      partial: true,
      write: drawn("svg"),
    },
    {
      label: "PNG",
      description: "the diagram as an image",
      extension: "png",
      partial: true,
      write: drawn("png"),
    },
    {
      label: "HTML",
      description: "the diagram to step through in a browser, in one file",
      extension: "html",
      partial: false,
      write: async () => {
        const page = await workspace.fs.readFile(Uri.joinPath(extensionUri, "dist", "standalone.html"));
        return toHtml(new TextDecoder().decode(page), [trace]);
      },
    },
    {
      label: "Mermaid",
      description: "a sequence diagram that GitHub shows",
      extension: "mmd",
      partial: true,
      write: drawn("mermaid"),
    },
    {
      label: "Text",
      description: "for a terminal or a mail",
      extension: "txt",
      partial: false,
      write: () => toText(trace),
    },
    {
      label: "Trace (JSON)",
      description: "all that happened, to be opened as the diagram again",
      extension: TRACE_ENDING,
      partial: false,
      write: () => inSlices(encodingJson(trace)),
    },
  ];
}

async function pickPart({ events }: Trace): Promise<ExportedPart | undefined> {
  const parts: readonly (QuickPickItem & { readonly part: ExportedPart })[] = [
    { part: "run", label: "The whole run", description: formatCount(events.length, "event") },
    { part: "view", label: "What is in view" },
  ];
  return (await window.showQuickPick(parts, { title: "Export Picture" }))?.part;
}

/** A page belongs into the browser; the rest can be looked at here. */
async function openFile(file: Uri, extension: string): Promise<void> {
  if (extension === "html") await env.openExternal(file);
  else await commands.executeCommand("vscode.open", file);
}
