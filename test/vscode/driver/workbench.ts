import type { Locator, Page } from "playwright-core";
import { Debugging } from "./debugging.ts";
import { Editor } from "./editor.ts";
import { Problems } from "./problems.ts";
import { Testing } from "./testing.ts";

/** The window of VS Code as a user sees it: everything is found by role and name. */
export class Workbench {
  readonly page: Page;
  readonly problems: Problems;
  readonly testing: Testing;
  readonly debugging: Debugging;

  constructor(page: Page) {
    this.page = page;
    this.problems = new Problems(this);
    this.testing = new Testing(this);
    this.debugging = new Debugging(this);
  }

  /** Loads the workbench at this address and waits until it takes commands. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.ready();
  }

  /** Loads the window anew, as a user does, so that what is to be remembered is written first. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent("load");
    await this.run("Developer: Reload Window");
    await loaded;
    await this.ready();
  }

  /** Opens a text file of the folder by name and gives its editor, with the keyboard focus. */
  async openFile(name: string): Promise<Editor> {
    await this.show(name);
    const editor = new Editor(this, name);
    await editor.focus();
    return editor;
  }

  /** Opens a file of the folder by name in whatever editor it has. */
  async show(name: string): Promise<void> {
    // What was opened lately stands in the list until the name has been looked for.
    const found = this.quickOptions.first().and(startingWith(this.page, name));
    for (;;) {
      await this.page.keyboard.press("Control+p");
      await this.quickInput.fill(name);
      const isThere = await found.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (isThere) break;
      // A file that is new since the list was opened never comes into it.
      await this.page.keyboard.press("Escape");
      await this.quickInput.waitFor({ state: "hidden" });
    }
    await this.page.keyboard.press("Enter");
    await this.quickInput.waitFor({ state: "hidden" });
    await this.tab(name).and(this.page.locator("[aria-selected=true]")).waitFor();
  }

  /** Runs a command of the palette by its whole title, as soon as there is such a command. */
  async run(title: string): Promise<void> {
    for (;;) {
      await this.page.keyboard.press("F1");
      await this.quickInput.fill(`>${title}`);
      const command = this.quickOptions.and(startingWith(this.page, title)).first();
      // The list doesn't grow when an extension arrives while it is open; it may hold similar commands, or none.
      const none = this.page.locator(".quick-input-list").getByText("No matching commands");
      await this.quickOptions.or(none).first().waitFor();
      if (await command.isVisible()) {
        await command.click();
        return;
      }
      await this.page.keyboard.press("Escape");
      await this.quickInput.waitFor({ state: "hidden" });
    }
  }

  /** Chooses the entry of an open quick pick whose name begins so. @param search Typed into the field before. */
  async choose(name: string, search = name): Promise<void> {
    await this.quickInput.fill(search);
    await this.quickOptions.filter({ hasText: name }).first().click();
  }

  /** Answers an open input box. */
  async enter(text: string): Promise<void> {
    await this.quickInput.fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** Goes to an editor that is open. */
  async openTab(name: string): Promise<Editor> {
    await this.tab(name).first().click();
    const editor = new Editor(this, name);
    await editor.focus();
    return editor;
  }

  /** The tab of an editor or panel by its name, dirty or not. */
  tab(name: string): Locator {
    return this.page.getByRole("tab").and(startingWith(this.page, name));
  }

  /** A button in the title bar above the editors. */
  titleButton(name: string): Locator {
    return this.page.locator(".editor-actions").getByRole("button", { name });
  }

  /** What is shown over a piece of text. */
  get hover(): Locator {
    return this.page.locator(".monaco-hover:not(.hidden)");
  }

  /** A question over everything, by its text. */
  dialog(text: string): Locator {
    return this.page.getByRole("dialog").filter({ hasText: text });
  }

  /** The notifications that are on screen. */
  notifications(): Locator {
    return this.page.locator(".notifications-toasts .notification-list-item");
  }

  /** The text field of the quick input: palette, quick open, go to line. */
  get quickInput(): Locator {
    return this.page.locator(".quick-input-box input");
  }

  /** The entries of the quick input. */
  private get quickOptions(): Locator {
    return this.page.locator(".quick-input-list").getByRole("option");
  }

  private async ready(): Promise<void> {
    await this.page.locator(".monaco-workbench").waitFor();
    await this.page.locator(".statusbar-item").first().waitFor();
  }
}

function startingWith(page: Page, name: string): Locator {
  return page.locator(`[aria-label^=${JSON.stringify(name)}]`);
}
