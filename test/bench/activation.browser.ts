/** How long the extension, as it ships, takes to activate in a folder with a scenario: the editor measures it itself. */
import { Session } from "../vscode/driver/session.ts";
import { echo } from "../vscode/scenarios.ts";
import { packExtension } from "../vscode/suite/packExtension.ts";
import { median, report } from "./report.ts";

const STARTS = 3;

/** What is allowed, in ms. */
const LIMIT = 50;

const vsix = await packExtension();
const times: number[] = [];
for (let start = 1; start <= STARTS; start++) {
  const session = await Session.start({ vsix, files: { "echo.scenario.ts": echo } });
  try {
    const { workbench, page } = session;
    await workbench.run("Developer: Show Running Extensions");
    const row = page.locator(".runtime-extensions-editor .extension").filter({ hasText: "Faultline" });
    const text = await row.getByText(/\d+ms/).first().textContent();
    times.push(Number(/(\d+)ms/.exec(text ?? "")?.[1]));
  } finally {
    await session.stop();
  }
}
report("activation in the editor", { median: median(times), limit: LIMIT });
