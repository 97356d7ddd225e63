import type { Locator } from "playwright-core";
import type { Workbench } from "./workbench.ts";

/** What became of a test, as its row says. */
export type TestState = "Passed" | "Failed" | "Errored" | "Skipped" | "Not yet run";

/** The Testing view, and the results below the editors. */
export class Testing {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Shows the view. */
  async open(): Promise<void> {
    await this.#workbench.run("Testing: Focus on Test Explorer View");
    await this.#view.waitFor();
  }

  /** The row of a folder, a file or a scenario, in this state if one is named. */
  row(label: string, state?: TestState): Locator {
    const rows = this.#view.getByRole("treeitem").filter({ hasText: label });
    return (state === undefined ? rows : rows.and(this.#page.locator(`[aria-label*="(${state})"]`))).first();
  }

  /** The sign in a row that something in it runs. */
  busy(label: string): Locator {
    return this.row(label).locator(".computed-state.codicon-modifier-spin");
  }

  /** The labels of all rows in view, from the top. */
  async labels(): Promise<string[]> {
    return this.#view.locator("[role=treeitem] .label").allTextContents();
  }

  /** Opens what is in a row. */
  async expand(label: string): Promise<void> {
    const row = this.row(label);
    await row.waitFor();
    if ((await row.getAttribute("aria-expanded")) === "false")
      await row.locator(".monaco-tl-twistie").click();
    await row.and(this.#page.locator("[aria-expanded=true]")).waitFor();
  }

  /** Runs what a row stands for, by its button. */
  async run(label: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.getByRole("button", { name: /^Run Test/ }).click();
  }

  /** Debugs what a row stands for, by its button. */
  async debug(label: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.getByRole("button", { name: /^Debug Test/ }).click();
  }

  /** Runs what a row stands for in another way than usual. */
  async runUsing(label: string, profile: string): Promise<void> {
    await this.row(label).click({ button: "right" });
    await this.#page.getByRole("menuitem", { name: "Execute Using Profile..." }).hover();
    // By key: the editor leaves a click alone that comes within 100 ms of the menu.
    await this.#page.keyboard.press("Enter");
    await this.#workbench.choose(profile);
  }

  /** The button that stops what runs; it is there as long as anything does. */
  get cancelButton(): Locator {
    return this.#page.getByRole("button", { name: "Cancel Test Run" }).first();
  }

  /** A message among the results. */
  message(text: string | RegExp): Locator {
    return this.#results.getByRole("treeitem").filter({ hasText: text }).first();
  }

  /** The message that is shown. */
  get shown(): Locator {
    return this.#results.locator(".test-output-peek-message-container");
  }

  /** The lines of the output that are in view. */
  get output(): Locator {
    return this.#results.locator(".xterm-rows");
  }

  /** The button on a message that leads to the picture. */
  get showInDiagram(): Locator {
    return this.#results.locator(".floating-click-widget").filter({ hasText: "Show in Diagram" });
  }

  /** The signs of tests beside the lines of the editor. */
  get gutter(): Locator {
    return this.#page.locator(".editor-instance .testing-run-glyph");
  }

  /** What is said of failures behind the lines of the editor. */
  get inText(): Locator {
    return this.#page.locator(".test-error-content-widget");
  }

  get #view(): Locator {
    return this.#page.locator(".test-explorer");
  }

  get #results(): Locator {
    return this.#page.locator(".part.panel");
  }

  get #page() {
    return this.#workbench.page;
  }
}
