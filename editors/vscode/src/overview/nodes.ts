/** A letter's overview as a tree of words, before any of the editor's types. */

import type { Range } from 'vscode-languageclient/node';

import { plural } from '../words';
import type { FieldName, Issue, Overview, Verdict } from './protocol';

export type Mark = 'fine' | 'warning' | 'error' | 'citation';

/** A line of the tree. */
export interface Node {
  /** The same for the same thing while the letter changes, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly mark: Mark;
  readonly range?: Range;
  readonly children: readonly Node[];
  readonly open: boolean;
}

const VERDICTS: Record<Verdict, string> = { upheld: 'Upheld', overturned: 'Overturned', other: 'Other words' };
const FIELDS: Record<FieldName, string> = {
  administratorGuideline: 'administrator’s guideline',
  reviewerGuideline: 'reviewer’s guideline',
  rationale: 'rationale',
};
const DETERMINATIONS = { upheld: 'Upheld', overturned: 'Overturned', partial: 'Partially overturned' };

/** The determination, what the letter lacks, then its issues. */
export function nodes(overview: Overview): Node[] {
  const lacks = overview.lacks.map((lack, n) => leaf(`lack-${n}`, lack.message, 'warning', lack.range, lack.code));
  const lacking: Node = { id: 'lacks', label: 'Still lacking', description: String(lacks.length), mark: 'warning', children: lacks, open: true };
  return [determinationNode(overview), ...(lacks.length === 0 ? [] : [lacking]), ...overview.issues.map(issueNode)];
}

function determinationNode({ determination, issues }: Overview): Node {
  const [says, mark]: [string, Mark] = determination === null ? ['open', 'warning'] : [DETERMINATIONS[determination], 'fine'];
  return { id: 'determination', label: 'Determination', description: `${says}, ${plural(issues.length, 'issue')}`, mark, children: [], open: false };
}

function issueNode(issue: Issue): Node {
  const id = `issue-${issue.number}`;
  const absent = issue.fields.filter((field) => !field.present);
  const children = [
    verdictNode(issue, id),
    conclusionNode(issue, id),
    ...absent.map(({ field }) => leaf(`${id}-${field}`, `No ${FIELDS[field]}`, 'error', issue.titleRange)),
    ...citationNodes(issue, id),
  ];
  const mark = issue.counts.error > 0 ? 'error' : issue.counts.warning > 0 ? 'warning' : 'fine';
  const description = issue.verdict === null ? 'no verdict' : VERDICTS[issue.verdict];
  return { id, label: `${issue.number}. ${issue.title}`, description, mark, range: issue.titleRange, children, open: mark !== 'fine' };
}

function verdictNode(issue: Issue, id: string): Node {
  if (issue.verdict === null) {
    return leaf(`${id}-verdict`, 'No verdict', 'error', issue.titleRange);
  }
  const mark = issue.verdict === 'other' ? 'error' : 'fine';
  return leaf(`${id}-verdict`, 'Verdict', mark, issue.verdictRange ?? issue.titleRange, VERDICTS[issue.verdict]);
}

function conclusionNode(issue: Issue, id: string): Node {
  const { conclusion } = issue;
  if (conclusion === null) {
    return leaf(`${id}-conclusion`, 'No conclusion', 'warning', issue.titleRange);
  }
  if (conclusion.agrees === false) {
    return leaf(`${id}-conclusion`, 'Conclusion', 'error', conclusion.range, `says ${VERDICTS[conclusion.says]}, the verdict does not`);
  }
  return leaf(`${id}-conclusion`, 'Conclusion', 'fine', conclusion.range, VERDICTS[conclusion.says]);
}

function citationNodes(issue: Issue, id: string): Node[] {
  if (issue.citation.state === 'none') {
    return [leaf(`${id}-citation`, 'Nothing cited', 'warning', issue.titleRange)];
  }
  return issue.citation.citations.map(({ document, doubtful, range }, n) => {
    const [mark, doubt] = doubtful ? (['warning', 'see the problems'] as const) : (['citation', undefined] as const);
    return leaf(`${id}-citation-${n}`, document, mark, range, doubt);
  });
}

function leaf(id: string, label: string, mark: Mark, range: Range, description?: string): Node {
  return { id, label, mark, range, children: [], open: false, ...(description === undefined ? {} : { description }) };
}
