import { commands } from "vscode";
import type { Uri } from "vscode";
import type { OtherRun } from "../../protocol/messages.ts";
import type { Location, Trace } from "../../trace/trace.ts";
import { pickOther } from "../compare/pickOther.ts";
import { runOther } from "../compare/runOther.ts";
import { intervene } from "../edit/intervene.ts";
import { locate } from "../run/locate.ts";
import type { RunnerHost } from "../run/runnerHost.ts";
import type { Session } from "../run/session.ts";
import type { Subject, SubjectRequest } from "./subject.ts";

/** A scenario file as a diagram shows it: its run, and again after each edit. */
export class LiveScenario implements Subject {
  readonly uri: Uri;
  readonly place: Session;
  readonly onDidUpdate: Session["onDidUpdate"];
  readonly #session: Session;
  readonly #host: RunnerHost;

  constructor(file: Uri, session: Session, host: RunnerHost) {
    this.uri = file;
    this.place = session;
    this.onDidUpdate = session.onDidUpdate;
    this.#session = session;
    this.#host = host;
  }

  get trace(): Trace | undefined {
    return this.#session.trace;
  }

  get standing() {
    return this.#session.standing;
  }

  /** That of the saved file; where everything is saved, that of Git's version. */
  get beforeEdit(): OtherRun {
    return { kind: this.#session.isDirty ? "saved" : "committed" };
  }

  locate(location: Location): Uri {
    return locate(this.uri, location);
  }

  pickOther(shown: Trace): Promise<OtherRun | undefined> {
    return pickOther(shown, this.#session.picture?.scenarios ?? []);
  }

  otherRun(shown: Trace, other: OtherRun, signal: AbortSignal): Promise<Trace> {
    return runOther(this.uri, shown, other, this.#host, signal);
  }

  async answer(request: SubjectRequest): Promise<void> {
    switch (request.kind) {
      case "selectScenario":
        this.#session.select({ scenario: request.name });
        break;
      case "setSeed":
        this.#session.select({ seed: request.seed });
        break;
      case "intervene":
        await intervene(this.uri, this.#session, request.step, request.what);
        break;
      case "cancel":
        this.#session.cancel();
        break;
      case "manageTrust":
        await commands.executeCommand("workbench.trust.manage");
        break;
      default:
      // The rest is about saved traces.
    }
  }
}
