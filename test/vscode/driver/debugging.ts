import type { Locator } from "playwright-core";
import type { Editor } from "./editor.ts";
import type { Workbench } from "./workbench.ts";

/** A button of the toolbar, by the name that it begins with. */
export type DebugButton =
  | "Continue"
  | "Step Over"
  | "Step Into"
  | "Step Out"
  | "Step Back"
  | "Reverse"
  | "Restart"
  | "Stop"
  | "Disconnect";

/** The controls of VS Code's debugger: its toolbar, its views, and what it has in the text. */
export class Debugging {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Shows the views. */
  async open(): Promise<void> {
    await this.#workbench.run("View: Show Run and Debug");
    await this.#page.locator("[id='workbench.view.debug']").waitFor();
  }

  /** Starts a configuration by name. */
  async start(configuration: string): Promise<void> {
    await this.#workbench.run("Debug: Select and Start Debugging");
    await this.#workbench.choose(configuration, `debug ${configuration}`);
  }

  /** Opens the list of what a kind of debugger offers, and gives the names in it. */
  async offers(kind: string): Promise<string[]> {
    await this.start(kind);
    const names = this.#page.locator(".quick-input-list .label-name");
    await names.getByText(kind).waitFor({ state: "detached" });
    await names.first().waitFor();
    return names.allTextContents();
  }

  /** The toolbar; there is none unless something is debugged. */
  get toolbar(): Locator {
    return this.#page.locator(".debug-toolbar");
  }

  /** Presses a button of the toolbar, as soon as it can be pressed. */
  async press(name: DebugButton): Promise<void> {
    await this.toolbar
      .locator(".action-item:not(.disabled)")
      .getByRole("button", { name: new RegExp(`^${name} \\(`) })
      .click();
  }

  /** A frame of the call stacks, by the beginning of its name. */
  frame(name: string): Locator {
    return this.#callStack.locator(`[aria-label^=${JSON.stringify(`Stack Frame ${name}`)}]`).first();
  }

  /** The frames that are in view, from the top, without their places. */
  async frames(): Promise<string[]> {
    const labels = await this.#callStack
      .locator("[aria-label^='Stack Frame ']")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
    return labels.map((label) => label.replace(/^Stack Frame /, "").replace(/, line \d+, .*$/s, ""));
  }

  /** A thread by its name, and by why it has stopped if that is named. */
  thread(name: string, reason = ""): Locator {
    return this.#callStack.locator(`[aria-label^=${JSON.stringify(`Thread ${name} ${reason}`)}]`);
  }

  /** A session by its name, where there are several. */
  session(name: string): Locator {
    return this.#callStack.locator(`[aria-label^=${JSON.stringify(`Session ${name}`)}]`);
  }

  /** Goes to one of several sessions. */
  async use(name: string): Promise<void> {
    await this.#workbench.run("Debug: Select Debug Session");
    await this.#workbench.choose(name);
  }

  /** A variable by its name, with this value if one is named. */
  variable(name: string, value?: string): Locator {
    const label = `${name}, value ${value ?? ""}`;
    const operator = value === undefined ? "^=" : "=";
    return this.#page.locator(`.debug-variables [aria-label${operator}${JSON.stringify(label)}]`).first();
  }

