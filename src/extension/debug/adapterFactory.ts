import { CancellationError, DebugAdapterInlineImplementation, Disposable, window } from "vscode";
import type { DebugAdapterDescriptor, DebugAdapterDescriptorFactory, DebugSession, Uri } from "vscode";
import { revealSource } from "../preview/reveal.ts";
import { locate } from "../run/locate.ts";
import type { Sessions } from "../run/sessions.ts";
import { readSource, sourceName } from "../run/sources.ts";
import { fileName } from "../scenarioFile.ts";
import { destinationOf, toUri } from "./configuration.ts";
import type { ScenarioConfiguration } from "./configuration.ts";
import { InlineAdapter } from "./inlineAdapter.ts";
import { registerInlineValues } from "./inlineValues.ts";
import { LiveDebuggee } from "./liveDebuggee.ts";
import { NoRunError } from "./nextRun.ts";
import { Turns } from "./turns.ts";

/** Runs the scenario of a debug session, and gives the session an adapter within this host. */
export class AdapterFactory implements DebugAdapterDescriptorFactory {
  readonly #sessions: Sessions;
  readonly #turns = new Turns();

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  async createDebugAdapterDescriptor(session: DebugSession): Promise<DebugAdapterDescriptor> {
    const wanted = session.configuration as ScenarioConfiguration;
    const file = toUri(wanted.program, session.workspaceFolder);
    const share = this.#sessions.share(file);
    try {
      const debuggee = await LiveDebuggee.start(share.session, this.#turns, destinationOf(wanted));
      const ends = Disposable.from(registerInlineValues(session), share);
      return new DebugAdapterInlineImplementation(new InlineAdapter(session, debuggee, ends));
    } catch (error) {
      share.dispose();
      if (!(error instanceof NoRunError)) throw error;
      void explain(file, error);
      // VS Code itself would offer to edit a launch.json, which is of no help.
      throw new CancellationError();
    }
  }
}

async function explain(file: Uri, { message, location }: NoRunError): Promise<void> {
  const text = `${fileName(file)} can't be debugged: ${message}`;
  // There may be no such file.
  const isThere = location && (await readSource(sourceName(locate(file, location)))) !== undefined;
  const choice = await window.showErrorMessage(text, ...(isThere ? ["Go to Line"] : []));
  if (choice !== undefined && location) await revealSource(locate(file, location), location, true, undefined);
}
