/** What a reviewer does with a draft in VS Code, from opening it to a broken set-up, by mouse and keyboard alone. */

import assert from 'node:assert/strict';

import { Story } from './story';

const story = new Story({
  files: {
    'draft.imr': 'examples/broken/a-hurried-draft.imr',
    'finished.imr': 'examples/clean/2015-pages.imr',
    'unopened.imr': 'examples/broken/no-summary.imr',
  },
});

story.tell('a reviewer in VS Code', () => {
  story.step('opens a draft and sees what is wrong with it', async (vscode) => {
    await vscode.openLetter('draft.imr');
    await vscode.page.locator('.squiggly-error').first().waitFor();
    await (await vscode.problem('03/36/2017')).waitFor();
  });

  story.step('reads in the status bar how the letter stands, and finds the menu there', async (vscode) => {
    await vscode.says(/\d+ problems in draft\.imr/);
    await vscode.status().click();
    await vscode.picks('Restart Server').waitFor();
    await vscode.page.keyboard.press('Escape');
    await vscode.picks('Restart Server').waitFor({ state: 'hidden' });
  });

  story.step('sees the problems of a letter that is not open', async (vscode) => {
    await (await vscode.problem('unopened.imr')).waitFor();
    await (await vscode.problem('the letter lacks "CLINICAL CASE SUMMARY"')).waitFor();
  });

  story.step('sees the issues in the overview, and goes to one', async (vscode) => {
    await vscode.run('Letter: Focus on Overview View');
    await vscode.overview('Determination').getByText('open, 3 issues').waitFor();
    await vscode.overview('2. Norco 5/325mg #60').waitFor();
    await vscode.overview('2. Norco 5/325mg #60').getByText('no verdict').waitFor();
    await vscode.overview('No verdict').click();
    await vscode.line('Norco 5/325mg #60: Uphelt').waitFor();
    await vscode.at(54);
    await story.picture('overview');
  });

  story.step('corrects the verdict, and the overview follows', async (vscode) => {
    await vscode.goToEndOf('Norco 5/325mg #60: Uphelt');
    await vscode.page.keyboard.press('Backspace');
    await vscode.page.keyboard.type('d');
    await vscode.overview('2. Norco 5/325mg #60').getByText('Upheld').waitFor();
  });

  story.step('applies a quick fix', async (vscode) => {
    await vscode.show('Californa');
    await vscode.click('Californa');
    await vscode.page.keyboard.press('Control+.');
    await vscode.fix('Write California').waitFor();
    await story.picture('quick-fix');
    await vscode.page.keyboard.press('Enter');
    await vscode.line('New York, California').waitFor();
    await (await vscode.problem('"Californa"')).waitFor({ state: 'detached' });
  });

  story.step('fixes all', async (vscode) => {
    await vscode.show('CLINCAL CASE SUMMARY');
    await vscode.run('imrlint: Fix All in This Letter');
    await vscode.line('CLINICAL CASE SUMMARY').waitFor();
    await (await vscode.problem('"CLINCAL CASE SUMMARY"')).waitFor({ state: 'detached' });
  });

  story.step('finds sections and issues in the outline, which follows while they are written', async (vscode) => {
    await vscode.run('Explorer: Focus on Outline View');
    const outline = (text: string) => vscode.page.locator('.outline-tree .monaco-list-row', { hasText: text }).first();
    await outline('CLINICAL CASE SUMMARY').waitFor();
    await outline('MRI of the lumbar spine without contrast').waitFor();
    await vscode.show('without contrast: Overturned');
    await vscode.page.keyboard.type('with contrast: Overturned');
    await outline('MRI of the lumbar spine with contrast').waitFor();
  });

  story.step('switches a setting, and the missing parts of drafts become remarks', async (vscode) => {
    await vscode.openLetter('unopened.imr');
    await vscode.says(/\d+ problems? in unopened\.imr/);
    const draft = await vscode.setting('imrlint.draft');
    await draft.locator('.setting-value-checkbox').click();
    await vscode.page.locator('.tab', { hasText: 'unopened.imr' }).click();
    await vscode.says(/No problem in unopened\.imr, and \d+ remark/);
  });

  story.step('reads the card of a citation', async (vscode) => {
    await vscode.openLetter('finished.imr');
    await vscode.show('Cyclobenzaprine (Flexeril); Muscle relaxants');
    await vscode.card('Cyclobenzaprine (Flexeril); Muscle relaxants', 'Chronic Pain Medical Treatment 2009');
    await story.picture('card');
    await vscode.page.keyboard.press('Escape');
  });

  story.step('completes a topic with its pages', async (vscode) => {
    await vscode.show('Cyclobenzaprine (Flexeril); Muscle relaxants (for pain) Page(s): 41-42; 63-66');
    await vscode.page.keyboard.type('Gabap');
    await vscode.page.keyboard.press('Control+Space');
    await vscode.suggestion('Gabapentin').waitFor();
    await story.picture('completion');
    await vscode.page.keyboard.press('Enter');
    await vscode.line('Gabapentin Page(s): 1').waitFor();
  });

  story.step('inserts the sentence that concludes a rationale', async (vscode) => {
    await vscode.show('As such, the request for Cyclobenzaprine');
    await vscode.page.keyboard.press('ArrowLeft');
    await vscode.page.keyboard.press('Control+Shift+End');
    await vscode.page.keyboard.press('Delete');
    await (await vscode.problem('does not say whether')).waitFor();
    await vscode.page.keyboard.type('As');
    await vscode.page.keyboard.press('Control+Space');
    await vscode.suggestion('Conclusion: is not medically necessary').waitFor();
    await story.picture('sentence');
    await vscode.page.keyboard.press('Enter');
    await vscode.line('As such, the request for Cyclobenzaprine').waitFor();
    await (await vscode.problem('does not say whether')).waitFor({ state: 'detached' });
  });

  story.step('restarts the server and keeps its findings', async (vscode) => {
    await vscode.openLetter('draft.imr');
    await vscode.says(/problems? in draft\.imr/);
    const restarted = await vscode.watch(/imrlint is starting/);
    await vscode.run('imrlint: Restart Server');
    await restarted();
    await vscode.says(/problems? in draft\.imr/);
  });

  story.step('breaks the path of the binary, reads what to do, and repairs it', async (vscode) => {
    const path = await vscode.setting('imrlint.path');
    await path.locator('input').fill('/nowhere/imrlint');
    const told = vscode.message('There is no program at "/nowhere/imrlint"');
    await told.waitFor();
    assert.match(await told.innerText(), /Correct the setting, or empty it/);
    await vscode.says(/There is no program at/);
    await story.picture('broken-path');
    // As text: the settings editor of this VS Code now and then drops a second change of the same setting.
    await vscode.run('Preferences: Open Workspace Settings (JSON)');
    await vscode.line('/nowhere/imrlint').waitFor();
    await vscode.page.keyboard.press('Control+A');
    await vscode.page.keyboard.type('{}');
    await vscode.page.keyboard.press('Control+S');
    // Away from letters the status shows only what is broken.
    await vscode.status().waitFor({ state: 'hidden' });
    await vscode.page.locator('.tab', { hasText: 'draft.imr' }).click();
    await vscode.says(/problems? in draft\.imr/);
  });
});
