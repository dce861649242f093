/** Starts, stops and restarts the server, and says plainly when that does not work. */

import { commands, type Disposable, EventEmitter, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, type LanguageClientOptions, RevealOutputChannelOn, State } from 'vscode-languageclient/node';

import { type Binary, findBinary, handshake } from './binary';
import { LETTER, TEMPLATE } from './language';
import { settingsFor } from './settings';

/** What the status item shows. */
export type ServerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly version: string; readonly binary: Binary }
  | { readonly kind: 'broken'; readonly reason: string };

/** After so many ends within the time below the server stays down. */
const MAX_ENDS = 4;
const WITHIN_MS = 180_000;

export class Server implements Disposable {
  private readonly changed = new EventEmitter<ServerState>();
  readonly onDidChange = this.changed.event;
  private current: ServerState = { kind: 'off' };
  private running: LanguageClient | undefined;
  private ends: number[] = [];
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ExtensionContext,
    private readonly output: LogOutputChannel,
    private readonly trace: LogOutputChannel,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** The client, while the server runs. */
  get client(): LanguageClient | undefined {
    return this.current.kind === 'running' ? this.running : undefined;
  }

  /** The binary that commands run; throws a {@link BinaryProblem} that says what to do. */
  binary(): Binary {
    const path = workspace.getConfiguration('imrlint').get('path', '').trim();
    return findBinary(path, this.context.extensionPath, process.env.PATH ?? '');
  }

  /** Starts the server as the settings now say. Calls wait for each other. */
  restart(): Promise<void> {
    this.turn = this.turn.then(() => this.startAnew());
    return this.turn;
  }

  async stop(): Promise<void> {
    const client = this.running;
    this.running = undefined;
    this.become({ kind: 'off' });
    await client?.dispose().catch(() => undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async startAnew(): Promise<void> {
    await this.stop();
    if (!workspace.getConfiguration('imrlint').get<boolean>('enable', true)) {
      return;
    }
    this.become({ kind: 'starting' });
    try {
      const binary = this.binary();
      const manifest = this.context.extension.packageJSON as { version: string };
      const version = await handshake(binary, manifest.version);
      this.output.info(`imrlint ${version} from the ${binary.origin}: ${binary.path}`);
      this.running = this.newClient(binary, version);
      await this.running.start();
    } catch (error) {
      this.broken(error instanceof Error ? error.message : String(error));
    }
  }

  private newClient(binary: Binary, version: string): LanguageClient {
    const options: LanguageClientOptions = {
      documentSelector: [{ language: LETTER }, { language: TEMPLATE }],
      outputChannel: this.output,
      traceOutputChannel: this.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: settingsFor(),
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.closed(),
      },
      middleware: {
        workspace: {
          configuration: async (params, token, next) => {
            const answers = await next(params, token);
            return params.items.map((item, n) => {
              const uri = item.scopeUri === undefined ? undefined : this.running?.protocol2CodeConverter.asUri(item.scopeUri);
              const others: unknown = (answers as unknown[])[n];
              return item.section === 'imrlint' ? settingsFor(uri) : others;
            });
          },
        },
      },
    };
    const command = { command: binary.path, args: ['lsp'] };
    // Tracing is read from settings under the client's id; nobody has settings under this one, so bodies are never traced.
    const client = new LanguageClient('imrlint server', 'imrlint', command, options);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running && this.running === client) {
        this.become({ kind: 'running', version, binary });
      }
    });
    return client;
  }

  private closed(): { action: CloseAction; handled: true } {
    const now = Date.now();
    this.ends = [...this.ends.filter((end) => now - end < WITHIN_MS), now];
    if (this.ends.length < MAX_ENDS) {
      this.output.warn('The server ended and is started again.');
      this.become({ kind: 'starting' });
      return { action: CloseAction.Restart, handled: true };
    }
    this.ends = [];
    this.broken('imrlint ended again and again, so letters are not linted. Its output may say why.');
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private broken(reason: string): void {
    this.output.error(reason);
    this.become({ kind: 'broken', reason });
    void window.showErrorMessage(reason, 'Open Settings', 'Show Output').then((choice) => {
      if (choice === 'Show Output') {
        this.output.show();
      } else if (choice === 'Open Settings') {
        void commands.executeCommand('workbench.action.openSettings', 'imrlint.path');
      }
    });
  }

  private become(state: ServerState): void {
    this.current = state;
    this.changed.fire(state);
  }
}