  /** Opens a group of variables. */
  async expand(scope: string): Promise<void> {
    const row = this.#page.locator(`.debug-variables [aria-label="Scope ${scope}"]`);
    await row.waitFor();
    if ((await row.getAttribute("aria-expanded")) !== "true") await row.locator(".monaco-tl-twistie").click();
    await row.and(this.#page.locator("[aria-expanded=true]")).waitFor();
  }

  /** Watches an expression. */
  async watch(expression: string): Promise<void> {
    await this.#workbench.run("Run and Debug: Focus on Watch View");
    await this.#pane("Watch").hover();
    await this.#pane("Watch").getByRole("button", { name: "Add Expression" }).click();
    await this.#enter(this.#page.locator(".debug-watch"), expression);
  }

  /** What a watched expression comes to. */
  watched(expression: string, value: string): Locator {
    return this.#page.locator(`.debug-watch [aria-label=${JSON.stringify(`${expression}, value ${value}`)}]`);
  }

  /** Has an expression evaluated in the console. */
  async evaluate(expression: string): Promise<void> {
    await this.#workbench.run("Debug Console: Focus on Debug Console View");
    await this.#page.keyboard.insertText(expression);
    await this.#page.keyboard.press("Enter");
  }

  /** A line of the console. */
  said(text: string | RegExp): Locator {
    return this.#page.locator(".repl").getByRole("treeitem").filter({ hasText: text }).first();
  }

  /** Sets a breakpoint on a line of an editor, or takes it away, by a click beside the line. */
  async toggle(editor: Editor, line: number): Promise<void> {
    const number = editor.lineNumber(line);
    const { x, y, height } = (await number.boundingBox())!;
    await this.#page.mouse.click(x - 8, y + height / 2);
  }

  /** The signs beside the lines: of breakpoints that can be hit, of such that can't, and others. */
  get breakpointSigns(): Locator {
    return this.#page.locator(".editor-instance .codicon-debug-breakpoint");
  }

  /** Has a command ask for something at the line of the cursor, and answers. */
  async ask(command: string, answer: string): Promise<void> {
    await this.#workbench.run(command);
    const widget = this.#page.locator(".breakpoint-widget");
    await widget.locator(".native-edit-context, textarea.inputarea").first().focus();
    await this.#page.keyboard.insertText(answer);
    await widget.getByText(answer).first().waitFor();
    await this.#page.keyboard.press("Enter");
    await widget.waitFor({ state: "detached" });
  }

  /** A breakpoint in the list, of whatever kind. */
  breakpoint(name: string): Locator {
    return this.#page.locator(".debug-breakpoints .monaco-list-row").filter({ hasText: name }).first();
  }

  /** Switches a breakpoint in the list on or off. */
  async check(name: string): Promise<void> {
    await this.breakpoint(name).locator("input[type=checkbox], .monaco-custom-toggle").first().click();
  }

  /** Stops at messages of a name. */
  async addMessageBreakpoint(name: string): Promise<void> {
    await this.#pane("Breakpoints").hover();
    await this.#pane("Breakpoints").getByRole("button", { name: "Add Function Breakpoint" }).click();
    await this.#enter(this.#page.locator(".debug-breakpoints"), name);
  }

  /** Chooses from the menu of a row. */
  async choose(row: Locator, item: string): Promise<void> {
    await row.click({ button: "right" });
    await this.#page.getByRole("menuitem", { name: item }).hover();
    // By key: the editor leaves a click alone that comes within 100 ms of the menu.
    await this.#page.keyboard.press("Enter");
  }

  /** What is shown over an expression in the text. */
  get hover(): Locator {
    return this.#page.locator(".debug-hover-widget");
  }

  /** What the text says of a stop that needs an explanation, if its kind begins so. */
  exception(kind: string): Locator {
    return this.#page.locator(".exception-widget").filter({ hasText: `Exception has occurred: ${kind}` });
  }

  /** The line in the text where the debugger has stopped. */
  get stoppedLine(): Locator {
    return this.#page.locator(".editor-instance .debug-top-stack-frame-line");
  }

  async #enter(within: Locator, text: string): Promise<void> {
    const field = within
      .locator("input[type=text], .inputBoxContainer input, .monaco-inputbox input")
      .first();
    await field.fill(text);
    await field.press("Enter");
    await field.waitFor({ state: "hidden" });
  }

  #pane(title: string): Locator {
    return this.#page.locator(".pane-header").filter({ hasText: title });
  }

  get #callStack(): Locator {
    return this.#page.locator(".debug-call-stack");
  }

  get #page() {
    return this.#workbench.page;
  }
}
