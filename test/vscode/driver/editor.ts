import type { Locator } from "playwright-core";
import type { Workbench } from "./workbench.ts";

/** A text editor of the workbench. Lines and columns count from 1. */
export class Editor {
  readonly workbench: Workbench;
  readonly name: string;

  constructor(workbench: Workbench, name: string) {
    this.workbench = workbench;
    this.name = name;
  }

  /** Puts the keyboard focus into the text. */
  async focus(): Promise<void> {
    await this.root.locator(".native-edit-context, textarea.inputarea").first().focus();
  }

  /** Moves the cursor. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.focus();
    await this.keyboard.press("Control+g");
    await this.workbench.quickInput.fill(`:${line}:${column}`);
    await this.keyboard.press("Enter");
    await this.cursorAt(line, column);
  }

  /** Waits until the cursor is there, as the status bar has it. */
  async cursorAt(line: number, column?: number): Promise<void> {
    const text = column === undefined ? new RegExp(`^Ln ${line}, `) : `Ln ${line}, Col ${column}`;
    await this.workbench.page.locator(".statusbar").getByText(text).waitFor();
  }

  /** Writes at the cursor as one stroke, so that nothing is completed or closed on the way. */
  async insert(text: string): Promise<void> {
    await this.keyboard.insertText(text);
  }

  /** Replaces a whole line. */
  async replaceLine(line: number, text: string): Promise<void> {
    await this.goTo(line);
    await this.keyboard.press("Shift+End");
    await this.insert(text);
  }

  /** Replaces the whole text. */
  async replaceAll(text: string): Promise<void> {
    await this.focus();
    await this.keyboard.press("Control+a");
    await this.keyboard.press("Delete");
    await this.insert(text);
  }

  /** Whether the text on disk is older than the one shown. */
  async isDirty(): Promise<boolean> {
    return (await this.workbench.tab(this.name).first().getAttribute("class"))?.includes("dirty") ?? false;
  }

  /** The lines on screen that contain this text. */
  line(text: string): Locator {
    return this.root.locator(".view-line").filter({ hasText: text });
  }

  /** The number beside a line on screen. */
  lineNumber(line: number): Locator {
    return this.root.locator(".line-numbers").getByText(String(line), { exact: true });
  }

  /** A word that is drawn faded, since it does nothing. */
  faded(word: string): Locator {
    return this.root.locator(".squiggly-inline-unnecessary").filter({ hasText: word });
  }

  /** What the extension writes behind the first line that contains this text, and is no part of it. */
  async behind(text: string): Promise<string> {
    return this.line(text)
      .first()
      .evaluate((line) =>
        [...line.querySelectorAll("*")]
          .map((part) => getComputedStyle(part, "::after").content)
          .filter((content) => content.startsWith('"'))
          .map((content) => JSON.parse(content) as string)
          .join(" | "),
      );
  }

  /** A link over a line of the text. */
  lens(text: string | RegExp): Locator {
    return this.root.locator(".codelens-decoration a").filter({ hasText: text });
  }

  /** What stands over the lines of the text, from the top. */
  async lenses(): Promise<string[]> {
    return this.root
      .locator(".codelens-decoration")
      .evaluateAll((rows) =>
        rows
          .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((row) => row.textContent.replace(/\s+/g, " ").trim()),
      );
  }

  /** Opens the list of quick fixes at the cursor, and tells whether this one is in it. */
  async offersFix(title: string): Promise<boolean> {
    await this.keyboard.press("Escape");
    await this.keyboard.press("Control+.");
    return this.fix(title)
      .waitFor({ timeout: 3_000 })
      .then(
        () => true,
        () => false,
      );
  }

  /** An entry of the open list of quick fixes. */
  fix(title: string): Locator {
    return this.#fixes.filter({ hasText: title });
  }

  get #fixes(): Locator {
    return this.workbench.page.locator(".action-widget .monaco-list-row.action");
  }

  /** The list of completions. */
  get suggestions(): Locator {
    return this.workbench.page.locator(".suggest-widget.visible").getByRole("option");
  }

  private get root(): Locator {
    return this.workbench.page
      .locator(`.editor-instance[aria-label*=${JSON.stringify(this.name)}], .editor-instance`)
      .first();
  }

  private get keyboard() {
    return this.workbench.page.keyboard;
  }
}
