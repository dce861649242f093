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
        await picture(`failed-${name.replace(/\W+/g, '-')}`);
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
    assert.match(label, /\d+ problems? in this letter/);
    await vscode.status().click();
    await vscode.picks('Restart Server').waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  step('sees the problems of a letter that is not open', async () => {
    await (await vscode.problem('unopened.imr')).first().waitFor();
    await (await vscode.problem('CLINICAL CASE SUMMARY')).first().waitFor();
  });

  step('sees the issues in the overview, and goes to one', async () => {
    await vscode.run('Letter: Focus on Overview View');
    await vscode.overview('2. Norco 5/325mg #60').waitFor();
    await vscode.overview('2. Norco 5/325mg #60').getByText('no verdict').waitFor();
    await vscode.overview('No verdict').click();
    await vscode.line('Norco 5/325mg #60: Uphelt').waitFor();
    await picture('overview');
  });

  step('corrects the verdict, and the overview follows', async () => {
    await vscode.goToEndOf('Norco 5/325mg #60: Uphelt');
    await vscode.page.keyboard.press('Backspace');
    await vscode.page.keyboard.type('d');
    await vscode.overview('2. Norco 5/325mg #60').getByText('Upheld').waitFor();
  });

  step('applies a quick fix', async () => {
    await vscode.show('Californa');
    await vscode.click('Californa');
    await vscode.page.keyboard.press('Control+.');
    const fix = vscode.page.locator('.action-widget .monaco-list-row', { hasText: 'California' }).first();
    await fix.waitFor();
    await picture('quick-fix');
    await vscode.page.keyboard.press('Enter');
    await vscode.line('New York, California').waitFor();
    await (await vscode.problem('"Californa"')).waitFor({ state: 'detached' });
  });

  step('fixes all', async () => {
    await vscode.show('CLINCAL CASE SUMMARY');
    await vscode.run('imrlint: Fix All in This Letter');
    await vscode.line('CLINICAL CASE SUMMARY').waitFor();
  });

  step('finds the corrected title and the issues in the outline', async () => {
    await vscode.run('Explorer: Focus on Outline View');
    await vscode.page.locator('.outline-tree .monaco-list-row', { hasText: 'CLINICAL CASE SUMMARY' }).waitFor();
    await vscode.page.locator('.outline-tree .monaco-list-row', { hasText: 'MRI of the lumbar spine' }).first().waitFor();
  });

  step('switches a setting, and the missing parts of drafts become remarks', async () => {
    await vscode.openLetter('unopened.imr');
    await vscode.says(/\d+ problems? in this letter/);
    const draft = await vscode.setting('imrlint.draft');
    await draft.locator('.setting-value-checkbox').click();
    await vscode.page.locator('.tab', { hasText: 'unopened.imr' }).click();
    await vscode.says(/No problem in this letter, and \d+ remark/);
  });

  step('reads the card of a citation', async () => {
    await vscode.openLetter('finished.imr');
    await vscode.show('Cyclobenzaprine (Flexeril); Muscle relaxants');
    await vscode.card('Cyclobenzaprine (Flexeril); Muscle relaxants', 'Chronic Pain');
    await picture('card');
    await vscode.page.keyboard.press('Escape');
  });

  step('completes a topic with its pages', async () => {
    await vscode.show('Cyclobenzaprine (Flexeril); Muscle relaxants (for pain) Page(s): 41-42; 63-66');
    await vscode.page.keyboard.type('Gabap');
    await vscode.page.keyboard.press('Control+Space');
    const topic = vscode.page.locator('.suggest-widget .monaco-list-row', { hasText: 'Gabapentin' }).first();
    await topic.waitFor();
    await picture('completion');
    await vscode.page.keyboard.press('Enter');
    await vscode.line('Gabapentin Page(s): 1').waitFor();
  });

  step('inserts the sentence that concludes a rationale', async () => {
    await vscode.show('As such, the request for Cyclobenzaprine');
    await vscode.page.keyboard.press('ArrowLeft');
    await vscode.page.keyboard.press('Control+Shift+End');
    await vscode.page.keyboard.type('As');
    await vscode.page.keyboard.press('Control+Space');
    const sentence = vscode.page.locator('.suggest-widget .monaco-list-row', { hasText: 'not medically necessary' }).first();
    await sentence.waitFor();
    await picture('sentence');
    await vscode.page.keyboard.press('Enter');
    await vscode.line('not medically necessary').waitFor();
  });

  step('restarts the server and keeps its findings', async () => {
    await vscode.openLetter('draft.imr');
    await vscode.run('imrlint: Restart Server');
    await vscode.says(/imrlint is starting|problems? in this letter/);
    await vscode.says(/problems? in this letter/);
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
    await vscode.says(/problems? in this letter/);
  });
});
