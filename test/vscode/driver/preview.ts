import type { FrameLocator, Locator, Page } from "playwright-core";

/** The diagram's panel. Everything in it is found by role and name. */
export class Preview {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The document inside the panel. */
  get frame(): FrameLocator {
    return this.#page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Waits until the panel shows a run, of this scenario if one is named. */
  async waitForRun(scenario = ""): Promise<void> {
    await this.frame.getByRole("region", { name: `Diagram of ${scenario}` }).waitFor();
  }

  /** Puts the keyboard focus into the diagram. */
  async focus(): Promise<void> {
    await this.#diagram.focus();
  }

  /** Height of the whole picture in pixels, which is how far it is zoomed in. */
  async height(): Promise<number> {
    return this.#diagram.evaluate(({ scrollHeight }) => scrollHeight);
  }

  /** A message in the picture by what it says, such as `say("hello")`. */
  message(call: string): Locator {
    return this.frame.getByRole("img", { name: `${call} from ` });
  }

  /** An event in the picture by its sentence. */
  event(sentence: string | RegExp): Locator {
    return this.frame.getByRole("img", { name: sentence });
  }

  /** The events that light up because the cursor stands on their line. */
  get litEvents(): Locator {
    return this.frame.locator(".glow.lit");
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole("button", { name });
  }

  /** What is wrong, over the picture. */
  get banner(): Locator {
    return this.frame.getByRole("alert");
  }

  /** The choice of scenario, where a file has several. */
  get scenarios(): Locator {
    return this.frame.getByRole("combobox", { name: "Scenario" });
  }

  get seed(): Locator {
    return this.frame.getByRole("spinbutton", { name: "seed" });
  }

  /** The step that the play head stands on, from 1, and the number of steps. */
  async position(): Promise<{ step: number; of: number }> {
    const text = await this.#slider.getAttribute("aria-valuetext");
    const [, step, of] = /^Step (\d+) of (\d+)$/.exec(text ?? "") ?? [];
    return { step: Number(step), of: Number(of) };
  }

  /** Waits until the play head stands on this step, from 1. */
  async waitForStep(step: number): Promise<void> {
    await this.#slider.and(this.frame.locator(`[aria-valuetext^="Step ${step} of "]`)).waitFor();
  }

  get #diagram(): Locator {
    return this.frame.getByRole("region", { name: "Diagram of " });
  }

  get #slider(): Locator {
    return this.frame.getByRole("slider", { name: "Step" });
  }
}
