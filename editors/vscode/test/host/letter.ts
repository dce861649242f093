/** What the commands about letters say. */

import assert from 'node:assert/strict';

import { resultOf } from '../../src/commands/letter';

export const tests = {
  'a folder is summed up': () => {
    assert.equal(resultOf([]), 'There is no letter in this folder.');
    assert.equal(resultOf([0, 0]), 'No problem in 2 letters.');
    assert.equal(resultOf([1]), '1 problem in 1 of 1 letter.');
    assert.equal(resultOf([2, 0, 3]), '5 problems in 2 of 3 letters.');
  },
};
