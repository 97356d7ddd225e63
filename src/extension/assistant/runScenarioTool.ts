import { LanguageModelTextPart, LanguageModelToolResult, lm, Uri, workspace } from "vscode";
import type {
  CancellationToken,
  Disposable,
  LanguageModelTool,
  LanguageModelToolInvocationOptions,
  LanguageModelToolInvocationPrepareOptions,
  PreparedToolInvocation,
} from "vscode";
import { toStory } from "../../exporters/story.ts";
import type { FileOutcome } from "../../runner/outcome.ts";
import type { RunnerHost } from "../run/runnerHost.ts";
import { sourceName } from "../run/sources.ts";
import { fileName, isScenarioFile } from "../scenarioFile.ts";

/** As the manifest declares it. */
interface Input {
  /** Path of the scenario file, within the workspace or absolute. */
  readonly file: string;
  /** Name of the scenario; all of the file when absent. */
  readonly scenario?: string;
  readonly seed?: number;
}

/** Lets assistants in the editor run a scenario, and read how it went. */
export function registerRunScenarioTool(host: RunnerHost): Disposable {
  return lm.registerTool("faultline_run_scenario", new RunScenarioTool(host));
}

class RunScenarioTool implements LanguageModelTool<Input> {
  readonly #host: RunnerHost;

  constructor(host: RunnerHost) {
    this.#host = host;
  }

  async prepareInvocation({
    input,
  }: LanguageModelToolInvocationPrepareOptions<Input>): Promise<PreparedToolInvocation> {
    const file = await find(input.file);
    return { invocationMessage: `Running ${file ? fileName(file) : input.file}` };
  }

  async invoke(
    { input }: LanguageModelToolInvocationOptions<Input>,
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    return new LanguageModelToolResult([new LanguageModelTextPart(await this.#tell(input, token))]);
  }

  /** What a reader wants to know of a run, or of why there is none. */
  async #tell({ file: path, scenario, seed = 1 }: Input, token: CancellationToken): Promise<string> {
    if (!workspace.isTrusted)
      return "Nothing runs in Restricted Mode: the user has to trust the workspace first.";
    const file = await find(path);
    if (!file) return `There is no scenario file “${path}”. Scenario files end in .scenario.ts.`;
    const aborting = new AbortController();
    const subscription = token.onCancellationRequested(() => aborting.abort());
    try {
      const which = scenario === undefined ? {} : { only: scenario };
      const request = { file: sourceName(file), ...which, seed, record: true };
      return tellOutcome(await this.#host.run(request, aborting.signal), scenario);
    } finally {
      subscription.dispose();
    }
  }
}

function tellOutcome({ runs, scenarios, error }: FileOutcome, wanted: string | undefined): string {
  if (error) {
    const { location, message } = error;
    return `The file can't be run: ${location ? `${location.file}:${location.line}:${location.column}: ` : ""}${message}`;
  }
  if (runs.length === 0) {
    const names = scenarios.map(({ name }) => `“${name}”`).join(", ");
    return wanted === undefined
      ? "The file exports no scenario."
      : `The file has no scenario “${wanted}”; it has ${names || "none"}.`;
  }
  return runs.map(({ trace }) => (trace ? toStory(trace) : "")).join("\n");
}

/** The scenario file that a path means: as it stands, or in one of the folders of the workspace. */
async function find(path: string): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const first = folders.at(0)?.uri;
  const isAbsolute = /^([a-z]:)?[/\\]/i.test(path);
  const candidates = isAbsolute
    ? [first?.with({ path: path.replaceAll("\\", "/") }) ?? Uri.file(path)]
    : folders.map(({ uri }) => Uri.joinPath(uri, path));
  for (const candidate of candidates.filter(isScenarioFile)) {
    try {
      await workspace.fs.stat(candidate);
      return candidate;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
