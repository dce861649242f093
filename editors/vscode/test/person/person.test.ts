/** What a reviewer does with a draft in VS Code, from opening it to a broken set-up, by mouse and keyboard alone. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { VsCode } from '../vscode';

const root = join(__dirname, '../../../..');
const pictures = process.env.IMRLINT_PICTURES ?? join(root, '.cache/pictures');

describe('a reviewer in VS Code', { timeout: 300_000 }, () => {
  let vscode: VsCode;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    vscode = await VsCode.open(root, process.env.IMRLINT_VSIX ?? '', {
      'draft.imr': 'examples/broken/a-hurried-draft.imr',
      'finished.imr': 'examples/clean/2015-pages.imr',
      'unopened.imr': 'examples/broken/no-summary.imr',
    });
  });

  after(() => vscode.close());

  const picture = (name: string) => vscode.page.screenshot({ path: join(pictures, `vscode-${name}.png`) });

  /** A step of the story; when it fails, a picture of what was on the screen is kept. */
  const step = (name: string, act: () => Promise<void>): void => {
    it(name, async () => {
      try {
        await act();
      } catch (error) {
        await picture('failed');
        throw error;
      }
    });
  };

  step('opens a draft and sees what is wrong with it', async () => {
    await vscode.openLetter('draft.imr');
    await vscode.page.locator('.squiggly-error').first().waitFor();
    await (await vscode.problem('03/36/2017')).first().waitFor();
    await picture('problems');
  });

  step('reads in the status bar how the letter stands, and finds the menu there', async () => {
    const label = (await vscode.status().getAttribute('aria-label')) ?? '';
    assert.match(label, /\d+ problems in this letter/);
    await vscode.status().click();
    await vscode.picks('Restart Server').waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  step('restarts the server and keeps its findings', async () => {
    await vscode.run('imrlint: Restart Server');
    await vscode.says(/imrlint is starting|problems in this letter/);
    await vscode.says(/problems in this letter/);
  });

  step('breaks the path of the binary, reads what to do, and repairs it', async () => {
    const { page } = vscode;
    const path = await vscode.setting('imrlint.path');
    await path.locator('input').fill('/nowhere/imrlint');
    const told = page.locator('.notification-toast', { hasText: 'There is no program at "/nowhere/imrlint"' });
    await told.waitFor();
    assert.match(await told.innerText(), /Correct the setting, or empty it/);
    await vscode.says(/There is no program at/);
    await picture('broken-path');
    await path.locator('input').fill('');
    await page.locator('.tab', { hasText: 'draft.imr' }).click();
    await vscode.says(/problems in this letter/);
  });
});
