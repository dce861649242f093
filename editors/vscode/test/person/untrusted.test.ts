/** A folder that came from elsewhere: its letters are linted, but no program that it names is run until it is trusted. */

import { Story } from './story';

const story = new Story({
  trust: true,
  files: { 'draft.imr': 'examples/broken/a-hurried-draft.imr' },
  texts: { '.vscode/settings.json': JSON.stringify({ 'imrlint.path': '/nowhere/imrlint' }) },
});

story.tell('a folder that is not trusted', () => {
  story.step('has its letters linted', async (vscode) => {
    await vscode.page.locator('.monaco-dialog-box').getByRole('button', { name: /^No, I don't trust/ }).click();
    await vscode.openLetter('draft.imr');
    await vscode.says(/\d+ problems in draft\.imr/);
  });

  story.step('has its say on the program once it is trusted', async (vscode) => {
    await vscode.run('Workspaces: Manage Workspace Trust');
    await vscode.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await vscode.message('There is no program at "/nowhere/imrlint"').waitFor();
  });
});
