/** What the status item says of each state. */

import assert from 'node:assert/strict';

import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';

import { statusOf } from '../../src/status';

const RUNNING = { kind: 'running', version: '0.1.0', binary: { path: 'imrlint', origin: 'PATH' } } as const;

function found(...severities: DiagnosticSeverity[]): Diagnostic[] {
  return severities.map((severity) => new Diagnostic(new Range(0, 0, 0, 1), 'x', severity));
}

export const tests = {
  'errors and warnings are problems, the rest are remarks': () => {
    const { Error, Warning, Information, Hint } = DiagnosticSeverity;
    assert.equal(statusOf(RUNNING, found(Error, Warning, Information)).tooltip, '2 problems in this letter, and 1 remark');
    assert.equal(statusOf(RUNNING, found(Warning)).text, '$(warning) imrlint 1');
    assert.equal(statusOf(RUNNING, found(Hint)).tooltip, 'No problem in this letter, and 1 remark');
    assert.equal(statusOf(RUNNING, []).text, '$(pass) imrlint');
  },

  'a broken server says why, and is seen': () => {
    const status = statusOf({ kind: 'broken', reason: 'no program' }, found(DiagnosticSeverity.Error));
    assert.deepEqual([status.tooltip, status.alarm], ['no program', 'error']);
  },

  'off is not clean': () => {
    assert.equal(statusOf({ kind: 'off' }, []).tooltip, 'imrlint is off');
  },
};
