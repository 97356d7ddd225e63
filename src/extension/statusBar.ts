import { Disposable, StatusBarAlignment, window } from "vscode";
import type { StatusBarItem } from "vscode";
import { shorten } from "../trace/format.ts";
import type { Trace } from "../trace/trace.ts";
import type { Previews } from "./preview/previews.ts";
import type { Session } from "./run/session.ts";
import type { Sessions } from "./run/sessions.ts";

/** Longest name of a scenario in the status bar, in characters. */
const MAX_NAME = 32;

/** Says in the status bar which run the diagram in use shows, how it came out, and where the user is in it. */
export class StatusBar {
  readonly #previews: Previews;
  readonly #item: StatusBarItem = window.createStatusBarItem("faultline.run", StatusBarAlignment.Left);
  readonly #sessions = new Map<Session, Disposable>();
  readonly #subscriptions: Disposable;

  constructor(previews: Previews, sessions: Sessions) {
    this.#previews = previews;
    this.#item.name = "Faultline";
    this.#subscriptions = Disposable.from(
      this.#item,
      sessions.onDidBegin((session) => this.#listen(session)),
      sessions.onDidEnd((session) => this.#forget(session)),
      window.onDidChangeActiveTextEditor(() => this.#update()),
      window.tabGroups.onDidChangeTabs(() => this.#update()),
    );
  }

  dispose(): void {
    for (const session of this.#sessions.keys()) this.#forget(session);
    this.#subscriptions.dispose();
  }

  #listen(session: Session): void {
    const update = () => this.#update();
    this.#sessions.set(session, Disposable.from(session.onDidUpdate(update), session.onDidMove(update)));
    this.#update();
  }

  #forget(session: Session): void {
    this.#sessions.get(session)?.dispose();
    this.#sessions.delete(session);
    this.#update();
  }

  #update(): void {
    const preview = this.#previews.current;
    const trace = preview?.session.trace;
    if (!preview || !trace) {
      this.#item.hide();
      return;
    }
    const { position = trace.events.length - 1, standing } = preview.session;
    const isStale = standing.at(-1)?.kind === "broken";
    const place = `${position + 1}/${trace.events.length}`;
    const name = shorten(trace.scenario, MAX_NAME).replaceAll("$(", "$ (");
    this.#item.text = `$(${isStale ? "warning" : iconOf(trace)}) ${name} · seed ${trace.seed} · ${place}`;
    const outcome = isStale ? "the file as it stands can't be run" : trace.status;
    const sentence = `“${trace.scenario}”, seed ${trace.seed}: ${outcome}; event ${position + 1} of ${trace.events.length}`;
    this.#item.tooltip = `${sentence}. Show the diagram`;
    this.#item.accessibilityInformation = { label: `Faultline: ${sentence}` };
    this.#item.command = {
      title: "Show the diagram",
      command: "faultline.openDiagram",
      arguments: [preview.diagram.uri],
    };
    this.#item.show();
  }
}

function iconOf({ status }: Trace): string {
  return status === "passed" ? "pass" : "error";
}
