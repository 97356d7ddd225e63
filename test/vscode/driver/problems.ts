import type { Locator } from "playwright-core";
import type { Workbench } from "./workbench.ts";

/** The Problems view. */
export class Problems {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Shows the view. */
  async open(): Promise<void> {
    await this.#workbench.run("Problems: Focus on Problems View");
    await this.#view.waitFor();
  }

  /** The problems whose description (severity, message, place) matches, and what is said further of them. */
  matching(description: RegExp): Locator {
    return this.#view.getByRole("treeitem", { name: description });
  }

  /** Shows the events that a problem is about. */
  async expand(description: RegExp): Promise<void> {
    const problem = this.matching(description);
    if ((await problem.getAttribute("aria-expanded")) === "false")
      await problem.locator(".monaco-tl-twistie").click();
  }

  get #view(): Locator {
    return this.#workbench.page.locator(".markers-panel");
  }
}
