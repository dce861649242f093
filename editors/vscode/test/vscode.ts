/** What a person does in VS Code, and sees there. */

import type { Locator, Page } from 'playwright-core';

import { openWindow, type Setup, type Window } from './window';

export class VsCode {
  private constructor(private readonly window: Window) {}

  static async open(setup: Setup): Promise<VsCode> {
    return new VsCode(await openWindow(setup));
  }

  get page(): Page {
    return this.window.page;
  }

  /** The folder that is open. */
  get folder(): string {
    return this.window.folder;
  }

  close(): Promise<void> {
    return this.window.close();
  }

  /** Opens a letter from the explorer. */
  async openLetter(name: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+E');
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.view-lines .view-line').first().waitFor();
  }

  /** Runs a command by its name in the palette. */
  async run(command: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(`>${command}`);
    // Other commands are called much the same: this one is it, with or without a key.
    const row = (label: string) => `.quick-input-list .monaco-list-row[aria-label${label}]`;
    await this.page.locator(`${row(`="${command}"`)}, ${row(`^="${command}, "`)}`).first().click();
  }

  /** Finds the first place of a text, or the last, and selects it. */
  async show(text: string, which: 'first' | 'last' = 'first'): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('Control+1');
    await keyboard.press('Control+Home');
    await keyboard.press('Control+F');
    const widget = this.page.locator('.find-widget.visible');
    await widget.locator('textarea').first().fill(text);
    await widget.locator('.matchesCount', { hasText: /^1 of/ }).waitFor();
    if (which === 'last') {
      await keyboard.press('Shift+Enter');
      await widget.locator('.matchesCount', { hasText: /^(\d+) of \1$/ }).waitFor();
    }
    await keyboard.press('Escape');
  }

  /** Puts the cursor at the end of the first line that holds a text, or of the last. */
  async goToEndOf(text: string, which: 'first' | 'last' = 'first'): Promise<void> {
    await this.show(text, which);
    await this.page.keyboard.press('End');
  }

  /** Rows of the overview. */
  overview(text: string): Locator {
    return this.page.locator('.pane-body .monaco-list-row', { hasText: asWritten(text) }).first();
  }

  /** The lines of the editor that are in view and hold a text. */
  line(text: string): Locator {
    return this.page.locator('.view-lines .view-line', { hasText: asWritten(text) }).first();
  }

  /** Rests the pointer on a text of the editor, and again if nothing comes of it, until a card with a text is shown. */
  async card(text: string, shows: string): Promise<void> {
    const card = this.page.locator('.monaco-hover', { hasText: shows }).first();
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const place = await this.placeOf(text);
      await this.page.mouse.move(place.x + 300, place.y + 60);
      await this.page.mouse.move(place.x, place.y);
      await this.page.mouse.move(place.x + 2, place.y);
      const seen = await card.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (seen) {
        return;
      }
    }
    throw new Error(`no card says ${shows}`);
  }

  private async placeOf(text: string): Promise<{ x: number; y: number }> {
    const line = this.line(text);
    await line.waitFor();
    const place = await line.evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let passed = 0;
      const at = element.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (passed + length > at) {
          const range = document.createRange();
          range.setStart(node, at - passed);
          range.setEnd(node, at - passed + 1);
          const box = range.getBoundingClientRect();
          return { x: box.left + 4, y: box.top + box.height / 2 };
        }
        passed += length;
      }
      throw new Error('no such text');
    }, text);
    return place;
  }

  /** Puts the cursor on a text of the editor by a click. */
  async click(text: string): Promise<void> {
    const place = await this.placeOf(text);
    await this.page.mouse.click(place.x, place.y);
  }

  /** What the status item says to a screen reader. */
  status(): Locator {
    return this.page.locator('[id="imrlint.imrlint.imrlint.status"] a');
  }

  /** Waits until the status item says something. */
  async says(what: RegExp): Promise<void> {
    await this.page.waitForFunction(
      ([selector, pattern]) => new RegExp(pattern).test(document.querySelector(selector)?.getAttribute('aria-label') ?? ''),
      ['[id="imrlint.imrlint.imrlint.status"] a', what.source] as const,
    );
  }

  /** Watches for a state that may be over at once: call it before what causes the state, and what it returns to wait for it. */
  async watch(what: RegExp): Promise<() => Promise<unknown>> {
    await this.page.evaluate(
      ([selector, pattern]) => {
        document.body.dataset.said = 'no';
        const observer = new MutationObserver(() => {
          if (new RegExp(pattern).test(document.querySelector(selector)?.getAttribute('aria-label') ?? '')) {
            observer.disconnect();
            document.body.dataset.said = 'yes';
          }
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label'] });
      },
      ['[id="imrlint.imrlint.imrlint.status"] a', what.source] as const,
    );
    return () => this.page.waitForFunction(() => document.body.dataset.said === 'yes');
  }

  /** Waits until the cursor is in a line. */
  async at(line: number): Promise<void> {
    await this.page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
  }

  /** Rows of the list that a command or menu offers. */
  picks(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  }

  /** A setting of the open folder in the settings editor. */
  async setting(id: string): Promise<Locator> {
    await this.page.keyboard.press('Control+,');
    await this.page.locator('.settings-editor .settings-tabs-widget').getByText('Workspace', { exact: true }).click();
    const search = this.page.locator('.settings-editor .suggest-input-container');
    await search.click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(`@id:${id}`);
    const item = this.page.locator('.settings-editor .setting-item-contents').first();
    await item.waitFor();
    return item;
  }

  /** The first row of the Problems panel that holds a text. */
  async problem(text: string): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await this.page.keyboard.press('Control+Shift+M');
    }
    return panel.locator('.monaco-list-row', { hasText: asWritten(text) }).first();
  }

  /** A message in the corner that holds a text. */
  message(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  /** The suggestion that Enter would take, if it is called so. */
  suggestion(text: string): Locator {
    return this.page.locator('.suggest-widget .monaco-list-row.focused', { hasText: asWritten(text) });
  }

  /** The quick fix that Enter would take, if it is called so. */
  fix(text: string): Locator {
    return this.page.locator('.action-widget .monaco-list-row.focused', { hasText: asWritten(text) });
  }
}

/** A text as it is written, anywhere in another; a text alone would be found in capitals, too. */
export function asWritten(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s'));
}
