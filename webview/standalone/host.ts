import type { FromWebview, ToWebview } from "../../src/protocol/messages.ts";
import type { Trace } from "../../src/trace/trace.ts";
import type { Host } from "../host.ts";

/** The runs that the page holds, as `toHtml` puts them there. */
const runs = JSON.parse(document.getElementById("runs")!.textContent) as readonly Trace[];

/** Stands in for VS Code and the extension behind it, as far as a page can that only holds runs. */
const host: Host = {
  standalone: true,
  postMessage: answer,
  getState: () => undefined,
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
      void navigator.clipboard.writeText(message.text);
      break;
    case "failed":
      console.error(message.message);
      break;
    default:
    // The rest is about sources and new runs, of which there are none here.
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
