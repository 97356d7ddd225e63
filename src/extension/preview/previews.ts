import { commands, Disposable, TabInputWebview, Uri, ViewColumn, window } from "vscode";
import type { WebviewPanel, WebviewPanelSerializer } from "vscode";
import type { PanelState } from "../../protocol/messages.ts";
import type { RunnerHost } from "../run/runnerHost.ts";
import type { Destination } from "../run/session.ts";
import type { Sessions, Share } from "../run/sessions.ts";
import { fileName } from "../scenarioFile.ts";
import { Diagram } from "./diagram.ts";
import type { DiagramServices } from "./diagram.ts";
import type { Diagrams } from "./diagrams.ts";
import { LiveScenario } from "./liveScenario.ts";

/** The view type of the panels, as the manifest's activation event and key conditions name it. */
const VIEW_TYPE = "faultline.preview";

/** The condition under which commands on a live diagram are offered. */
const OPEN_CONTEXT = "faultline.previewOpen";

/** What previews need from the extension. */
export interface PreviewServices extends DiagramServices {
  readonly host: RunnerHost;
  readonly sessions: Sessions;
  readonly diagrams: Diagrams;
}

/** A diagram of a scenario file, with its share in the run of the file. */
interface Preview extends Share {
  readonly diagram: Diagram;
}

/** The diagrams of scenario files, at most one for each. */
export class Previews implements WebviewPanelSerializer {
  readonly #services: PreviewServices;
  readonly #serializer: Disposable;
  /** By the URI of the scenario file. */
  readonly #open = new Map<string, Preview>();

  constructor(services: PreviewServices) {
    this.#services = services;
    this.#serializer = window.registerWebviewPanelSerializer(VIEW_TYPE, this);
  }

  /**
   * Opens the diagram of a scenario file beside the active editor, or brings it to the front. Takes no focus.
   * @param destination what it shows then
   */
  open(file: Uri, destination?: Destination): void {
    const existing = this.#open.get(file.toString());
    if (existing) {
      existing.diagram.reveal();
      if (destination) existing.session.select(destination);
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
      this.#open.has(file.toString()) ||
      tabs.some(
        ({ label, input }) =>
          input instanceof TabInputWebview && input.viewType.endsWith(VIEW_TYPE) && label === title(file),
      )
    );
  }

  /** The live diagram that a command means. */
  get current(): Preview | undefined {
    const previews = [...this.#open.values()];
    const current = this.#services.diagrams.current((one) => previews.some(({ diagram }) => diagram === one));
    return previews.find(({ diagram }) => diagram === current);
  }

  /** Brings a panel back after a reload, with the scenario and the seed that it had. */
  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const { uri, scenario, seed } = (state ?? {}) as Partial<PanelState>;
    // A panel whose page never came to say what it shows can't be restored; nor is there a second one for a file.
    if (uri === undefined || this.#open.has(uri)) panel.dispose();
    else this.#add(panel, Uri.parse(uri, true), { scenario, ...(seed === undefined ? {} : { seed }) });
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const preview of this.#open.values()) preview.dispose();
  }

  #add(panel: WebviewPanel, file: Uri, destination?: Destination): void {
    const { extensionUri, host, sessions, diagrams } = this.#services;
    const key = file.toString();
    const icon = (theme: string) => Uri.joinPath(extensionUri, "media", `diagram-${theme}.svg`);
    panel.title = title(file);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    const share = sessions.share(file, destination);
    const diagram = new Diagram(panel, new LiveScenario(file, share.session, host), this.#services);
    this.#open.set(key, { ...share, diagram });
    diagrams.add(diagram);
    panel.onDidDispose(() => {
      share.dispose();
      this.#open.delete(key);
      this.#announce();
    });
    this.#announce();
  }

  #announce(): void {
    void commands.executeCommand("setContext", OPEN_CONTEXT, this.#open.size > 0);
  }

  /** Where another diagram already is, else beside the active editor. */
  #column(): ViewColumn {
    const panels = Array.from(this.#open.values(), ({ diagram }) => diagram.panel);
    return panels.findLast(({ visible }) => visible)?.viewColumn ?? ViewColumn.Beside;
  }
}

function title(file: Uri): string {
  return `Diagram: ${fileName(file)}`;
}
