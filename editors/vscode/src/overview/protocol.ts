/** `imrlint/overview`: what the server says of a letter as a whole. The server's side is `server/src/overview.rs`. */

import { NotificationType, type Range, RequestType } from 'vscode-languageclient/node';

export type Verdict = 'upheld' | 'overturned' | 'other';

export interface Overview {
  readonly profileName: string;
  readonly determination: 'upheld' | 'overturned' | 'partial' | null;
  readonly issues: readonly Issue[];
  readonly lacks: readonly Lack[];
  readonly counts: Counts;
}

/** How many findings there are of each severity. */
export interface Counts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
}

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly verdict: Verdict | null;
  readonly titleRange: Range;
  readonly verdictRange: Range | null;
  readonly fields: readonly { readonly field: FieldName; readonly present: boolean }[];
  readonly conclusion: { readonly says: Verdict; readonly agrees: boolean | null; readonly range: Range } | null;
  readonly citation: {
    readonly state: 'cited' | 'none' | 'doubtful';
    readonly citations: readonly { readonly document: string; readonly doubtful: boolean; readonly range: Range }[];
  };
  readonly counts: Pick<Counts, 'error' | 'warning'>;
}

export type FieldName = 'administratorGuideline' | 'reviewerGuideline' | 'rationale';

export interface Lack {
  readonly code: string;
  readonly message: string;
  readonly range: Range;
}

export const overviewRequest = new RequestType<{ textDocument: { uri: string } }, Overview | null, void>('imrlint/overview');
export const overviewChanged = new NotificationType<{ uri: string }>('imrlint/overviewChanged');
