/** What the status item says of each state. */

import assert from 'node:assert/strict';

import type { Standing } from '../../src/current';
import { statusOf } from '../../src/status';

const RUNNING = { kind: 'running', version: '0.1.0', binary: { path: 'imrlint', origin: 'PATH' } } as const;

const NONE = { error: 0, warning: 0, info: 0, hint: 0 };

function found(counts: Partial<typeof NONE>): Standing {
  return { kind: 'checked', overview: { profileName: '', determination: null, issues: [], lacks: [], counts: { ...NONE, ...counts } } };
}

export const tests = {
  'errors and warnings are problems, the rest are remarks': () => {
    assert.equal(statusOf(RUNNING, found({ error: 1, warning: 1, info: 1 })).tooltip, '2 problems in this letter, and 1 remark');
    assert.equal(statusOf(RUNNING, found({ warning: 1 })).text, '$(warning) imrlint 1');
    assert.equal(statusOf(RUNNING, found({ hint: 1 }), 'a.imr').tooltip, 'No problem in a.imr, and 1 remark');
    assert.equal(statusOf(RUNNING, found({})).text, '$(pass) imrlint');
  },

  'what was not checked is not clean': () => {
    const standings: Standing[] = [{ kind: 'waiting' }, { kind: 'excluded' }, { kind: 'settingsBroken', reason: 'no such rule' }];
    const said = standings.map((standing) => statusOf(RUNNING, standing));
    assert.deepEqual(said.map(({ tooltip }) => tooltip), [
      'imrlint is checking this letter',
      'Not checked: the settings leave this letter out',
      'Not checked: no such rule',
    ]);
    assert.ok(said.every(({ text }) => !text.includes('$(pass)')));
  },

  'a broken server says why, and is seen': () => {
    const status = statusOf({ kind: 'broken', reason: 'no program' }, found({ error: 1 }));
    assert.deepEqual([status.tooltip, status.alarm], ['no program', 'error']);
  },

  'off is not clean': () => {
    assert.equal(statusOf({ kind: 'off' }, found({})).tooltip, 'imrlint is off');
  },
};
