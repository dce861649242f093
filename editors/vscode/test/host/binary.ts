/** Where the binary comes from, and what is said when it does not fit. */

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Binary, findBinary, handshake, runBinary } from '../../src/binary';

const NOWHERE = '/nowhere';

/** A folder with a program called imrlint that prints something. */
function pretender(prints: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'imrlint-pretender-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'imrlint'), `#!/bin/sh\necho '${prints}'\n`, { mode: 0o755 });
  return folder;
}

export const tests = {
  'a setting wins over the one inside, and that over the PATH': () => {
    const [inside, onPath] = [pretender('x'), pretender('y')];
    const setting = join(pretender('z'), 'bin/imrlint');
    assert.deepEqual(findBinary(setting, inside, join(onPath, 'bin')), { path: setting, origin: 'setting' });
    assert.equal(findBinary('', inside, join(onPath, 'bin')).origin, 'extension');
    assert.deepEqual(findBinary('', NOWHERE, `/also/nowhere:${join(onPath, 'bin')}`), { path: join(onPath, 'bin/imrlint'), origin: 'PATH' });
  },

  'a setting that names nothing is an error, whatever else there is': () => {
    assert.throws(() => findBinary('/nowhere/imrlint', pretender('x'), ''), /There is no program at "\/nowhere\/imrlint"/);
  },

  'one inside that cannot be run gives way to the PATH': () => {
    const [inside, onPath] = [pretender('x'), pretender('y')];
    chmodSync(join(inside, 'bin/imrlint'), 0o644);
    assert.equal(findBinary('', inside, join(onPath, 'bin')).origin, 'PATH');
  },

  'the advice is about where the binary came from': async () => {
    const advice = async (origin: Binary['origin']) => {
      const path = join(pretender('hello'), 'bin/imrlint');
      return handshake({ path, origin }, '0.1.0').catch(String);
    };
    assert.match(await advice('setting'), /Correct the setting imrlint.path/);
    assert.match(await advice('extension'), /install the extension anew/);
    assert.match(await advice('PATH'), /It is the first on the PATH/);
  },

  'without any it says what to do': () => {
    assert.throws(() => findBinary('', NOWHERE, ''), /Install it, or say where it is in the setting imrlint.path/);
  },

  'another version is refused by name': async () => {
    const binary = findBinary('', pretender('imrlint 9.8.7'), '');
    await assert.rejects(handshake(binary, '0.1.0'), /is imrlint 9.8.7, and this extension needs 0.1/);
    assert.equal(await handshake(binary, '9.8.0'), '9.8.7');
  },

  'another program is refused': async () => {
    await assert.rejects(handshake(findBinary('', pretender('hello'), ''), '0.1.0'), /is not imrlint/);
  },

  'the complaint of a command becomes the error': async () => {
    const binary = { path: join(__dirname, '../../bin/imrlint'), origin: 'extension' as const };
    await assert.rejects(runBinary(binary, ['check', '--nonsense']), /--nonsense/);
  },
};
