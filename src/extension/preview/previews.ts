import { commands, Disposable, TabInputWebview, Uri, ViewColumn, window } from "vscode";
import type { WebviewPanel, WebviewPanelSerializer } from "vscode";
import type { PanelState } from "../../protocol/messages.ts";
import type { Destination } from "../run/session.ts";
import { fileName } from "../scenarioFile.ts";
import { PreviewPanel } from "./panel.ts";
import type { PanelServices } from "./panel.ts";

/** The view type of the panels, as the manifest's activation event and key conditions name it. */
const VIEW_TYPE = "faultline.preview";

/** The condition under which commands on a panel are offered. */
const OPEN_CONTEXT = "faultline.previewOpen";

interface Entry {
  readonly panel: WebviewPanel;
  readonly preview: PreviewPanel;
}

/** All open diagrams, at most one for each scenario file. */
export class Previews implements WebviewPanelSerializer {
  readonly #services: PanelServices;
  readonly #serializer: Disposable;
  /** By the URI of the scenario file; the one that was used last is the last. */
  readonly #entries = new Map<string, Entry>();

  constructor(services: PanelServices) {
    this.#services = services;
    this.#serializer = window.registerWebviewPanelSerializer(VIEW_TYPE, this);
  }

  /**
   * Opens the diagram of a scenario file beside the active editor, or brings it to the front. Takes no focus.
   * @param destination what it shows then
   */
  open(file: Uri, destination?: Destination): void {
    const existing = this.#entries.get(file.toString());
    if (existing) {
      existing.preview.reveal(destination);
      return;
    }
    const panel = window.createWebviewPanel(VIEW_TYPE, title(file), {
      viewColumn: this.#column(),
      preserveFocus: true,
    });
    this.#add(panel, file, destination);
  }

  /** Whether a file has a diagram, one counted that a reload left behind and that nobody has looked at since. */
  has(file: Uri): boolean {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    return (
      this.#entries.has(file.toString()) ||
      tabs.some(
        ({ label, input }) =>
          input instanceof TabInputWebview && input.viewType.endsWith(VIEW_TYPE) && label === title(file),
      )
    );
  }

  /** The diagram that a command means: the active one, else that of the active editor, else the last one used. */
  get current(): PreviewPanel | undefined {
    const entries = [...this.#entries.values()];
    const active = entries.find(({ panel }) => panel.active);
    const ofEditor = this.#entries.get(window.activeTextEditor?.document.uri.toString() ?? "");
    return (active ?? ofEditor ?? entries.at(-1))?.preview;
  }

  /** Brings a panel back after a reload, with the scenario and the seed that it had. */
  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const { uri, scenario, seed } = (state ?? {}) as Partial<PanelState>;
    // A panel whose page never came to say what it shows can't be restored; nor is there a second one for a file.
    if (uri === undefined || this.#entries.has(uri)) panel.dispose();
    else this.#add(panel, Uri.parse(uri, true), { scenario, ...(seed === undefined ? {} : { seed }) });
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    // The panels stay: VS Code brings them back when the extension runs again.
    for (const { preview } of this.#entries.values()) preview.dispose();
  }

  #add(panel: WebviewPanel, file: Uri, destination?: Destination): void {
    const key = file.toString();
    const icon = (theme: string) =>
      Uri.joinPath(this.#services.extensionUri, "media", `diagram-${theme}.svg`);
    panel.title = title(file);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    const share = this.#services.sessions.share(file, destination);
    const entry = { panel, preview: new PreviewPanel(panel, file, share, this.#services) };
    this.#entries.set(key, entry);
    panel.onDidChangeViewState(() => {
      if (!panel.active) return;
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    });
    panel.onDidDispose(() => {
      this.#entries.delete(key);
      this.#announce();
    });
    this.#announce();
  }

  #announce(): void {
    void commands.executeCommand("setContext", OPEN_CONTEXT, this.#entries.size > 0);
  }

  /** Where another diagram already is, else beside the active editor. */
  #column(): ViewColumn {
    const entries = [...this.#entries.values()];
    return entries.findLast(({ panel }) => panel.visible)?.panel.viewColumn ?? ViewColumn.Beside;
  }
}

function title(file: Uri): string {
  return `Diagram: ${fileName(file)}`;
}
