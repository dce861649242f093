/** Which documents are letters: by name, by what they say, or because `imrlint.toml` calls them so. */

import { Disposable, languages, type TextDocument, workspace } from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';

import titles from '../../neovim/lua/imrlint/titles.txt';
import type { Server } from './server';

export const LETTER = 'imr-letter';
export const TEMPLATE = 'imr-template';

/** The titles and labels of all letters; two of them make a text file a letter. */
const TITLES = new Set(titles.split('\n').map(folded));
const ENOUGH = 2;
const CHARACTERS = 20_000;

/** Whether a document is a letter or a template. */
export function isLetter(document: TextDocument): boolean {
  return document.languageId === LETTER || document.languageId === TEMPLATE;
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

/** Makes letters of text files for as long as the result is not disposed of. */
export function recogniseLetters(server: Server): Disposable {
  // A file is looked at until it is a letter once: who calls it plain text after that means it.
  const settled = new Set<string>();
  const recognise = async (document: TextDocument) => {
    const uri = document.uri.toString();
    if (document.languageId !== 'plaintext' || document.isUntitled || settled.has(uri)) {
      return;
    }
    const language = await languageOf(document, server);
    if (language !== undefined) {
      settled.add(uri);
      await languages.setTextDocumentLanguage(document, language);
    }
  };
  const all = () => void Promise.all(workspace.textDocuments.map(recognise));
  all();
  const starts = server.onDidChange(({ kind }) => {
    if (kind === 'running') {
      all();
    }
  });
  return Disposable.from(starts, workspace.onDidOpenTextDocument(recognise));
}

/** The language of a text file, unless it is only text. */
async function languageOf(document: TextDocument, server: Server): Promise<string | undefined> {
  const byContent = workspace.getConfiguration('imrlint', document).get<boolean>('recogniseTextFiles', true);
  if (byContent && readsLikeALetter(document.getText())) {
    return LETTER;
  }
  const { client } = server;
  if (client === undefined) {
    return undefined;
  }
  const params = { command: 'imrlint.server.status', arguments: [client.code2ProtocolConverter.asUri(document.uri)] };
  const status = (await client.sendRequest(ExecuteCommandRequest.type, params)) as { settings?: { letter?: boolean; template?: boolean } };
  const { letter = false, template = false } = status.settings ?? {};
  return template ? TEMPLATE : letter ? LETTER : undefined;
}
