/** When the server is started: with the first letter, or where there are some. Projects without letters are left in peace. */

import { type Disposable, type TextDocument, workspace } from 'vscode';

import { isLetter } from './language';
import type { Server } from './server';

const SIGNS = '**/{*.imr,*.imr.txt,*.imrt,imrlint.toml}';

/** Starts the server as soon as there is a letter, unless the result is disposed of before. */
export function startWithLetters(server: Server): Disposable {
  const startFor = (document: TextDocument) => {
    if (isLetter(document)) {
      void server.start();
    }
  };
  workspace.textDocuments.forEach(startFor);
  void workspace.findFiles(SIGNS, undefined, 1).then(
    (found) => (found.length > 0 ? server.start() : undefined),
    // A folder that cannot be searched may still hold a letter that is opened.
    () => undefined,
  );
  return workspace.onDidOpenTextDocument(startFor);
}
