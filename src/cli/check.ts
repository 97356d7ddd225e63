import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { DEFAULT_BUDGET, Ladder } from "../checks/consistency/ladder.ts";
import { LEVELS } from "../checks/consistency/levels.ts";
import { MODELS, type ModelName } from "../checks/consistency/models.ts";
import { judge } from "../exporters/history/judge.ts";
import { toHistorySvg } from "../exporters/history.tsx";
import { readEdn } from "../histories/edn.ts";
import { HistoryError } from "../histories/historyError.ts";
import { readHistory, type RecordedOperation } from "../histories/readHistory.ts";
import type { Value } from "../trace/value.ts";
import { judgementText, judgementDocument, type Judgement } from "./check/judgement.ts";
import type { Command } from "./command.ts";
import { EXIT, hasColor, UsageError } from "./host.ts";
import type { ExitCode, Host } from "./host.ts";
import { listWords, parseChoice, parseOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import { writeText } from "./traceFiles.ts";

const REPORTERS = ["text", "json"] as const;
const MODEL_NAMES = Object.keys(MODELS) as ModelName[];

/** The worse of two ends, the worst first. */
const ENDS: readonly ExitCode[] = [EXIT.unable, EXIT.failed, EXIT.undecided, EXIT.ok];

/** `faultline check`: judges recorded histories of real systems. */
export const checkCommand: Command = {
  help: `Says whether recorded histories are consistent, and which operations show it if they aren't.

Usage: faultline check FILE… --model MODEL [options]

FILE is a history of Jepsen or Knossos, as EDN or JSON, or a log of Porcupine's tests: from etcd, or of a key-value store.

Options:
  --model MODEL      ${listWords(MODEL_NAMES)}
  --initial VALUE    the state at first, of each key for kv; as EDN or JSON (default: nil, an empty text, 0 or nothing)
  --level LEVEL      linearizable (default), sequential, causal, writes-follow-reads, monotonic-writes,
                     monotonic-reads or read-your-writes
  --budget N         steps that a search may take (default ${DEFAULT_BUDGET}); then the verdict is unknown
  --reporter NAME    text (default) or json
  --picture SVG      draw the history into this file, with the order that explains it as far as there is one
  --help             show this help

Exit codes: 0 all hold, 1 one is broken, 2 one can't be read, 3 one is unknown.
`,

  async run(args, host) {
    const { values, positionals } = parseOptions("check", args, {
      model: { type: "string" },
      initial: { type: "string" },
      level: { type: "string", default: "linearizable" },
      budget: { type: "string" },
      reporter: { type: "string", default: "text" },
      picture: { type: "string" },
    });
    if (positionals.length === 0)
      throw new UsageError("check takes at least one FILE; see faultline check --help");
    if (values.picture !== undefined && positionals.length > 1)
      throw new UsageError("--picture draws one history; name one FILE");
    if (values.model === undefined) throw new UsageError(`check needs --model: ${listWords(MODEL_NAMES)}`);
    const model = parseChoice("--model", MODEL_NAMES, values.model);
    const level = parseChoice("--level", LEVELS, values.level);
    const reporter = parseChoice("--reporter", REPORTERS, values.reporter);
    const budget = parseBudget(values.budget);
    const specification =
      values.initial === undefined ? MODELS[model]() : MODELS[model](parseInitial(values.initial));
    const progress = new Progress(host);
    const judgements: Judgement[] = [];
    let code: ExitCode = EXIT.ok;
    try {
      for (const [index, file] of positionals.entries()) {
        progress.await(`checking ${index + 1} of ${positionals.length}: ${file}`);
        const operations = await readOperations(file, model, host);
        progress.clear();
        // Whoever wants it to end is heard between two files.
        await setImmediate();
        host.signal.throwIfAborted();
        if (operations === undefined) {
          code = worse(code, EXIT.unable);
          continue;
        }
        const ladder = new Ladder(operations, specification, budget);
        const rung = ladder.rung(level);
        code = worse(code, { holds: EXIT.ok, broken: EXIT.failed, unknown: EXIT.undecided }[rung.verdict]);
        const judgement = { file, model, rung, operations };
        judgements.push(judgement);
        if (values.picture !== undefined)
          await writeText(
            resolve(host.folder, values.picture),
            toHistorySvg(judge(ladder, level), basename(file)),
          );
        if (reporter === "text") host.stdout.write(judgementText(judgement, hasColor(host, host.stdout)));
      }
    } finally {
      progress.clear();
    }
    if (reporter === "json")
      host.stdout.write(`${JSON.stringify({ results: judgements.map(judgementDocument) }, undefined, 2)}\n`);
    return code;
  },
};

/** @returns nothing when it can't be read; that has been said then */
async function readOperations(
  file: string,
  model: ModelName,
  { folder, stderr }: Host,
): Promise<RecordedOperation[] | undefined> {
  let text: string;
  try {
    text = await readFile(resolve(folder, file), "utf8");
  } catch {
    stderr.write(`faultline: can't read "${file}"; is the name right?\n`);
    return undefined;
  }
  try {
    return readHistory(text, model);
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    const { line, message } = error;
    stderr.write(`faultline: ${file}${line === undefined ? "" : `:${line}`}: ${message}\n`);
    return undefined;
  }
}

function parseInitial(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    try {
      const forms = readEdn(text);
      if (forms.length === 1) return forms[0].value;
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error;
    }
    throw new UsageError(`--initial takes one value as EDN or JSON, not "${text}"`);
  }
}

function parseBudget(text: string | undefined): number {
  if (text === undefined) return DEFAULT_BUDGET;
  const budget = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(budget) || budget === 0)
    throw new UsageError(`--budget takes a whole number from 1, not "${text}"`);
  return budget;
}

function worse(a: ExitCode, b: ExitCode): ExitCode {
  return ENDS.indexOf(a) < ENDS.indexOf(b) ? a : b;
}
