/** A real VS Code with the packaged extension in a clean profile, opened in a browser, and what a person does with it. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** Only a failing test waits so long. */
const PATIENCE = 60_000;

const QUIET = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.enableExperiments': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.commandCenter.enabled': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
};

export class VsCode {
  private constructor(
    private readonly server: ChildProcess,
    private readonly browser: Browser,
    readonly page: Page,
    /** The folder that is open. */
    readonly folder: string,
    private readonly scratch: string,
  ) {}

  /**
   * Installs the package into a new profile, unless there is none, and opens a folder with copies of `files`, by name.
   * `prepare` may do something with the page before it is opened, and add to its address.
   */
  static async open(
    root: string,
    vsix: string | undefined,
    files: Record<string, string>,
    prepare?: (page: Page, authority: string) => Promise<string>,
  ): Promise<VsCode> {
    const scratch = mkdtempSync(join(tmpdir(), 'imrlint-vscode-'));
    const folder = join(scratch, 'letters');
    mkdirSync(folder);
    for (const [name, source] of Object.entries(files)) {
      cpSync(join(root, source), join(folder, name));
    }
    const data = join(scratch, 'data');
    mkdirSync(join(data, 'data', 'Machine'), { recursive: true });
    writeFileSync(join(data, 'data', 'Machine', 'settings.json'), JSON.stringify(QUIET));
    const main = join(root, '.cache/editors/vscode/out/server-main.js');
    const common = ['--server-data-dir', data, '--extensions-dir', join(scratch, 'extensions'), '--accept-server-license-terms', '--telemetry-level', 'off'];
    if (vsix !== undefined) {
      execFileSync(process.execPath, [main, ...common, '--install-extension', vsix], { stdio: 'ignore' });
    }
    const port = await freePort();
    const serve = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-workspace-trust'];
    const server = spawn(process.execPath, [main, ...common, ...serve], { stdio: 'ignore', detached: true });
    const authority = `127.0.0.1:${port}`;
    const origin = `http://${authority}`;
    await answers(`${origin}/version`);
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE);
    const more = (await prepare?.(page, authority)) ?? '';
    await page.goto(`${origin}/?folder=${folder}${more}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.explorer-folders-view .monaco-list-row');
    return new VsCode(server, browser, page, folder, scratch);
  }

  async close(): Promise<void> {
    await this.browser.close();
    if (this.server.pid !== undefined) {
      // Its children outlive it otherwise.
      process.kill(-this.server.pid, 'SIGKILL');
    }
    rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
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
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: command }).first();
    await row.click();
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
    return this.page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  }

  /** The lines of the editor that are in view and hold a text. */
  line(text: string | RegExp): Locator {
    return this.page.locator('.view-lines .view-line', { hasText: text });
  }

  /** Rests the pointer on a text of the editor, and again if nothing comes of it, until a card with a text is shown. */
  async card(text: string, shows: string): Promise<void> {
    const card = this.page.locator('.monaco-hover', { hasText: shows }).first();
    for (let attempt = 1; attempt < 10 && !(await card.isVisible()); attempt += 1) {
      const place = await this.placeOf(text);
      await this.page.mouse.move(place.x + 300, place.y + 60);
      await this.page.mouse.move(place.x, place.y);
      await this.page.mouse.move(place.x + 2, place.y);
      await card.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await card.waitFor();
  }

  private async placeOf(text: string): Promise<{ x: number; y: number }> {
    const line = this.line(text).first();
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

  /** Rows of the Problems panel that hold a text. */
  async problem(text: string): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await this.page.keyboard.press('Control+Shift+M');
    }
    return panel.locator('.monaco-list-row', { hasText: text });
  }
}

async function answers(address: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      await fetch(address);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
