/** The letter before the user, and how it stands: whether it was checked at all, and what the check says. */

import { Disposable, EventEmitter, type TextDocument, type Uri, window, workspace } from 'vscode';
import { DidOpenTextDocumentNotification, ExecuteCommandRequest, type LanguageClient } from 'vscode-languageclient/node';

import { isLetter } from './language';
import { type Overview, overviewChanged, overviewRequest } from './overview/protocol';
import type { Server } from './server';

/** How a letter stands. Nothing but `checked` may be taken for clean. */
export type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'excluded' }
  | { readonly kind: 'settingsBroken'; readonly reason: string }
  | { readonly kind: 'checked'; readonly overview: Overview };

export class CurrentLetter implements Disposable {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChange = this.changed.event;
  private document: TextDocument | undefined;
  private stands: Standing = { kind: 'none' };
  private asked = 0;
  private listening: Disposable | undefined;
  private readonly following: Disposable;

  constructor(private readonly server: Server) {
    const follow = () => {
      this.follow();
    };
    this.following = Disposable.from(
      window.onDidChangeActiveTextEditor(follow),
      window.onDidChangeVisibleTextEditors(follow),
      // A text file that is made a letter is opened anew, in the same editor.
      workspace.onDidOpenTextDocument(follow),
      server.onDidChange(() => {
        this.listen();
      }),
    );
    this.listen();
  }

  get uri(): Uri | undefined {
    return this.document?.uri;
  }

  /** The name of its file. */
  get name(): string | undefined {
    return this.uri?.path.split('/').at(-1);
  }

  get standing(): Standing {
    return this.stands;
  }

  dispose(): void {
    this.listening?.dispose();
    this.following.dispose();
    this.changed.dispose();
  }

  /** The letter of the active editor; while that holds none, the letter from before, as long as it is in view. */
  private follow(): void {
    const active = window.activeTextEditor?.document;
    const before = this.document;
    const inView = window.visibleTextEditors.some(({ document }) => document === before);
    const now = active !== undefined && isLetter(active) ? active : before && inView && isLetter(before) ? before : undefined;
    if (now !== before) {
      this.document = now;
      this.become({ kind: now === undefined ? 'none' : 'waiting' });
      void this.ask();
    } else if (this.stands.kind === 'waiting') {
      void this.ask();
    }
  }

  private listen(): void {
    this.listening?.dispose();
    const { client } = this.server;
    this.listening = client?.onNotification(overviewChanged, ({ uri }) => {
      if (this.uri !== undefined && uri === client.code2ProtocolConverter.asUri(this.uri)) {
        void this.ask();
      }
    });
    if (client === undefined && this.document !== undefined) {
      this.become({ kind: 'waiting' });
    }
    this.follow();
  }

  /** Asks the server; the answer to the latest question counts. */
  private async ask(): Promise<void> {
    const turn = (this.asked += 1);
    const { client } = this.server;
    if (client !== undefined && this.document !== undefined) {
      const standing = await standingOf(this.document, client);
      if (turn === this.asked && standing !== undefined) {
        this.become(standing);
      }
    }
  }

  private become(standing: Standing): void {
    this.stands = standing;
    this.changed.fire(undefined);
  }
}

/** How a letter stands; `undefined` when the server could not say so now, because the letter is on its way to it or changed: then it will tell. */
async function standingOf(letter: TextDocument, client: LanguageClient): Promise<Standing | undefined> {
  const known = [...client.getFeature(DidOpenTextDocumentNotification.method).openDocuments].includes(letter);
  const uri = client.code2ProtocolConverter.asUri(letter.uri);
  try {
    const overview = await client.sendRequest(overviewRequest, { textDocument: { uri } });
    if (overview !== null) {
      return { kind: 'checked', overview };
    }
    return known ? await whyNot(uri, client) : undefined;
  } catch {
    return undefined;
  }
}

/** Why the server has nothing to say of a letter that it knows. */
async function whyNot(uri: string, client: LanguageClient): Promise<Standing> {
  const params = { command: 'imrlint.server.status', arguments: [uri] };
  const status = (await client.sendRequest(ExecuteCommandRequest.type, params)) as { settings?: { error?: string } };
  const reason = status.settings?.error;
  return reason === undefined ? { kind: 'excluded' } : { kind: 'settingsBroken', reason };
}
