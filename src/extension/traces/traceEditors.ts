import { window } from "vscode";
import type { CustomReadonlyEditorProvider, Disposable, Uri, WebviewPanel } from "vscode";
import { Diagram } from "../preview/diagram.ts";
import type { DiagramServices } from "../preview/diagram.ts";
import type { Diagrams } from "../preview/diagrams.ts";
import { SavedTrace } from "./savedTrace.ts";
import type { TraceServices } from "./savedTrace.ts";
import { TRACE_VIEW } from "./traceFile.ts";

/** What the editors need from the extension. */
export interface TraceEditorServices extends DiagramServices, TraceServices {
  readonly diagrams: Diagrams;
}

/** The editors that show saved traces as diagrams, with nothing to be changed in them. */
export class TraceEditors implements CustomReadonlyEditorProvider<SavedTrace> {
  readonly #services: TraceEditorServices;
  readonly #registration: Disposable;

  constructor(services: TraceEditorServices) {
    this.#services = services;
    this.#registration = window.registerCustomEditorProvider(TRACE_VIEW, this, {
      supportsMultipleEditorsPerDocument: true,
    });
  }

  openCustomDocument(uri: Uri): SavedTrace {
    return new SavedTrace(uri, this.#services);
  }

  resolveCustomEditor(trace: SavedTrace, panel: WebviewPanel): void {
    this.#services.diagrams.add(new Diagram(panel, trace, this.#services));
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
