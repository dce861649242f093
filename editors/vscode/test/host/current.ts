/** How the letter before the user stands; what was not checked is never called clean. */

import assert from 'node:assert/strict';

import { type Uri, ViewColumn, window } from 'vscode';

import { statusOf } from '../../src/status';
import { eventually, extension, file, shown, written } from './files';

/** How a letter stands once the server has said so, and what the status item makes of it. */
async function standing(letter: Uri): Promise<[string, string]> {
  const { server, current } = await extension();
  await eventually(() => current.uri?.toString() === letter.toString() && current.standing.kind !== 'waiting');
  return [current.standing.kind, statusOf(server.state, current.standing, current.name).tooltip];
}

export const tests = {
  'a letter with problems is checked, and they are counted': async () => {
    await shown('a.imr');
    assert.deepEqual(await standing(file('a.imr')), ['checked', '1 problem in a.imr']);
  },

  'a text file that is made a letter stands in the overview at once': async () => {
    await written('recognised.txt', (await shown('c.txt')).getText());
    await shown('recognised.txt');
    const [kind] = await standing(file('recognised.txt'));
    assert.equal(kind, 'checked');
  },

  'a letter that the settings leave out': async () => {
    await written('archive/old.imr', 'CLINICAL CASE SUMMARY\n');
    await shown('archive/old.imr');
    assert.deepEqual(await standing(file('archive/old.imr')), ['excluded', 'Not checked: the settings leave old.imr out']);
  },

  'a letter whose settings file has a mistake': async () => {
    await written('mistaken/imrlint.toml', 'select = 5\n');
    await written('mistaken/draft.imr', 'CLINICAL CASE SUMMARY\n');
    await shown('mistaken/draft.imr');
    const [kind, said] = await standing(file('mistaken/draft.imr'));
    assert.equal(kind, 'settingsBroken');
    assert.match(said, /^Not checked: .*imrlint\.toml/);
  },

  'another file beside the letter does not take its place': async () => {
    const { current } = await extension();
    const letter = await shown('a.imr');
    await window.showTextDocument(file('imrlint.toml'), { viewColumn: ViewColumn.Two });
    assert.equal(current.uri?.toString(), letter.uri.toString());
    await window.showTextDocument(file('imrlint.toml'), { viewColumn: ViewColumn.One });
    await eventually(() => current.uri === undefined);
    assert.equal(current.standing.kind, 'none');
  },
};
