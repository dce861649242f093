/** Which documents are letters. */

import { languages, type TextDocument, workspace } from 'vscode';

export const LETTER = 'imr-letter';
export const TEMPLATE = 'imr-template';

/** Titles and labels that only these letters have; two of them make a text file a letter. */
const MARKS = [
  'HOW THE IMR FINAL DETERMINATION WAS MADE',
  'CLINICAL CASE SUMMARY',
  'IMR ISSUES, DECISIONS AND RATIONALES',
  'IMR DECISION(S) AND RATIONALE(S)',
  'MEDICAL PROFESSIONAL REVIEW',
  'MEDICAL REVIEWER QUALIFICATIONS:',
  'ISSUE AT DISPUTE:',
  'NOTICE OF INDEPENDENT MEDICAL REVIEW DETERMINATION',
  'INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE',
  'MEDICAL QUALIFICATIONS OF THE EXPERT REVIEWER:',
  'STATE(S) OF LICENSURE:',
  'UR DENIAL DATE:',
  'IMR CASE NUMBER:',
];
const ENOUGH = 2;
const CHARACTERS = 20_000;

/** Whether a document is a letter or a template. */
export function isLetter(document: TextDocument): boolean {
  return document.languageId === LETTER || document.languageId === TEMPLATE;
}

/** Whether a text reads like a letter. */
export function readsLikeALetter(text: string): boolean {
  const head = text.slice(0, CHARACTERS).toUpperCase();
  return MARKS.filter((mark) => head.includes(mark)).length >= ENOUGH;
}

/** Makes a letter of a text file that reads like one, unless the settings forbid it. */
export async function recognise(document: TextDocument): Promise<void> {
  const wanted = workspace.getConfiguration('imrlint', document).get<boolean>('recogniseTextFiles', true);
  if (wanted && document.languageId === 'plaintext' && !document.isUntitled && readsLikeALetter(document.getText())) {
    await languages.setTextDocumentLanguage(document, LETTER);
  }
}
