/** Starts, stops and restarts the server, and says plainly when that does not work. */

import { commands, type Disposable, EventEmitter, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { ExecuteCommandRequest, type LanguageClient } from 'vscode-languageclient/node';

import { type Binary, findBinary, handshake } from './binary';
import { clientOptions } from './client';
import { Run } from './run';

/** What the status item shows. */
export type ServerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly version: string; readonly binary: Binary }
  | { readonly kind: 'broken'; readonly reason: string };

/** After so many ends within the time below the server stays down. */
const MAX_ENDS = 4;
const WITHIN_MS = 180_000;
/** So long a server may take to answer at first. */
const PATIENCE_MS = 30_000;

export class Server implements Disposable {
  private readonly changed = new EventEmitter<ServerState>();
  readonly onDidChange = this.changed.event;
  private readonly settingsRead = new EventEmitter<undefined>();
  /** The server has read its settings anew, those of files too. */
  readonly onDidReadSettings = this.settingsRead.event;
  private current: ServerState = { kind: 'off' };
  private run: Run | undefined;
  private ends: number[] = [];
  private turn: Promise<void> = Promise.resolve();
  /** How often something was asked for; a start that is no longer the latest wish ends early. */
  private wishes = 0;
  private wanted = false;

  constructor(
    private readonly context: ExtensionContext,
    private readonly output: LogOutputChannel,
    private readonly trace: LogOutputChannel,
    private readonly patience = PATIENCE_MS,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** The client, while the server runs. */
  get client(): LanguageClient | undefined {
    return this.current.kind === 'running' ? this.run?.client : undefined;
  }

  /** The binary that commands run; throws a {@link BinaryProblem} that says what to do. */
  binary(): Binary {
    const path = workspace.getConfiguration('imrlint').get('path', '').trim();
    return findBinary(path, this.context.extensionPath, process.env.PATH ?? '');
  }

  /** Starts the server for the first time; after that, users and settings decide. */
  start(): Promise<void> {
    return this.wanted ? this.turn : this.restart();
  }

  /** Starts the server as the settings now say. */
  restart(): Promise<void> {
    this.wanted = true;
    return this.next((wish) => this.startAnew(wish));
  }

  /** Starts the server as changed settings say, if there was a need for it before. */
  followSettings(): Promise<void> {
    return this.wanted ? this.restart() : this.turn;
  }

  stop(): Promise<void> {
    return this.next(() => this.end('off'));
  }

  dispose(): void {
    this.changed.dispose();
    this.settingsRead.dispose();
  }

  /** What is asked for happens in turn; a start that nothing came of yet is given up for it. */
  private next(act: (wish: number) => Promise<void>): Promise<void> {
    const wish = (this.wishes += 1);
    this.run?.giveUp();
    this.turn = this.turn.then(() => act(wish));
    return this.turn;
  }

  private async end(as: 'off' | 'starting'): Promise<void> {
    const { run } = this;
    this.run = undefined;
    this.become({ kind: as });
    await run?.stop();
  }

  private async startAnew(wish: number): Promise<void> {
    if (wish !== this.wishes) {
      return;
    }
    const on = workspace.getConfiguration('imrlint').get<boolean>('enable', true);
    await this.end(on ? 'starting' : 'off');
    if (!on) {
      return;
    }
    try {
      const binary = this.binary();
      const manifest = this.context.extension.packageJSON as { version: string };
      const version = await handshake(binary, manifest.version);
      this.output.info(`imrlint ${version} from the ${binary.origin}: ${binary.path}`);
      if (wish === this.wishes) {
        await this.begin(binary, version);
      }
    } catch (error) {
      this.broken(error instanceof Error ? error.message : String(error));
    }
  }

  private async begin(binary: Binary, version: string): Promise<void> {
    const settingsRead = () => {
      // Once it has answered something else, it has the settings.
      const status = this.client?.sendRequest(ExecuteCommandRequest.type, { command: 'imrlint.server.status' });
      void status?.then(() => {
        this.settingsRead.fire(undefined);
      }, () => undefined);
    };
    const run = new Run(binary.path, clientOptions(this.output, this.trace, settingsRead), {
      running: () => {
        if (this.run === run) {
          this.become({ kind: 'running', version, binary });
        }
      },
      ended: () => {
        if (this.run === run) {
          this.startAgain();
        }
      },
    });
    this.run = run;
    await run.start(this.patience);
  }

  /** After the server ended by itself. */
  private startAgain(): void {
    const now = Date.now();
    this.ends = [...this.ends.filter((end) => now - end < WITHIN_MS), now];
    if (this.ends.length < MAX_ENDS) {
      this.output.warn('The server ended and is started again.');
      void this.restart();
      return;
    }
    this.ends = [];
    this.broken('imrlint ended again and again, so letters are not linted. Its output may say why.');
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
