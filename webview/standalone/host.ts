import type { FromWebview, ToWebview } from "../../src/protocol/messages.ts";
import type { RunPart } from "../../src/trace/runPart.ts";
import type { Trace } from "../../src/trace/trace.ts";
import type { Host } from "../host.ts";
import { notify } from "./notice.ts";

/** The runs that the page holds, as `toHtml` puts them there. */
const runs = JSON.parse(document.getElementById("runs")!.textContent) as readonly Trace[];

/** The part of the first one at which the page opens, if it is to. */
const part = JSON.parse(document.getElementById("part")!.textContent) as RunPart | null;

/** Stands in for VS Code and the extension behind it, as far as a page can that only holds runs. */
const host: Host = {
  standalone: true,
  postMessage: answer,
  getState: () =>
    part ? { uri: document.URL, seed: runs[0].seed, view: { marked: part, step: part.to } } : undefined,
  setState: () => undefined,
};

function answer(message: FromWebview): void {
  switch (message.kind) {
    case "ready":
      show(0);
      break;
    case "selectScenario":
      show(runs.findIndex(({ scenario }) => scenario === message.name));
      break;
    case "copy":
      void copy(message.text, message.what);
      break;
    case "copied":
      notify(`Copied ${message.what}`);
      break;
    case "notCopied":
      notify(`Nothing was copied. ${message.problem}`);
      break;
    case "failed":
      console.error(message.message);
      break;
    default:
    // The rest is about sources and new runs, of which there are none here.
  }
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify(`Copied ${what}`);
  } catch {
    // It is missing, or refuses, where the page was fetched without TLS or lies in a frame.
    notify("Nothing was copied: this page may not use the clipboard.");
  }
}

function show(selected: number): void {
  const scenarios = runs.map(({ scenario }) => ({ name: scenario }));
  tell({ kind: "show", uri: document.URL, scenarios, selected, trace: runs[selected] });
}

/** A message that the page sends to itself would be copied, and a run is large. */
function tell(message: ToWebview): void {
  window.dispatchEvent(new MessageEvent("message", { data: message }));
}

Object.assign(window, { acquireVsCodeApi: () => host });
