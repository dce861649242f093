/** A server of a test's own, while the extension's is down: two would both bring their commands. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EventEmitter, type ExtensionContext, LogLevel, type LogOutputChannel } from 'vscode';

import { Server } from '../../src/server';
import { extension } from './files';

/** The folder of the extension, with the binary inside. */
export const FOLDER = join(__dirname, '../..');

/** A channel that logs everything, and remembers it. */
function channel(lines: string[]): LogOutputChannel {
  const say = (...words: unknown[]) => {
    lines.push(words.map(String).join(' '));
  };
  const said = Object.fromEntries(['append', 'appendLine', 'replace', 'trace', 'debug', 'info', 'warn', 'error'].map((name) => [name, say]));
  const onDidChangeLogLevel = new EventEmitter<LogLevel>().event;
  return { ...said, name: 'remembered', logLevel: LogLevel.Trace, onDidChangeLogLevel } as unknown as LogOutputChannel;
}

/** Does something with a server whose binary is in `folder`, and which may take `patience` milliseconds to answer; `lines` is its log. */
export async function withServer(act: (server: Server, lines: string[]) => Promise<void>, folder = FOLDER, patience?: number): Promise<void> {
  const { server: usual } = await extension();
  await usual.stop();
  const lines: string[] = [];
  const packageJSON: unknown = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8'));
  const context = { extensionPath: folder, extension: { packageJSON } } as ExtensionContext;
  const server = new Server(context, channel(lines), channel(lines), patience);
  try {
    await act(server, lines);
  } finally {
    await server.stop();
    await usual.restart();
  }
}
