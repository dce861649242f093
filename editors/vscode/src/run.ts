/** One run of the server: its process, and the client that speaks to it. Another start is another run. */

import { type ChildProcess, spawn } from 'node:child_process';

import { workspace } from 'vscode';
import { CloseAction, type CloseHandlerResult, ErrorAction, LanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient/node';

/** What a run tells. */
export interface Listener {
  /** The server answers. */
  running(): void;
  /** The server ended by itself after it had answered. */
  ended(): void;
}

export class Run {
  readonly client: LanguageClient;
  private process: ChildProcess | undefined;
  private answered = false;
  private over = false;

  constructor(
    private readonly program: string,
    options: LanguageClientOptions,
    private readonly listener: Listener,
  ) {
    // Tracing is read from settings under the client's id; nobody has settings under this one, so bodies are never traced.
    this.client = new LanguageClient('imrlint server', 'imrlint', () => this.spawn(), {
      ...options,
      errorHandler: { error: () => ({ action: ErrorAction.Continue, handled: true }), closed: () => this.closed() },
      // Who started the run tells the user; the client would tell, too.
      initializationFailedHandler: () => false,
    });
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running && !this.over) {
        this.answered = true;
        this.listener.running();
      }
    });
  }

  /** Starts the server; an error that the user can read when it does not answer, or not in time. */
  async start(patience: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`"${this.program}" runs, but does not answer. Restart it, or look at its output.`));
      }, patience);
    });
    try {
      await Promise.race([this.client.start().catch(() => Promise.reject(new Error(`"${this.program}" ended while it started. Its output may say why.`))), late]);
    } catch (error) {
      const ours = !this.over && !this.answered;
      await this.stop();
      if (ours) {
        throw error;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Gives the run up if the server has not answered yet: then its start ends without an error. */
  giveUp(): void {
    if (this.client.state !== State.Running) {
      this.over = true;
      this.process?.kill('SIGKILL');
    }
  }

  /** Ends the run; when this returns, there is no process any more, or it is being killed. */
  async stop(): Promise<void> {
    this.over = true;
    if (this.client.state === State.Running) {
      await this.client.dispose().catch(() => undefined);
    }
    const { process } = this;
    if (process?.exitCode === null && process.signalCode === null) {
      const ended = new Promise((resolve) => process.once('exit', resolve));
      process.kill('SIGKILL');
      await ended;
    }
  }

  private spawn(): Promise<ChildProcess> {
    if (this.over) {
      return Promise.reject(new Error('the run is over'));
    }
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const process = spawn(this.program, ['lsp'], folder?.scheme === 'file' ? { cwd: folder.fsPath } : {});
    this.process = process;
    return new Promise((resolve, reject) => {
      process.once('error', reject);
      process.once('spawn', () => {
        resolve(process);
      });
    });
  }

  private closed(): CloseHandlerResult {
    if (this.answered && !this.over) {
      this.over = true;
      this.listener.ended();
    }
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}
