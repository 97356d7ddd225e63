import { window } from "vscode";
import type { ExtensionContext } from "vscode";
import type { Workers } from "../runner/wire.ts";
import { registerRunScenarioTool } from "./assistant/runScenarioTool.ts";
import { AutomaticOpening } from "./automaticOpening.ts";
import { registerCommands } from "./commands.ts";
import { registerDebugging } from "./debug/debugging.ts";
import { Diagrams } from "./preview/diagrams.ts";
import { Previews } from "./preview/previews.ts";
import { Results } from "./run/results.ts";
import { RunnerHost } from "./run/runnerHost.ts";
import { Sessions } from "./run/sessions.ts";
import { StatusBar } from "./statusBar.ts";
import { Testing } from "./testing/testing.ts";
import { registerText } from "./text/text.ts";
import { TraceEditors } from "./traces/traceEditors.ts";

/**
 * Starts everything, on the first command, on a panel to restore, or in a workspace with a scenario file.
 * @param workers what scenarios run in, on this host
 */
export function start({ extensionUri, subscriptions }: ExtensionContext, workers: Workers): void {
  const log = window.createOutputChannel("Faultline", { log: true });
  const host = new RunnerHost(workers, log);
  const sessions = new Sessions(host, log);
  const results = new Results(sessions);
  const diagrams = new Diagrams();
  const traces = new TraceEditors({ extensionUri, host, diagrams, log });
  const previews = new Previews({ extensionUri, host, sessions, diagrams, log });
  // Disposed of in this order: nothing is left that could still ask for the next.
  subscriptions.push(
    registerCommands({ previews, diagrams, extensionUri, log }),
    registerText({ sessions, previews, results }),
    registerDebugging(sessions, previews),
    new AutomaticOpening(previews),
    new StatusBar(previews, sessions),
    registerRunScenarioTool(host),
    new Testing(new RunnerHost(workers, log), results, log),
    previews,
    results,
    traces,
    diagrams,
    host,
    log,
  );
}
