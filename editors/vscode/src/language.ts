/** Which documents are letters. */

import { type TextDocument, type Uri, workspace } from 'vscode';

import titles from '../../neovim/lua/imrlint/titles.txt';

export const LETTER = 'imr-letter';
export const TEMPLATE = 'imr-template';

/** The titles and labels of all letters; two of them make a text file a letter. */
const TITLES = new Set(titles.split('\n').map(folded));
const ENOUGH = 2;
const CHARACTERS = 20_000;

/** Whether a document is a letter or a template that somebody may be writing. */
export function isLetter(document: TextDocument): boolean {
  return (document.languageId === LETTER || document.languageId === TEMPLATE) && !isPast(document.uri);
}

/** Schemes of texts as they were, or as a chat would have them, that say nothing themselves of being read-only. */
const PAST = /^(git.*|hg|svn|pr|review|output|vscode-local-history|(vscode-)?chat-.*)$/;

/** Whether an address is that of an earlier or proposed text: beside the letter itself its problems would stand twice. */
export function isPast({ scheme }: Uri): boolean {
  const folders = workspace.workspaceFolders ?? [];
  const readOnly = workspace.fs.isWritableFileSystem(scheme) === false;
  return (readOnly || PAST.test(scheme)) && !folders.some(({ uri }) => uri.scheme === scheme);
}

/** Whether a text reads like a letter. */
export function readsLikeALetter(text: string): boolean {
  const lines = text.slice(0, CHARACTERS).split(/\r\n|\r|\n/);
  const heads = lines.flatMap((line) => [line, line.split(':', 1)[0] ?? '']).map(folded);
  return new Set(heads.filter((head) => head !== '' && TITLES.has(head))).size >= ENOUGH;
}

/** Letters and digits only, in lower case. */
function folded(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\d]/gu, '');
}
