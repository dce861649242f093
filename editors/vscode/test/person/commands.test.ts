/** What else a reviewer finds among the commands, and does without a mouse. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import type { VsCode } from '../vscode';
import { guidelineText } from './guideline';
import { Story } from './story';

const BROKEN = 'examples/broken/a-hurried-draft.imr';
const story = new Story({
  files: { 'draft.imr': BROKEN, 'finished.imr': 'examples/clean/2015-pages.imr' },
  texts: { 'guideline.txt': 'This is no guideline.\f'.repeat(3), 'official.txt': guidelineText('chronic-pain-2009', 127) },
});

/** The problems of a folder as the command counts them. */
function problemsOf(folder: string): number {
  const args = ['check', folder, '--output-format', 'json', '--exit-zero', '--quiet'];
  const found = JSON.parse(execFileSync(join(__dirname, '../../bin/imrlint'), args, { encoding: 'utf8' })) as { severity: string }[];
  return found.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
}

/** Walks through the command that imports, up to the choice of the document. */
async function importGuideline(vscode: VsCode, document: string): Promise<void> {
  await vscode.run('imrlint: Import Guideline…');
  await vscode.picks('general-approaches-2004').waitFor();
  await vscode.page.keyboard.type('chronic-pain-2009');
  await vscode.picks('chronic-pain-2009').click();
  await vscode.page.locator('.quick-input-widget', { hasText: 'Import chronic-pain-2009' }).waitFor();
  await vscode.picks(document).click();
}

story.tell('the commands in VS Code', () => {
  story.step('lints the folder, and learns what the command would say', async (vscode) => {
    await vscode.openLetter('draft.imr');
    await vscode.says(/\d+ problems in draft\.imr/);
    await vscode.run('imrlint: Lint Folder');
    await vscode.message(`${problemsOf(vscode.folder)} problems in 1 of 2 letters.`).waitFor();
    await vscode.run('Notifications: Clear All Notifications');
  });

  story.step('walks through the overview by keyboard, and hears what stands there', async (vscode) => {
    await vscode.run('Letter: Focus on Overview View');
    await vscode.page.locator('.pane-body [aria-label^="error, 2. Norco 5/325mg #60: Uphelt, no verdict"]').waitFor();
    // The first time there was nothing yet to put the focus on.
    await vscode.run('Letter: Focus on Overview View');
    await vscode.page.keyboard.press('Home');
    await vscode.page.locator('.pane-body .focused[aria-label^="warning, Determination, open, 3 issues"]').waitFor();
    const noVerdict = vscode.page.locator('.pane-body .focused[aria-label^="error, No verdict"]');
    for (let row = 1; row < 10 && !(await noVerdict.isVisible()); row += 1) {
      await vscode.page.keyboard.press('ArrowDown');
    }
    await vscode.page.keyboard.press('Enter');
    await vscode.at(54);
  });

  story.step('changes the colours, and those of the overview change', async (vscode) => {
    const colour = () => vscode.overview('No verdict').evaluate((row) => getComputedStyle(row).color);
    const before = await colour();
    await vscode.run('Preferences: Toggle between Light/Dark Themes');
    await vscode.page.locator('.monaco-workbench.vs-dark').waitFor();
    assert.notEqual(await colour(), before);
    await story.picture('dark');
    await vscode.run('Preferences: Toggle between Light/Dark Themes');
    await vscode.page.locator('.monaco-workbench.vs').waitFor();
  });

  story.step('opens the page of the rule under the cursor', async (vscode) => {
    await vscode.show('03/36/2017');
    await vscode.run('imrlint: Open Rule\'s Page…');
    await vscode.page.locator('.tab.active', { hasText: 'Preview S010' }).waitFor();
    const page = vscode.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await page.getByRole('heading', { name: 'S010' }).waitFor();
    await vscode.run('View: Close Editor');
  });

  story.step('asks for a rule that there is not, and is told so', async (vscode) => {
    await vscode.show('Case Number');
    await vscode.run('imrlint: Open Rule\'s Page…');
    await vscode.page.locator('.quick-input-widget', { hasText: 'The code or name of a rule' }).waitFor();
    await vscode.page.keyboard.type('Q999');
    await vscode.page.keyboard.press('Enter');
    await vscode.message('Q999').waitFor();
    assert.equal(await vscode.page.locator('.tab', { hasText: 'Preview' }).count(), 0);
    await vscode.run('Notifications: Clear All Notifications');
  });

  story.step('explains the citation under the cursor', async (vscode) => {
    await vscode.openLetter('finished.imr');
    await vscode.show('Cyclobenzaprine (Flexeril); Muscle relaxants');
    await vscode.run('imrlint: Explain Citation Under Cursor');
    await vscode.page.locator('.monaco-hover', { hasText: 'Chronic Pain Medical Treatment 2009' }).first().waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  story.step('begins a letter from a template of 2015, which is in order', async (vscode) => {
    await vscode.run('imrlint: New Letter…');
    await vscode.picks('2015').first().click();
    await vscode.picks('Template').click();
    await vscode.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await vscode.line('{{').waitFor();
    await vscode.page.locator('.statusbar-item', { hasText: 'IMR Letter Template' }).waitFor();
    await vscode.says(/No problem in Untitled-1/);
    await vscode.run('View: Revert and Close Editor');
  });

  story.step('imports a file that is no guideline, and is told so', async (vscode) => {
    await importGuideline(vscode, 'guideline.txt');
    await vscode.message('guideline.txt').waitFor();
    await vscode.run('Notifications: Clear All Notifications');
  });

  story.step('imports a guideline, and reads what its pages are', async (vscode) => {
    await importGuideline(vscode, 'official.txt');
    await vscode.page.locator('.tab.active', { hasText: 'chronic-pain-2009 is imported' }).waitFor();
    await vscode.line('187 topics found on 127 pages').waitFor();
    await vscode.run('View: Close Editor');
  });

  story.step('turns linting off and on from the menu', async (vscode) => {
    await vscode.openLetter('draft.imr');
    await vscode.says(/\d+ problems in draft\.imr/);
    await vscode.status().click();
    await vscode.picks('Turn Off').click();
    await vscode.says(/imrlint is off/);
    await (await vscode.problem('03/36/2017')).waitFor({ state: 'detached' });
    await vscode.status().click();
    await vscode.picks('Turn On').click();
    await vscode.says(/\d+ problems in draft\.imr/);
  });
});
