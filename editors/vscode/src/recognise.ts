/** Makes letters of text files: by what they say, or because `imrlint.toml` calls them so. */

import { Disposable, languages, type TextDocument, workspace } from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';

import { isPast, LETTER, readsLikeALetter, TEMPLATE } from './language';
import type { Server } from './server';

/** Languages that are mere text: a file in one of them may be a letter, one in another is not. */
const TEXT = new Set(['plaintext', 'markdown']);

/** Recognises letters for as long as the result is not disposed of. */
export function recogniseLetters(server: Server): Disposable {
  // A file is looked at until it is a letter once: who calls it plain text after that means it.
  const settled = new Set<string>();
  const recognise = async (document: TextDocument) => {
    const uri = document.uri.toString();
    if (!TEXT.has(document.languageId) || isPast(document.uri) || settled.has(uri)) {
      return;
    }
    const language = await languageOf(document, server);
    if (language !== undefined && !document.isClosed) {
      settled.add(uri);
      await languages.setTextDocumentLanguage(document, language);
    }
  };
  const all = () => {
    workspace.textDocuments.forEach((document) => void recognise(document));
  };
  all();
  return Disposable.from(
    workspace.onDidOpenTextDocument(recognise),
    workspace.onDidCloseTextDocument((document) => {
      // A document that only changes its language is closed and opened, too.
      if (!workspace.textDocuments.includes(document)) {
        settled.delete(document.uri.toString());
      }
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.isUntitled && contentChanges.some(({ text }) => text.includes('\n'))) {
        void recognise(document);
      }
    }),
    workspace.onDidChangeConfiguration((event) => {
      // VS Code then looks itself what language each file has, and forgets what it was made.
      if (event.affectsConfiguration('files.associations')) {
        settled.clear();
      }
      if (event.affectsConfiguration('imrlint.recogniseTextFiles') || event.affectsConfiguration('files.associations')) {
        all();
      }
    }),
    server.onDidReadSettings(all),
    server.onDidChange(({ kind }) => {
      if (kind === 'running') {
        all();
      }
    }),
  );
}

/** The language of a text file, unless it is only text. */
async function languageOf(document: TextDocument, server: Server): Promise<string | undefined> {
  const byContent = workspace.getConfiguration('imrlint', document).get<boolean>('recogniseTextFiles', true);
  if (byContent && document.languageId === 'plaintext' && readsLikeALetter(document.getText())) {
    return LETTER;
  }
  const { client } = server;
  if (client === undefined || document.isUntitled) {
    return undefined;
  }
  const params = { command: 'imrlint.server.status', arguments: [client.code2ProtocolConverter.asUri(document.uri)] };
  try {
    const status = (await client.sendRequest(ExecuteCommandRequest.type, params)) as { settings?: { letter?: boolean; template?: boolean } };
    const { letter = false, template = false } = status.settings ?? {};
    return template ? TEMPLATE : letter ? LETTER : undefined;
  } catch {
    // The server ended meanwhile; when it is back, all documents are looked at again.
    return undefined;
  }
}
