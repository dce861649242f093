/** What the language client is told: which documents are the server's, and where its settings come from. */

import { type LogOutputChannel, Uri } from 'vscode';
import { type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient/node';

import { isPast, LETTER, TEMPLATE } from './language';
import { settingsFor } from './settings';

/** The options of a client that logs into two channels; `settingsRead` is called when the server has asked for the settings and reads them anew. */
export function clientOptions(output: LogOutputChannel, trace: LogOutputChannel, settingsRead: () => void): LanguageClientOptions {
  return {
    documentSelector: [{ language: LETTER }, { language: TEMPLATE }],
    outputChannel: output,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: settingsFor(),
    middleware: {
      didOpen: (document, next) => (isPast(document.uri) ? Promise.resolve() : next(document)),
      didClose: (document, next) => (isPast(document.uri) ? Promise.resolve() : next(document)),
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          setImmediate(settingsRead);
          return params.items.map((item, n) => {
            const uri = item.scopeUri === undefined ? undefined : Uri.parse(item.scopeUri, true);
            const others: unknown = (answers as unknown[])[n];
            return item.section === 'imrlint' ? settingsFor(uri) : others;
          });
        },
      },
    },
  };
}
