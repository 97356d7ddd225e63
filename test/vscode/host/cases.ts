import assert from "node:assert/strict";
import {
  commands,
  debug,
  DiagnosticSeverity,
  env,
  extensions,
  lm,
  Position,
  TabInputWebview,
  window,
  workspace,
} from "vscode";
import type { Extension, LanguageModelTextPart, Tab } from "vscode";
import { echo } from "../scenarios.ts";
import { eventually } from "./expect.ts";
import { inFolder, ScenarioFile } from "./scenarioFile.ts";
import { workers } from "./workers.ts";

/** What must hold inside the extension host, by name, in the order in which it is tried. */
export const cases: Readonly<Record<string, () => Promise<void>>> = {
  async "is installed, and sleeps in a folder without scenarios"() {
    assert.equal(faultline().isActive, false);
    return Promise.resolve();
  },

  async "registers each command of its manifest"() {
    await faultline().activate();
    const registered = new Set(await commands.getCommands(true));
    const { contributes } = faultline().packageJSON as { contributes: { commands: { command: string }[] } };
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  },

  async "opens the diagram beside the editor and leaves it the focus"() {
    const file = await openWithDiagram("beside.scenario.ts");
    const diagram = await diagramTab("beside.scenario.ts");
    assert.notEqual(diagram.group.viewColumn, file.editor.viewColumn);
    assert.equal(window.activeTextEditor?.document.uri.toString(), file.uri.toString());
  },

  async "opens one diagram for a file, however often it is asked"() {
    await openWithDiagram("once.scenario.ts");
    await commands.executeCommand("faultline.openDiagram");
    await commands.executeCommand("faultline.openDiagram");
    assert.equal(diagrams().filter(({ label }) => label.includes("once.scenario.ts")).length, 1);
  },

  async "reports what keeps an unsaved text from running at its line and column, until it is mended"() {
    const file = await openWithDiagram("broken.scenario.ts");
    await file.replace("text.toUpperCase()", "text.toUpperCase(");
    const [problem] = await eventually("a diagnostic", () => file.diagnostics.length > 0 && file.diagnostics);
    assert.equal(problem.severity, DiagnosticSeverity.Error);
    assert.ok(problem.range.start.line >= file.positionOf("text.toUpperCase(").line);
    assert.ok(file.editor.document.isDirty);
    await file.replace("text.toUpperCase(", "text.toUpperCase()");
    await eventually("no diagnostics", () => file.diagnostics.length === 0);
  },

  async "reports a check that fails unexpectedly where it stands"() {
    const file = await openWithDiagram("violated.scenario.ts");
    await file.replace(
      "  await world.quiet();",
      `  world.always("silence", () => canyon.state.heard === 0);\n  await world.quiet();`,
    );
    const [problem] = await eventually("a diagnostic", () => file.diagnostics.length > 0 && file.diagnostics);
    assert.match(problem.message, /^silence: /);
    assert.equal(problem.range.start.line, file.positionOf("world.always").line);
  },

  async "runs again when an imported file changes"() {
    const library = await ScenarioFile.create(
      "echo.ts",
      echo.slice(0, echo.indexOf("export default")).replace("class", "export class"),
    );
    const scenario = echo.slice(echo.indexOf("export default"));
    const imports = `import { scenario } from "faultline";\nimport { Echo } from "./echo.ts";\n\n`;
    await openWithDiagram("imports.scenario.ts", imports + scenario);
    await library.replace("return text", "return text(");
    await eventually("a diagnostic in the import", () => library.diagnostics.length > 0);
    await library.replace("return text(", "return text");
    await eventually("no diagnostics in the import", () => library.diagnostics.length === 0);
  },

  async "stops an endless loop and runs the next good text"() {
    const file = await openWithDiagram("endless.scenario.ts");
    await file.replace("this.heard += 1;", "for (;;) this.heard += 1;");
    await eventually("a diagnostic", () => file.diagnostics.length > 0);
    await file.replace("for (;;) this.heard += 1;", "this.heard += 1;");
    await eventually("no diagnostics", () => file.diagnostics.length === 0);
  },

  async "copies the run as Mermaid"() {
    await openWithDiagram("copied.scenario.ts");
    await env.clipboard.writeText("");
    await commands.executeCommand("faultline.copyAsMermaid");
    let copied = "";
    await eventually("Mermaid on the clipboard", () => {
      void env.clipboard.readText().then((text) => (copied = text));
      return copied.includes("sequenceDiagram");
    });
    assert.match(copied, /canyon/);
  },

  async "lets assistants run a scenario, unsaved changes included, and tells them how it went"() {
    const file = await openWithDiagram("told.scenario.ts");
    await file.replace(
      "  await world.quiet();",
      `  world.always("silence", () => canyon.state.heard === 0);\n  await world.quiet();`,
    );
    const tell = async (input: object) => {
      const { content } = await lm.invokeTool("faultline_run_scenario", {
        input,
        toolInvocationToken: undefined,
      });
      return (content[0] as LanguageModelTextPart).value;
    };
    const story = await tell({ file: "told.scenario.ts" });
    assert.match(story, /✗ silence · always · violated/);
    assert.match(story, /How “silence” came to be violated:\n {2}\(.*\)\n {2}event \d+, /);
    assert.match(
      await tell({ file: "told.scenario.ts", scenario: "no such" }),
      /has no scenario “no such”; it has “/,
    );
    assert.match(
      await tell({ file: "nowhere.scenario.ts" }),
      /There is no scenario file “nowhere\.scenario\.ts”/,
    );
    await file.replace("text.toUpperCase()", "text.toUpperCase(");
    assert.match(
      await tell({ file: "told.scenario.ts" }),
      /The file can't be run: .*told\.scenario\.ts:\d+:\d+: /,
    );
  },

  async "closes everything with its diagram"() {
    const file = await openWithDiagram("closed.scenario.ts");
    await file.replace("text.toUpperCase()", "text.toUpperCase(");
    await eventually("a diagnostic", () => file.diagnostics.length > 0);
    await window.tabGroups.close(await diagramTab("closed.scenario.ts"));
    await eventually("no diagnostics", () => file.diagnostics.length === 0);
  },

  async "leaves no worker behind when its diagrams are closed, and its debug sessions have ended"() {
    const { uri } = await openWithDiagram("workers.scenario.ts");
    await eventually("workers", () => workers.size > 0);
    const program = uri.toString();
    assert.ok(
      await debug.startDebugging(undefined, { type: "faultline", request: "launch", name: "it", program }),
    );
    const session = await eventually("a debug session", () => debug.activeDebugSession);
    await window.tabGroups.close(diagrams());
    assert.ok(workers.size > 0, "the debug session has none");
    await debug.stopDebugging(session);
    await eventually("no workers", () => workers.size === 0);
    // Assistants run scenarios that nobody looks at.
    await lm.invokeTool("faultline_run_scenario", {
      input: { file: "workers.scenario.ts" },
      toolInvocationToken: undefined,
    });
    await eventually("no workers", () => workers.size === 0);
  },

  async "completes what a scenario imports, with nothing installed"() {
    const file = await ScenarioFile.create("completed.scenario.ts", `import { s } from "faultline";\n`);
    const position = new Position(0, "import { s".length);
    let labels: string[] = [];
    await eventually("a completion", () => {
      void commands
        .executeCommand<{ items: { label: string | { label: string } }[] }>(
          "vscode.executeCompletionItemProvider",
          file.uri,
          position,
        )
        .then(
          ({ items }) =>
            (labels = items.map(({ label }) => (typeof label === "string" ? label : label.label))),
        );
      return labels.includes("scenario");
    });
  },

  async "writes the types into the folder and keeps those that are there"() {
    await commands.executeCommand("faultline.addTypes");
    const written = await workspace.fs.readFile(inFolder("faultline.d.ts"));
    assert.match(new TextDecoder().decode(written), /scenario/);
  },
};

function faultline(): Extension<unknown> {
  const extension = extensions.getExtension("faultline.faultline");
  assert.ok(extension, "the extension is not installed");
  return extension;
}

async function openWithDiagram(name: string, text = echo): Promise<ScenarioFile> {
  const file = await ScenarioFile.create(name, text);
  await commands.executeCommand("faultline.openDiagram");
  await diagramTab(name);
  return file;
}

function diagrams(): Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.includes("faultline.preview"));
}

function diagramTab(name: string): Promise<Tab> {
  return eventually(`a diagram of ${name}`, () => diagrams().find(({ label }) => label.includes(name)));
}
