import type { FrameLocator, Page } from "playwright-core";

/** The diagram's panel. */
export class Preview {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The document inside the panel. */
  get frame(): FrameLocator {
    return this.#page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Waits until the panel shows a run. */
  async waitForRun(): Promise<void> {
    await this.frame.getByRole("slider", { name: "Position" }).waitFor();
  }
}
