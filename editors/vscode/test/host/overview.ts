/** What the overview says of a letter. */

import assert from 'node:assert/strict';

import { type Node, nodes } from '../../src/overview/nodes';
import type { Issue, Overview } from '../../src/overview/protocol';
import { spoken } from '../../src/overview/view';

const RANGE = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };

const ISSUE: Issue = {
  number: 1,
  title: 'Norco 5/325mg #60',
  verdict: 'upheld',
  titleRange: RANGE,
  verdictRange: RANGE,
  fields: [{ field: 'reviewerGuideline', present: true }],
  conclusion: { says: 'upheld', agrees: true, range: RANGE },
  citation: { state: 'cited', citations: [{ document: 'MTUS Opioid Treatment 2016', doubtful: false, range: RANGE }] },
  counts: { error: 0, warning: 0 },
};

function overview(issue: Partial<Issue>, more: Partial<Overview> = {}): Overview {
  return { profileName: '', determination: 'upheld', issues: [{ ...ISSUE, ...issue }], lacks: [], counts: { error: 0, warning: 0, info: 0, hint: 0 }, ...more };
}

function print(tree: readonly Node[], depth = 0): string[] {
  return tree.flatMap((node) => [
    `${'  '.repeat(depth)}${node.mark}: ${node.label}${node.description === undefined ? '' : ` (${node.description})`}`,
    ...print(node.children, depth + 1),
  ]);
}

export const tests = {
  'an issue that is in order': () => {
    assert.deepEqual(print(nodes(overview({}))), [
      'fine: Determination (Upheld, 1 issue)',
      'fine: 1. Norco 5/325mg #60 (Upheld)',
      '  fine: Verdict (Upheld)',
      '  fine: Conclusion (Upheld)',
      '  citation: MTUS Opioid Treatment 2016',
    ]);
  },

  'an issue with everything wrong': () => {
    const broken = overview(
      {
        verdict: null,
        conclusion: null,
        fields: [{ field: 'rationale', present: false }],
        citation: { state: 'none', citations: [] },
        counts: { error: 1, warning: 1 },
      },
      { determination: null },
    );
    assert.deepEqual(print(nodes(broken)), [
      'warning: Determination (open, 1 issue)',
      'error: 1. Norco 5/325mg #60 (no verdict)',
      '  error: No verdict',
      '  warning: No conclusion',
      '  error: No rationale',
      '  warning: Nothing cited',
    ]);
  },

  'a conclusion against the verdict, and a doubtful citation': () => {
    const cited = ISSUE.citation.citations.flatMap((one) => [{ ...one, doubtful: true }, one]);
    const citation = { state: 'doubtful' as const, citations: cited };
    const opposite = overview({ conclusion: { says: 'overturned', agrees: false, range: RANGE }, citation });
    assert.deepEqual(print(nodes(opposite)).slice(3), [
      '  error: Conclusion (says Overturned, the verdict does not)',
      '  warning: MTUS Opioid Treatment 2016 (see the problems)',
      '  citation: MTUS Opioid Treatment 2016',
    ]);
  },

  'a screen reader says what others see by colour and form': () => {
    const [, issue] = nodes(overview({ counts: { error: 1, warning: 0 } }));
    assert.ok(issue);
    assert.equal(spoken(issue), 'error, 1. Norco 5/325mg #60, Upheld');
    assert.equal(spoken({ ...issue, mark: 'fine' }), '1. Norco 5/325mg #60, Upheld');
    assert.deepEqual(issue.children.map(spoken).at(-1), 'cites MTUS Opioid Treatment 2016');
  },

  'what is lacking comes before the issues': () => {
    const lacks = [{ code: 'S001', message: 'the letter has no summary', range: RANGE }];
    assert.deepEqual(print(nodes(overview({}, { lacks }))).slice(1, 3), ['warning: Still lacking (1)', '  warning: the letter has no summary (S001)']);
  },
};
