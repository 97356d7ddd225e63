import { window } from "vscode";
import type { OtherRun, ScenarioEntry } from "../../protocol/messages.ts";
import type { Trace } from "../../trace/trace.ts";
import { choose } from "./choice.ts";
import type { Choice } from "./choice.ts";
import { faultChoices } from "./faultChoices.ts";
import { pickTrace } from "./pickTrace.ts";

/** Asks which run the shown one is to be held against. */
export async function pickOther(
  trace: Trace,
  scenarios: readonly ScenarioEntry[],
): Promise<OtherRun | undefined> {
  const title = `Compare “${trace.scenario}” With`;
  const choices: Choice[] = [
    {
      label: "The saved file",
      detail: "What did my edit change? The text as it is now against the text as it was saved last",
      other: { kind: "saved" },
    },
    {
      label: "Git's version",
      detail: "What have I changed since the latest commit?",
      other: { kind: "committed" },
    },
    {
      label: "Without its faults",
      detail: "What do the faults change? The same run with nothing going wrong",
      other: { kind: "without", without: "faults" },
    },
    {
      label: `Seed ${trace.seed + 1}`,
      detail: "The same scenario with other chances",
      other: { kind: "seed", seed: trace.seed + 1 },
    },
    { label: "Another seed…", other: askSeed },
    ...scenarios
      .filter(({ name }) => name !== trace.scenario)
      .map(({ name }) => ({
        label: name,
        detail: "Another scenario of this file: failure and cure",
        other: { kind: "scenario" as const, name },
      })),
    {
      label: "A saved trace…",
      detail: "A run that was kept in a file, by the command line or by Export",
      other: () => pickTrace(title),
    },
    ...faultChoices(trace),
  ];
  return choose(choices, title);
}

async function askSeed(): Promise<OtherRun | undefined> {
  const text = await window.showInputBox({
    title: "Compare With Seed",
    validateInput: (value) => (isSeed(value) ? undefined : "A seed is a whole number."),
  });
  return text === undefined ? undefined : { kind: "seed", seed: Number(text) };
}

function isSeed(text: string): boolean {
  return text.trim() !== "" && Number.isSafeInteger(Number(text));
}
