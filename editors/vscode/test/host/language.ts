/** Which files are letters, and how the editor treats them. */

import assert from 'node:assert/strict';

import { commands, type CompletionList, extensions, Uri, window, workspace } from 'vscode';

import { readsLikeALetter } from '../../src/language';
import { settingsFor } from '../../src/settings';

function file(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return Uri.joinPath(folder.uri, name);
}

async function languageOf(name: string, text: string): Promise<string> {
  await workspace.fs.writeFile(file(name), Buffer.from(text));
  return (await workspace.openTextDocument(file(name))).languageId;
}

export const tests = {
  'names tell letters and templates': async () => {
    assert.equal(await languageOf('x.imr', ''), 'imr-letter');
    assert.equal(await languageOf('x.imr.txt', ''), 'imr-letter');
    assert.equal(await languageOf('x.imrt', ''), 'imr-template');
  },

  'the first line tells a letter where the name does not': async () => {
    assert.equal(await languageOf('letter', 'Case Number:     CM17-0990017\n'), 'imr-letter');
    assert.equal(await languageOf('other', 'Case closed.\n'), 'plaintext');
  },

  'a text file is a letter when it reads like one': async () => {
    await extensions.getExtension('imrlint.imrlint')?.activate();
    const text = await workspace.openTextDocument(file('b.txt'));
    await window.showTextDocument(text);
    const now = () => workspace.textDocuments.find((document) => document.uri.path.endsWith('/b.txt'))?.languageId;
    while (now() !== 'imr-letter') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(readsLikeALetter('Clinical case summary\nto be written\n'), false);
  },

  'a drug with its strength is one word': async () => {
    const letter = await workspace.openTextDocument({ language: 'imr-letter', content: 'Norco 5/325mg #60, 7.5mg' });
    const wordAt = (column: number) => {
      const range = letter.getWordRangeAtPosition(letter.positionAt(column));
      return range && letter.getText(range);
    };
    assert.deepEqual([wordAt(1), wordAt(8), wordAt(20)], ['Norco', '5/325mg', '7.5mg']);
  },

  'a branch of a template folds': async () => {
    const template = await workspace.openTextDocument({ language: 'imr-template', content: '{% if x %}\nYes.\n{% endif %}\n' });
    await window.showTextDocument(template);
    const folds = await commands.executeCommand<{ start: number; end: number }[]>('vscode.executeFoldingRangeProvider', template.uri);
    assert.ok(folds.some((fold) => fold.start === 0 && fold.end >= 1));
  },

  'snippets are offered by language': async () => {
    const template = await workspace.openTextDocument({ language: 'imr-template', content: 'for' });
    const offered = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', template.uri, template.positionAt(3));
    const labels = offered.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    assert.ok(labels.includes('for'), labels.join());
  },

  'every command that the manifest names exists': async () => {
    const known = new Set(await commands.getCommands(true));
    const manifest = extensions.getExtension('imrlint.imrlint')?.packageJSON as { contributes: { commands: { command: string }[] } };
    const missing = manifest.contributes.commands.filter(({ command }) => !known.has(command));
    assert.deepEqual(missing, []);
  },

  'only settings that somebody has set are sent': async () => {
    assert.deepEqual(settingsFor(), {});
    const configuration = workspace.getConfiguration('imrlint');
    await configuration.update('extendSelect', ['R013']);
    try {
      assert.deepEqual(settingsFor(), { extendSelect: ['R013'] });
    } finally {
      await configuration.update('extendSelect', undefined);
    }
  },
};
